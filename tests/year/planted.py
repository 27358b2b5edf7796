"""Faults planted into the bot, one at a time, that a simulated year must find: simpler protocols than ours.

`python -m tests.year --planted [NAME] [--seed S]` tells years with each until one finds it out, and says by what;
with `sound`, in which there is none, nothing may be found.
Each is the smallest change that takes one promise away.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from unittest.mock import patch
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Update, and_, bindparam, func, or_, update

from bot import mrkdwn
from bot.courier import doubt
from bot.courier.catch_up import CatchUp
from bot.courier.gear import Gear, Hold, settle
from bot.courier.policy import SPACING
from bot.ports import Clock, SlackRefused, SlackUnknown
from bot.routines import away, briefing, calendars, freezing, reminding, subjects
from bot.store import audit, lanes, ledger, settling, unit, waiting
from bot.store import engine as engines
from bot.store.engine import WRITES
from bot.store.tables import message
from bot.store.types import Instant
from bot.store.unit import Work
from domain import ladder, workdays
from domain.action import ActionState
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


def no_absence() -> Any:
    """What is sent does not ask whether its reader is away."""
    return patch.object(away, "here_from", lambda work, reader: calendars.open_from(work, reader.zone))


def escalated_when_away() -> Any:
    """Others hear of an action on the day they would if its owner were not away."""
    return patch.object(reminding, "_ladder", lambda due, created, days, *_: ladder.rungs(due, created, days))


@contextmanager
def no_fence() -> Iterator[None]:
    """Nobody looks again, just before posting, whether the lane is still theirs."""
    now = bindparam("now", type_=Instant)

    def claiming() -> Update:
        anybody = and_(message.c.state.in_((ledger.PLANNED, ledger.DOUBTFUL)), bindparam("holder").is_not(None))
        first = func.coalesce(message.c.first_tried_at, now)
        return settling._of_message().where(anybody).values(attempts=message.c.attempts + 1, first_tried_at=first)

    def in_time(_hold: Hold, clock: Clock) -> bool:
        return bool(clock.now())  # looked at as ever, since that is where a process may sleep

    with patch.object(ledger, "claiming", claiming), patch.object(Hold, "in_time", in_time):
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

    with (
        patch.object(engines, "_begin", begin),
        patch.object(unit.Store, "_turn_taken", lambda self, needed: nullcontext()),  # of one process; here are several
        patch.object(Office, "interleaves", True),
    ):
        yield


@contextmanager
def messages_claimed() -> Iterator[None]:
    """Each message is claimed by itself, as in a queue of jobs: its conversation has no holder."""

    def free() -> Any:
        return bindparam("now", type_=Instant).is_not(None)

    _forget_statements()
    with patch.object(lanes, "_in_turn", lanes.unsettled), patch.object(lanes, "_free", free):
        yield
    _forget_statements()


def doubt_taken_for_sent() -> Any:
    """Whatever was tried counts as there: at most once, and sometimes not at all."""

    def cleared(gear: Gear, hold: Hold) -> bool:
        lost = doubt.Posted(hold.message.lane, "0.0")
        settle(gear, hold, lambda work: doubt._sent(work, hold, lost), gear.clock.now() + SPACING)
        return False

    return patch.object(doubt, "cleared", cleared)


def never_looked_up() -> Any:
    """A doubt stays for hours."""

    def cleared(gear: Gear, hold: Hold) -> bool:
        later = gear.clock.now() + timedelta(hours=5)
        settle(gear, hold, lambda work: ledger.put_back(work, hold.message.id, hold.token, later, "later"), later)
        return False

    return patch.object(doubt, "cleared", cleared)


@contextmanager
def doubt_is_passed() -> Iterator[None]:
    """A message in doubt does not hold its lane: it waits by itself, and what comes after it goes."""
    real = ledger.release_lane
    doubtful = and_(message.c.lane == bindparam("lane_key"), message.c.state == ledger.DOUBTFUL)
    waits = update(message).where(doubtful).values(not_before=bindparam("until", type_=Instant)).returning(message.c.id)

    def in_turn() -> ColumnElement[bool]:
        parent_sent = or_(message.c.parent.is_(None), lanes._state_of(lanes._parent, message.c.parent) == ledger.SENT)
        return and_(lanes.unsettled(), or_(message.c.state != ledger.PLANNED, parent_sent))

    def release_lane(work: Work, key: str, token: str, next_at: datetime) -> bool:
        waiting_alone = work.conn.execute(waits, {"lane_key": key, "until": next_at}).all()
        return real(work, key, token, min(next_at, work.now + SPACING) if waiting_alone else next_at)

    _forget_statements()
    with patch.object(lanes, "_in_turn", in_turn), patch.object(ledger, "release_lane", release_lane):
        yield
    _forget_statements()


def said_again() -> Any:
    """What a reminder spoke of is not remembered."""
    return patch.object(ledger, "carried", lambda work, lane, *, except_message=None: frozenset())


def chased_when_done() -> Any:
    """Whoever said that it is done hears of it all the same."""
    return patch.object(reminding, "CHASED", (*reminding.CHASED, ActionState.DONE_CLAIMED))


def never_chased() -> Any:
    """Nobody is reminded of an action."""
    return patch.object(reminding, "_days_of_action", lambda *_, **__: iter(()))


def frozen_when_done() -> Any:
    """The cut-off is when the freeze came about, not when it was due."""
    real = freezing.freeze
    return patch.object(freezing, "freeze", lambda work, cycle, at: real(work, cycle, work.now))


def nothing_frozen() -> Any:
    """A summary says what is known when it goes out."""
    return patch.object(calendars, "cut_off", lambda work, cycle: work.now)


@contextmanager
def anybody_may() -> Iterator[None]:
    """Nobody is asked whether they may."""
    with patch.object(unit, "may", lambda *_: True), patch.object(subjects, "may", lambda *_: True):
        yield


def broken_chain() -> Any:
    """Each sealer begins a chain of its own."""
    real = audit._end_of_chain
    return patch.object(audit, "_end_of_chain", lambda work: (real(work)[0], audit._START))


def nothing_escaped() -> Any:
    """What people type reaches Slack as it is."""
    return patch.object(mrkdwn, "literal", lambda text: text)


def _forget_statements() -> None:
    built = (waiting._all, lanes._earliest_message, lanes._next_lane, lanes._first_of_lane, lanes._taking)
    for one in built:
        one.cache_clear()


@dataclass(frozen=True)
class Planted:
    """A fault, the promises of which it must break one, what else goes wrong, and how many days that takes at least."""

    fault: Fault
    breaks: tuple[str, ...]
    rates: Rates = OFTEN
    days: int = 0


PLANTED: Final[dict[str, Planted]] = {
    SOUND: Planted(nullcontext, ()),
    "post-then-mark": Planted(post_then_mark, ("I1",)),
    "doubt-taken-for-sent": Planted(doubt_taken_for_sent, ("I2",)),
    "no-catch-up": Planted(no_catch_up, ("I3",), replace(OFTEN, crash=0.0, lost=0.3)),
    # few crashes fall between an ack and its commit
    "ack-first": Planted(ack_first, ("I3", "I4"), replace(OFTEN, crash=0.05)),
    "said-again": Planted(said_again, ("I5",), days=100),
    "chased-when-done": Planted(chased_when_done, ("I5",), days=100),
    "never-chased": Planted(never_chased, ("I5",), days=100),
    "no-guard": Planted(no_guard, ("I6",)),
    "no-absence": Planted(no_absence, ("I6",), days=100),
    "escalated-when-away": Planted(escalated_when_away, ("I5",), days=100),
    "naive-local-time": Planted(naive_local_time, ("I6",), NEVER, days=120),  # from January into summer
    "frozen-when-done": Planted(frozen_when_done, ("I7",), replace(OFTEN, down=0.5)),
    "nothing-frozen": Planted(nothing_frozen, ("I7",), days=100),
    "doubt-is-passed": Planted(doubt_is_passed, ("I8",), replace(OFTEN, dropped_after=0.1)),
    "messages-claimed": Planted(messages_claimed, ("I1", "I8")),
    "anybody-may": Planted(anybody_may, ("I9",), NEVER, days=120),
    "broken-chain": Planted(broken_chain, ("I10",), NEVER),
    "never-looked-up": Planted(never_looked_up, ("I11",)),
    "nothing-escaped": Planted(nothing_escaped, ("I12",)),
    "no-fence": Planted(no_fence, ("I1",), replace(OFTEN, pause=0.05)),
    "doubt-cleared-by-a-refusal": Planted(refusal_clears_doubt, ("I1",), replace(OFTEN, dropped_after=0.1, unread=0.5)),
    "deferred-begin": Planted(deferred_begin, ("I1", "I2", "I3", "I5", "I7", "I9")),
}


def found_out(name: str, seed: int, owners: int, days: int) -> Told:
    """Years with this fault in the bot, from this seed on, until one finds it out, or the last that did not."""
    planted = PLANTED[name]
    for number in range(YEARS if planted.breaks else 3):
        with planted.fault():
            told = tell(seed + number, owners=owners, rates=planted.rates, length=max(days, planted.days))
        if broken(name, told) or (told.violations and not planted.breaks):
            break
    return told


def broken(name: str, told: Told) -> list[str]:
    """The violations that this fault was expected to bring about."""
    return [one for one in told.violations if one.partition(" ")[0] in PLANTED[name].breaks]
