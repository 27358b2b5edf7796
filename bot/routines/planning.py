"""From the calendar to the timetable: which cycle runs, and what falls due on which of its days.

Planning again is always safe: a row that was never tried takes the new date, a tried one is left alone.
"""

from datetime import datetime, time, timedelta

from bot.facts.records import CycleRow
from bot.routines import Work, asking, calendars, reminding
from bot.store import actions, cycles, plan, requests, timetable
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState

CLOSED = (CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED, CycleState.CANCELLED, CycleState.POSTPONED)
AFTER_MEETING = timedelta(hours=2)  # the draft comes when people are back at their desks
NIGHT = time(0, 5)


def plan_all(work: Work) -> None:
    """Everything that the calendar and the open work ask for, and tomorrow's planning."""
    if plan.unit(work) is None:
        return
    for routine in plan.routines(work):
        plan_routine(work, routine.key)
    for row in requests.open_all(work):
        reminding.plan_request(work, row.id)
    for action in actions.open_all(work):
        reminding.plan_action(work, action.id)
    tomorrow = calendars.today(work) + timedelta(days=1)
    timetable.plan(
        work,
        key=f"plan:{tomorrow.isoformat()}",
        kind="plan",
        subject="unit:1",
        due_at=calendars.on_day(work, tomorrow, NIGHT),
    )


def plan_routine(work: Work, routine_key: str) -> None:
    """The cycle that runs, or the next one; a cycle does not ask before the one before it has posted."""
    cycle = _cycle(work, routine_key)
    if cycle is not None:
        _plan_cycle(work, cycles.lock(work, cycle.id, "share"))


def _cycle(work: Work, routine_key: str) -> CycleRow | None:
    last = cycles.current(work, routine_key)
    if last is not None and last.state not in CLOSED:
        return last
    today = calendars.today(work)
    after = max(last.meeting_on, today - timedelta(days=1)) if last else today - timedelta(days=1)
    meeting = plan.routine(work, routine_key).cadence.next_after(after)
    if meeting is None:
        return None
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"routine:{routine_key}", meeting=meeting.isoformat())
    return cycles.ensure(work, routine_key, meeting)


def _plan_cycle(work: Work, cycle: CycleRow) -> None:
    for kind in ("freeze", "hold"):
        _row(work, kind, f"cycle:{cycle.id}")
    for priority_key in plan.priorities_of(work, cycle.routine_key):
        for kind in ("rate", "share", "draft", "post"):
            _row(work, kind, f"{cycle.id}:{priority_key}")
        for indicator in plan.indicators_of(work, priority_key):
            key = indicator.indicator.key
            period = calendars.asked_period(work, cycle, key)
            _row(work, "request", f"{cycle.id}:{key}", period.key, asking.whom(work, key))
            _row(work, "late", f"{cycle.id}:{key}")


def due_at(work: Work, kind: str, subject: str) -> datetime:
    """When a step of a cycle falls due, by the calendar as it is now. `subject` is "cycle:ID" or "ID:KEY"."""
    first, _, second = subject.partition(":")
    cycle = cycles.get(work, int(second if first == "cycle" else first))
    line = calendars.timeline(work, cycle)
    held = calendars.meeting_at(plan.routine(work, cycle.routine_key), cycle)
    match kind:
        case "request":
            return calendars.on_day(work, line.request, calendars.MORNING)
        case "late":
            return calendars.due_at(work, cycle, second, calendars.asked_period(work, cycle, second))
        case "rate":
            return calendars.on_day(work, line.rate, calendars.MORNING)
        case "share":
            return calendars.on_day(work, line.draft, calendars.MORNING)
        case "freeze":
            return calendars.on_day(work, line.freeze, calendars.DUE)
        case "hold":
            return held
        case "draft":
            return held + AFTER_MEETING
        case _:
            return calendars.on_day(work, line.post, calendars.POSTING)


def _row(work: Work, kind: str, subject: str, *more: str) -> None:
    key = ":".join((kind, subject, *more))
    timetable.plan(work, key=key, kind=kind, subject=subject, due_at=due_at(work, kind, subject))
