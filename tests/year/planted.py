"""Faults planted into the bot, one at a time, that a simulated year must find: simpler protocols than ours.

`python -m tests.year --planted [NAME] [--seed S]` tells years with each until one finds it out, and says by what;
with `sound`, in which there is none, nothing may be found.
Each is the smallest change that takes one promise away.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Final
from unittest.mock import patch
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, true

from bot.courier import doubt
from bot.courier.catch_up import CatchUp
from bot.courier.gear import Gear, Hold, settle
from bot.courier.policy import SPACING
from bot.ports import SlackRefused, SlackUnknown
from bot.routines import briefing, calendars
from bot.store import engine as engines
from bot.store import lanes, ledger
from bot.store.engine import WRITES
from domain import workdays
from tests.year.chance import NEVER, Rates
from tests.year.office import Office
from tests.year.tell import Told, tell

SOUND: Final = "sound"
YEARS: Final = 30  # are told at most
OFTEN: Final = Rates(crash=0.02, pause=0.003, lost=0.05, forbidden=0.0)
"""Misfortunes come more often than in other years, so that days are enough; without a fault they do no harm either."""

Fault = Callable[[], Any]
"""Gives a context in which the fault is there."""


def post_then_mark() -> Any:
    """What was posted is known only from its outcome: whoever died between the two posts again."""
    return patch.object(doubt, "cleared", lambda gear, hold: True)


def ack_first() -> Any:
    """Slack is told that a payload was taken before it is kept."""
    return patch.object(Office, "acks_first", True)


def no_catch_up() -> Any:
    """Nobody reads what was said while nobody listened."""
    return patch.object(CatchUp, "start", lambda self, now: None)


def no_guard() -> Any:
    """What was planned goes when its lane is free, whatever the hour has become."""
    return patch.object(briefing, "opens_at", lambda work, message: work.now)


@contextmanager
def no_fence() -> Iterator[None]:
    """Nobody looks again, just before posting, whether the lane is still theirs."""
    with (
        patch.object(ledger, "_held", lambda token, now=None: true()),
        patch.object(Hold, "in_time", lambda self, clock: True),
    ):
        yield


@contextmanager
def refusal_clears_doubt() -> Iterator[None]:
    """A lookup that is refused counts as one that found nothing."""

    def cleared(gear: Gear, hold: Hold) -> bool:
        try:
            found = doubt._found(gear, hold)
        except (SlackRefused, SlackUnknown, doubt.Unread):
            return True
        if found is not None:
            settle(gear, hold, lambda work: doubt._sent(work, hold, found), gear.clock.now() + SPACING)
        return found is None

    with patch.object(doubt, "cleared", cleared):
        yield


@contextmanager
def naive_local_time() -> Iterator[None]:
    """Local time is winter's all year."""

    def at(day: date, wall: time, zone: ZoneInfo) -> datetime:
        winter = datetime(day.year, 1, 1, tzinfo=zone).utcoffset()
        assert winter is not None
        return datetime.combine(day, wall, tzinfo=UTC) - winter

    with patch.object(calendars, "at", at), patch.object(workdays, "at", at):
        yield


@contextmanager
def deferred_begin() -> Iterator[None]:
    """A transaction begins with its first change, so that others may write after what it read."""
    real = engines._begin

    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(WRITES, False):
            real(connection)

    with patch.object(engines, "_begin", begin), patch.object(Office, "interleaves", True):
        yield


@contextmanager
def messages_claimed() -> Iterator[None]:
    """Each message is claimed by itself, as in a queue of jobs: its conversation has no holder."""

    def forget() -> None:
        lanes._earliest.cache_clear()
        lanes._earliest_message.cache_clear()

    forget()
    with patch.object(lanes, "_in_turn", lanes.unsettled), patch.object(lanes, "_free", lambda now: true()):
        yield
    forget()


PLANTED: Final[dict[str, Fault]] = {
    SOUND: nullcontext,
    "post-then-mark": post_then_mark,
    "ack-first": ack_first,
    "no-catch-up": no_catch_up,
    "no-guard": no_guard,
    "no-fence": no_fence,
    "doubt-cleared-by-a-refusal": refusal_clears_doubt,
    "naive-local-time": naive_local_time,
    "deferred-begin": deferred_begin,
    "messages-claimed": messages_claimed,
}

RATES: Final = {
    "ack-first": replace(OFTEN, crash=0.15),  # few crashes fall between an ack and its commit
    "no-catch-up": replace(OFTEN, crash=0.0, lost=0.3),
    "naive-local-time": NEVER,
    "no-fence": replace(OFTEN, pause=0.02),
    "doubt-cleared-by-a-refusal": replace(OFTEN, dropped_after=0.1, unread=0.5),
}

LEAST_DAYS: Final = {"naive-local-time": 120}  # from January into summer


def found_out(name: str, seed: int, owners: int, days: int) -> Told:
    """Years with this fault in the bot, from this seed on, until one finds it out, or the last that did not."""
    for number in range(YEARS if name != SOUND else 3):
        with PLANTED[name]():
            rates = RATES.get(name, OFTEN)
            told = tell(seed + number, owners=owners, rates=rates, days=max(days, LEAST_DAYS.get(name, 0)))
        if told.violations:
            break
    return told
