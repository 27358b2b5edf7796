"""The freeze and the brief: the cut-off of the data, what to do about figures that are missing (DOMAIN 6, T-3)."""

from datetime import datetime

from bot.facts.records import CycleRow
from bot.routines import Work, calendars, expiring, planning, problems, reminding, showing
from bot.store import cycles, ledger, plan, requests, timetable
from domain import request, stocktake
from domain.errors import IllegalMove
from domain.people import Person
from domain.request import Move as RequestMove
from domain.request import RequestState
from domain.rights import Act, Subject
from domain.stocktake import CycleState, Move

LISTED, UNLISTED = "listed", "unlisted"
GAPS = (RequestState.LAPSED, RequestState.DISOWNED)  # once the data are frozen


def freeze(work: Work, cycle: CycleRow, at: datetime) -> str:
    """`at` is the cut-off. Who has not answered is left alone."""
    cycles.freeze(work, cycle.id, stocktake.move(cycle.state, Move.FREEZE), at)
    for row in requests.of_cycle(work, cycle.id):
        if row.state is RequestState.QUERIED:  # its figure counts, the question stays unanswered
            requests.set_state(work, row.id, request.move(row.state, RequestMove.ANSWER))
        elif row.state in reminding.WAITING:
            requests.set_state(work, row.id, request.move(row.state, RequestMove.LAPSE))
        if row.state in (*reminding.WAITING, RequestState.ANSWERED):
            showing.request(work, row)
    showing.cycle(work, cycle.id)
    problems.propose(work, cycles.get(work, cycle.id))
    if not missing(work, cycle):
        return send_brief(work, cycle)
    ledger.plan(
        work,
        key=f"gaps:{cycle.id}:{cycle.moves}",
        kind="gaps",
        subject=cycle.subject,
        lane=calendars.unit(work).channel,
        priority=1,
        expires_at=expiring.until(work, "gaps", cycle.subject),
        surface=True,
    )
    key = f"brief:{cycle.subject}:{cycle.moves}"
    at = planning.due_at(work, "brief", cycle.subject)
    timetable.plan(work, key=key, kind="brief", subject=cycle.subject, due_at=at)
    return "frozen, with gaps"


def freeze_now(work: Work, actor: Person, cycle_id: int) -> None:
    """Staff freeze before the hour, or after it where that has not come about yet. Raises NotAllowed, IllegalMove."""
    cycle = cycles.lock(work, cycle_id)
    at = cut_off_now(work, cycle)
    work.act(actor, Act.HOLD_MEETING, Subject(), cycle.subject, frozen=at.isoformat())
    freeze(work, cycle, at)


def cut_off_now(work: Work, cycle: CycleRow) -> datetime:
    """Of data that are frozen now: the hour of the calendar, however late it is done, unless it is still to come.

    Where it had passed when the day of the meeting was set, what had been given by then counts.
    """
    hour = planning.due_at(work, "freeze", cycle.subject)
    return min(work.now, max(hour, cycle.set_at or hour))


def decide_gaps(work: Work, actor: Person, cycle_id: int, gaps: str) -> None:
    """Hold the meeting although figures are missing, with the gaps listed in the brief or not. The first word counts.

    Raises NotAllowed, and IllegalMove once the meeting is over.
    """
    cycle = cycles.lock(work, cycle_id)
    work.act(actor, Act.HOLD_MEETING, Subject(), cycle.subject, gaps=gaps)
    if cycle.state is not CycleState.FROZEN:
        raise IllegalMove("stocktake", cycle.state.value, "decide")
    if cycle.gaps is None:
        cycles.update_row(work, cycle.id, gaps=gaps)
    send_brief(work, cycles.get(work, cycle.id))
    showing.cycle(work, cycle.id)


def send_brief(work: Work, cycle: CycleRow) -> str:
    """One direct message to the principal, once; of no use any more when the meeting has begun."""
    if cycles.get(work, cycle.id).state is not CycleState.FROZEN:
        return f"the stocktake is {cycle.state.value}"
    routine = plan.routine(work, cycle.routine_key)
    ledger.plan(
        work,
        key=f"brief:{cycle.id}:{cycle.moves}",
        kind="brief",
        subject=cycle.subject,
        lane=routine.principal_id,
        priority=1,
        expires_at=expiring.until(work, "brief", cycle.subject),
    )
    return "brief sent"


def missing(work: Work, cycle: CycleRow) -> list[int]:
    """Ids of the requests that were left without a figure."""
    return [row.id for row in requests.of_cycle(work, cycle.id) if row.state in GAPS]
