"""One tick: claim what has fallen due, row by row, each in a transaction of its own. A bounded batch."""

from collections.abc import Callable
from datetime import timedelta

from bot.clocks import Clocks
from bot.facts.records import DueRow
from bot.ports import Clock, Ids
from bot.routines import planning
from bot.routines import timetable as what
from bot.store import audit, timetable
from bot.store.unit import Store
from domain.errors import StocktakeError

LEASE = timedelta(seconds=90)
AGAIN = timedelta(minutes=5)  # a row that could not be done is tried again then; staff see it in `why`


def is_due(store: Store, clock: Clock) -> bool:
    """Whether there is anything for `tick`, seen without the write lock: an idle one takes it from nobody."""
    with store.read(clock.now()) as work:
        earliest = timetable.next_at(work)
        return earliest is not None and earliest <= work.now


def tick(
    store: Store,
    clock: Clock,
    clocks: Clocks,
    ids: Ids,
    *,
    limit: int = 50,
    ending: Callable[[], bool] = lambda: False,
) -> bool:
    """Do at most `limit` due rows, unless our clock is wrong; True when there was something to do.

    What was claimed and not begun is given back when the process is `ending`.
    """
    token, now = ids(), clock.now()
    if not clocks.agree(now):
        return False
    with store.write(now) as work:
        audit.seal(work)
        claimed = timetable.claim(work, now, token=token, lease=LEASE, limit=limit)
    for due in claimed:
        if ending():
            _give_back(store, clock, due, token)
        else:
            _run(store, clock, due, token)
    return bool(claimed)


def _give_back(store: Store, clock: Clock, due: DueRow, token: str) -> None:
    with store.write(clock.now()) as work:
        timetable.give_back(work, due.key, token, due.due_at)


def plan(store: Store, clock: Clock) -> None:
    """Plan everything: at the start, and after a plan was imported."""
    with store.write(clock.now()) as work:
        planning.plan_all(work)


def _run(store: Store, clock: Clock, due: DueRow, token: str) -> None:
    """One row. One that fails by a rule waits with its reason, and the next row goes on."""
    try:
        with store.write(clock.now()) as work:
            later = what.too_early(work, due)
            if later is not None:
                timetable.give_back(work, due.key, token, later)
                return
            reason = what.run(work, due)
            ended = timetable.expire if isinstance(reason, what.Expired) else timetable.done
            ended(work, due.key, token, str(reason))
    except StocktakeError as problem:
        with store.write(clock.now()) as work:
            timetable.give_back(work, due.key, token, clock.now() + AGAIN, str(problem))
