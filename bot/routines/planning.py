"""From the calendar to the timetable: which cycle runs, and what falls due on which of its days.

Planning again is always safe: a row that was never tried takes the new date, a tried one is left alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from bot.facts.records import CycleRow
from bot.routines import Work, absent, asking, calendars, reminding
from bot.routines.steps import due_at as due_at
from bot.store import cycles, plan, timetable
from bot.store.timetable import Planned
from domain.recurrence import next_after
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState

CLOSED = (CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED, CycleState.CANCELLED, CycleState.POSTPONED)
OFF = (CycleState.CANCELLED, CycleState.POSTPONED)
NIGHT = time(0, 5)


def plan_all(work: Work) -> None:
    """Everything that the calendar and the open work ask for, and tomorrow's planning.

    What it is worked out from is held: who changes it meanwhile comes before, and is seen, or after, and plans again.
    """
    if not plan.hold(work):
        return
    for routine in plan.routines(work):
        plan_routine(work, routine.key)
    absent.pass_on_all(work)  # before what is open is held, which it changes
    reminding.plan_open(work)
    tomorrow = calendars.today(work) + timedelta(days=1)
    timetable.plan(
        work,
        key=f"plan:{tomorrow.isoformat()}",
        kind="plan",
        subject="unit:1",
        due_at=calendars.on_day(work, tomorrow, NIGHT),
    )


def plan_routine(work: Work, routine_key: str) -> None:
    """The cycle that runs, or the next one. A cycle that was held and is not wholly posted holds up no other."""
    cycle = _cycle(work, routine_key)
    if cycle is None:
        return
    _plan_cycle(work, cycles.lock(work, cycle.id, "share"))
    if cycle.state is CycleState.HELD:
        after = _next(work, routine_key, cycle)
        if after is not None:
            _plan_cycle(work, cycles.lock(work, after.id, "share"))


def _cycle(work: Work, routine_key: str) -> CycleRow | None:
    last = cycles.current(work, routine_key)
    if last is not None and last.state is CycleState.PLANNED:
        return _before(work, last) or last
    return last if last is not None and last.state not in CLOSED else _next(work, routine_key, last)


def _before(work: Work, planned: CycleRow) -> CycleRow | None:
    """The cadence's own, where one planned by hand comes later and nothing is prepared: made now."""
    there = cycles.of_routine(work, planned.routine_key)
    taken = {day for one in there for day in (one.meeting_on, one.planned_on) if day is not None}
    met = [one.meeting_on for one in there if one.meeting_on < planned.meeting_on and one.state not in OFF]
    after = max([calendars.today(work) - timedelta(days=1), *met])
    rule, workdays = plan.routine(work, planned.routine_key).cadence, calendars.workdays(work)
    day = next_after(rule, after, workdays)
    while day is not None and day in taken:
        day = next_after(rule, day, workdays)
    if day is None or day >= min(planned.meeting_on, planned.planned_on or planned.meeting_on):
        return None
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"routine:{planned.routine_key}", meeting=day.isoformat())
    return cycles.ensure(work, planned.routine_key, day)


def _next(work: Work, routine_key: str, last: CycleRow | None) -> CycleRow | None:
    """The one after `last`, made now if nobody has."""
    after = calendars.today(work) - timedelta(days=1)
    if last is not None:
        after = max(after, last.meeting_on, last.planned_on or last.meeting_on)
    meeting = next_meeting(work, routine_key, after)
    if meeting is None:
        return None
    there = cycles.by_meeting(work, routine_key, meeting)
    if there is not None:
        return there
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"routine:{routine_key}", meeting=meeting.isoformat())
    return cycles.ensure(work, routine_key, meeting)


def next_meeting(work: Work, routine_key: str, after: date) -> date | None:
    """By hand or by the cadence, whichever comes first; a day that was called off is passed over."""
    cadence, off = plan.routine(work, routine_key).cadence, cycles.called_off(work, routine_key)
    workdays = calendars.workdays(work)
    day = next_after(cadence, after, workdays)
    while day is not None and day in off:
        day = next_after(cadence, day, workdays)
    by_hand = cycles.next_planned(work, routine_key, after)
    days = [one for one in (day, by_hand.meeting_on if by_hand else None) if one is not None]
    return min(days, default=None)


def _plan_cycle(work: Work, cycle: CycleRow) -> None:
    """Once a step; one that was done is done again on its new day when the stocktake was moved."""
    wanted = [_row(work, kind, subject) for kind, subject in _steps(work, cycle)]
    tried = timetable.plan_all(work, wanted)
    if cycle.moves:
        again = [one for one in wanted if one.key in tried and one.due_at > work.now]
        timetable.plan_all(work, [replace(one, key=f"{one.key}:{cycle.moves}") for one in again])


def _steps(work: Work, cycle: CycleRow) -> Iterator[tuple[str, str]]:
    """The kind and the subject of everything that falls due on the way to a meeting and after it."""
    for kind in ("open", "rate", "lines", "freeze", "meet", "close", "silence"):
        yield kind, cycle.subject
    for person_id in sorted(asking.people_of(work, cycle)):
        yield "request", f"{cycle.id}:{person_id}"
        yield "share", f"{cycle.id}:{person_id}"
    for priority_key in plan.priorities_of(work, cycle.routine_key):
        yield "post", f"{cycle.id}:{priority_key}"
        for indicator in plan.indicators_of(work, priority_key):
            yield "late", f"{cycle.id}:{indicator.indicator.key}"


def _row(work: Work, kind: str, subject: str) -> Planned:
    return Planned(f"{kind}:{subject}", kind, subject, due_at(work, kind, subject))
