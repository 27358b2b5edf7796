"""The calendar by hand: a stocktake planned, moved, or called off (DOMAIN 8)."""

from datetime import date, datetime

from bot.facts.records import CycleRow, RequestRow
from bot.routines import Work, calendars, planning, reminding, showing, subjects, trouble
from bot.store import cycles, ledger, plan, requests, timetable
from bot.store import people as directory
from domain import request, stocktake
from domain.errors import Refused
from domain.people import Person, Role
from domain.request import Move as RequestMove
from domain.request import RequestState
from domain.rights import Act, Subject
from domain.stocktake import Move


def plan_meeting(work: Work, actor: Person, routine_key: str, day: date) -> CycleRow:
    """One more stocktake, on this day. Raises NotAllowed, and Refused for a day that cannot be."""
    plan.hold(work, "update")
    work.act(actor, Act.PLAN_CYCLE, Subject(), f"routine:{routine_key}", meeting=day.isoformat())
    _check_day(work, routine_key, day)
    cycle = cycles.ensure(work, routine_key, day)
    planning.plan_routine(work, routine_key)
    return cycle


def look(work: Work, actor: Person, cycle_id: int, step: Move = Move.RESCHEDULE) -> CycleRow:
    """A stocktake that somebody may move or call off, while it can be. Raises NotAllowed and IllegalMove."""
    subjects.allow(actor, Act.MOVE_CYCLE, Subject())
    cycle = cycles.get(work, cycle_id)
    stocktake.move(cycle.state, step)
    return cycle


def move(work: Work, actor: Person, cycle_id: int, day: date, reason: str) -> None:
    """Another day for the meeting: what was not sent yet is planned anew, answers are kept.

    Raises NotAllowed, IllegalMove once it was held, Refused for a bad day or without a reason.
    """
    plan.hold(work, "update")
    cycle = cycles.lock(work, cycle_id)
    if not reason.strip():
        raise Refused("reason", "There is no reason yet.", "One sentence is enough; people are told it.")
    state = stocktake.move(cycle.state, Move.RESCHEDULE)
    work.act(actor, Act.MOVE_CYCLE, Subject(), cycle.subject, to=day.isoformat(), reason=reason[:200])
    _check_day(work, cycle.routine_key, day, cycle)
    before = cycle.meeting_on
    cycles.update_row(
        work,
        cycle.id,
        meeting_on=day,
        set_at=work.now,
        state=state,
        frozen_at=None,
        gaps=None,
        agenda=None,
        moves=cycle.moves + 1,
        reason=reason.strip(),
    )
    _forget_plans(work, cycle)
    moved = cycles.get(work, cycle.id)
    _requests(work, moved)
    planning.plan_routine(work, cycle.routine_key)
    showing.cycle(work, cycle.id)
    _tell(work, actor, moved, before)


def cancel(work: Work, actor: Person, cycle_id: int, reason: str) -> None:
    """Called off: nobody is asked any more, and the next one is planned. Raises like `move`."""
    plan.hold(work)
    cycle = cycles.lock(work, cycle_id)
    if not reason.strip():
        raise Refused("reason", "There is no reason yet.", "One sentence is enough; people are told it.")
    state = stocktake.move(cycle.state, Move.CANCEL)
    work.act(actor, Act.MOVE_CYCLE, Subject(), cycle.subject, cancelled=reason[:200])
    cycles.update_row(work, cycle.id, state=state, reason=reason.strip())
    _forget_plans(work, cycle)
    for row in requests.of_cycle(work, cycle.id):
        if row.state.is_open or row.state is RequestState.SCHEDULED:
            requests.set_state(work, row.id, request.move(row.state, RequestMove.WAIVE), reason="called off")
            showing.request(work, row)
    showing.cycle(work, cycle.id)
    values = {"day": cycle.meeting_on.isoformat(), "by": actor.id, "reason": reason.strip()}
    trouble.tell_staff(work, "cancelled", values, f"cancelled:{cycle.id}")
    planning.plan_routine(work, cycle.routine_key)


def _check_day(work: Work, routine_key: str, day: date, moving: CycleRow | None = None) -> None:
    if day <= calendars.today(work):
        raise Refused("day", "This day is not in the future.", "Pick a later day.")
    if not calendars.workdays(work).is_working(day):
        raise Refused("day", f"{day:%a} {day.day} {day:%b} is not a working day.", "Pick another.")
    if moving is not None and day == moving.meeting_on:
        raise Refused("day", "The stocktake is on that day already.", "Pick another.")
    there = cycles.by_meeting(work, routine_key, day)
    if there is not None and (moving is None or there.id != moving.id):
        raise Refused("day", "There is a stocktake on that day already.", "Pick another.")
    if moving is None and (last := cycles.current(work, routine_key)) and day <= last.meeting_on:
        first = f"{last.meeting_on:%a} {last.meeting_on.day} {last.meeting_on:%b}"
        raise Refused("day", f"The stocktake on {first} comes first.", "Pick a day after it, or move that one.")


def _forget_plans(work: Work, cycle: CycleRow) -> None:
    """Steps that never began; planning puts them on their new days."""
    for subject in (cycle.subject, *_subjects(work, cycle)):
        for due in timetable.of_subject(work, subject, state=timetable.PENDING):
            timetable.cancel(work, due.key, "the stocktake was moved or called off")
    for subject in (cycle.subject, f"share:{cycle.id}"):
        for message in ledger.of_subject(work, subject):
            if message.state == ledger.PLANNED:
                ledger.cancelled(work, message.id, "the stocktake was moved or called off")


def _subjects(work: Work, cycle: CycleRow) -> list[str]:
    keys = plan.priorities_of(work, cycle.routine_key)
    things = {*keys, *(one.indicator.key for key in keys for one in plan.indicators_of(work, key))}
    asked = {row.person_id for row in requests.of_cycle(work, cycle.id)} | set(directory.everybody(work))
    return [f"{cycle.id}:{one}" for one in sorted(things | asked)]


def _requests(work: Work, cycle: CycleRow) -> None:
    """Of the same period still: reminded by the new dates. Of one that is not asked for any more: let go."""
    for row in requests.of_cycle(work, cycle.id):
        asked = calendars.asked_period(work, cycle, row.indicator_key)
        if row.period != asked and (row.state.is_open or row.state is RequestState.LAPSED):
            why = "the stocktake was moved, and a later period is asked for then"
            requests.set_state(work, row.id, request.move(row.state, RequestMove.WAIVE), reason=why)
        elif row.period == asked:
            requests.set_due(work, row.id, _due_again(work, cycle, row))
            if row.state is RequestState.LAPSED:
                requests.set_state(work, row.id, request.move(row.state, RequestMove.ASK_AGAIN))
            reminding.plan_request(work, row.id)
        showing.request(work, row)


def _due_again(work: Work, cycle: CycleRow, row: RequestRow) -> datetime:
    """By the new dates; a day that has passed by them is the next working day, or the freeze if that comes first."""
    due = calendars.due_at(work, cycle, row.indicator_key, row.period)
    freeze = planning.due_at(work, "freeze", cycle.subject)
    if due > work.now or freeze <= work.now:
        return due
    tomorrow = calendars.workdays(work).shift(calendars.today(work), 1)
    return min(freeze, calendars.on_day(work, tomorrow, calendars.DUE))


def _tell(work: Work, actor: Person, cycle: CycleRow, before: date) -> None:
    """The unit; and after two moves running its head."""
    values = {
        "day": cycle.meeting_on.isoformat(),
        "before": before.isoformat(),
        "by": actor.id,
        "reason": cycle.reason or "",
        "times": str(cycle.moves),
    }
    trouble.tell_staff(work, "moved", values, f"moved:{cycle.id}:{cycle.moves}")
    if cycle.moves >= 2:
        for head in directory.by_role(work, Role.HEAD):
            ledger.plan(
                work,
                key=f"moved:{cycle.id}:{cycle.moves}:{head.id}",
                kind="trouble",
                subject=cycle.subject,
                lane=head.id,
                priority=1,
                details={"code": "moved_again", "values": values},
            )
