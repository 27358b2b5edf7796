"""All chances of a year, drawn from its seed in streams of their own: one more draw in one disturbs no other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Rates:
    """How often each misfortune comes, as a probability each time it could."""

    crash: float = 0.003  # at each commit that changed something, and around each call
    pause: float = 0.0005  # at each look at the clock: longer than a lease
    limited: float = 0.01  # a call is answered 429, and so are the next few
    dropped_before: float = 0.006  # the connection drops before Slack has the call
    dropped_after: float = 0.006  # and after it has carried it out
    slow: float = 0.003  # no answer within the bound; carried out meanwhile, or later, or never
    lagging: float = 0.3  # history does not have the last seconds yet
    unread: float = 0.03  # history cannot be read just now
    forbidden: float = 0.0005  # nor ever: a scope is missing
    locked: float = 0.003  # the database is busy when a transaction begins
    disk_full: float = 0.0005  # and cannot keep it
    lost_commit: float = 0.0005  # it was kept, and nobody was told
    doubled: float = 0.05  # an event comes twice
    reordered: float = 0.05  # or after later ones
    lost: float = 0.02  # or never
    down: float = 0.15  # each day: the bot is down for minutes, hours, or days
    unplugged: float = 0.15  # each day: its connection for payloads is down for minutes
    stepped: float = 0.1  # each day: a replica's clock is set back or forward by seconds
    revoked: float = 0.01  # each day: the token is not taken for an hour

    def without_faults(self) -> "Rates":
        """A year in which nothing goes wrong."""
        return replace(self, **dict.fromkeys(self.__dataclass_fields__, 0.0))


class Chance:
    """`of` gives a stream by its name; the other methods draw from one."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.of = cache(lambda name: Random(f"{seed} {name}"))

    def happens(self, stream: str, probability: float) -> bool:
        return probability > 0 and self.of(stream).random() < probability

    def between(self, stream: str, low: float, high: float) -> float:
        return self.of(stream).uniform(low, high)

    def one_of(self, stream: str, choices: Sequence[T], weights: Sequence[float] | None = None) -> T:
        return self.of(stream).choices(choices, weights)[0]


NEVER: Final = Rates().without_faults()
