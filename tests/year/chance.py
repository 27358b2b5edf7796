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

    # The process
    crash: float = 0.0015  # at each commit that changed something, and around each call
    pause: float = 0.0005  # at each look at the clock: longer than a lease
    # The database
    locked: float = 0.003  # it is busy when a transaction begins
    disk_full: float = 0.0005  # and cannot keep it
    lost_commit: float = 0.0005  # the connection is reset in the commit: it was kept or not, and nobody was told
    # Calls of Slack
    limited: float = 0.01  # answered 429
    server_error: float = 0.006  # answered 5xx, or with a code that means it
    dropped_before: float = 0.006  # the connection drops before Slack has the call
    dropped_after: float = 0.006  # and after it has carried it out
    lingering: float = 0.002  # and before it is carried out all the same
    slow: float = 0.003  # the answer comes late, too late, or dripping
    lagging: float = 0.3  # history does not have the last seconds yet
    unread: float = 0.03  # history cannot be read just now
    forbidden: float = 0.0005  # nor ever: a scope is missing
    chatter: float = 0.001  # after a post more than a page of others'
    unready: float = 0.02  # Slack never gets done with a picture
    # What Slack tells
    doubled: float = 0.05  # an event comes twice
    late: float = 0.05  # or after later ones
    lost: float = 0.02  # or never
    unacked: float = 0.01  # the answer to it is lost
    hung_up: float = 0.01  # the connections for payloads end before it
    # Each day
    down: float = 0.15  # the bot is down for minutes, hours, or days
    unplugged: float = 0.15  # it has no connection for payloads for minutes
    stepped: float = 0.1  # a replica's clock is set back or forward
    revoked: float = 0.01  # the token is not taken for an hour
    left: float = 0.015  # somebody is deactivated, for good or for days
    shut: float = 0.02  # a channel is archived, or the bot removed from it, for hours
    burst: float = 0.2  # one thing goes wrong several times running

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
