"""Asking one person, in one message a stocktake, for every figure and milestone they owe."""

from collections.abc import Iterable, Iterator

from bot.facts.records import CycleRow, MilestoneRow, RequestRow
from bot.routines import Work, away, calendars, expiring, reminding, showing
from bot.store import cycles, ledger, milestones, people, plan, requests
from domain import milestone, request, stocktake
from domain.period import Period
from domain.request import Move, RequestState
from domain.stocktake import CycleState

GIVEN = (RequestState.ANSWERED, RequestState.ACCEPTED)


def people_of(work: Work, cycle: CycleRow) -> set[str]:
    """Ids of all who owe something for this stocktake."""
    keys = plan.priorities_of(work, cycle.routine_key)
    rows = [one for key in keys for one in plan.indicators_of(work, key)]
    people.read_ahead(work, {one.owner_id for one in rows})
    owners = {one.owner_id for one in rows if not people.need(work, one.owner_id).deactivated}
    owners |= {whom(work, one.indicator.key) for one in rows}
    return owners | {row.owner_id for row in milestones.of_priorities(work, keys) if _due(row, cycle)}


def ask_person(work: Work, cycle: CycleRow, person_id: str) -> int:
    """Ask for everything this person owes now; how many figures and milestones that is.

    What they own and somebody else is asked while they are away is asked of that one. Whoever gave a figure to somebody
    who is still asked for it is not asked again, though the stocktake was moved.
    """
    asked, rows = 0, requests.of_cycle(work, cycle.id)
    for key in plan.priorities_of(work, cycle.routine_key):
        for one in plan.indicators_of(work, key):
            period = calendars.asked_period(work, cycle, one.indicator.key)
            to = whom(work, one.indicator.key)
            theirs = person_id in {to, one.owner_id if away.deputy_of(work, one.owner_id) == to else None}
            if theirs and not _is_with_somebody(rows, one.indicator.key, period, to):
                ask(work, cycle, one.indicator.key, period, to)
                asked += 1
    due = due_milestones(work, cycle, person_id)
    if due:
        message_of(work, cycle, person_id)
        _begin(work, cycle)
    return asked + len(due)


def _is_with_somebody(rows: Iterable[RequestRow], indicator_key: str, period: Period, to: str) -> bool:
    """The figure is there, and whoever takes over from the one who gave it is not asked again; or `to` gave it away."""
    figure = [row for row in rows if (row.indicator_key, row.period) == (indicator_key, period)]
    given_away = any(row.person_id == to and row.state is RequestState.DELEGATED for row in figure)
    return any(row.state in GIVEN or (given_away and row.state.is_open) for row in figure)


def ask(work: Work, cycle: CycleRow, indicator_key: str, period: Period, person_id: str) -> None:
    """Make one request, and plan the message that asks. Asking twice for the same is asking once."""
    row = requests.ensure(
        work,
        cycle_id=cycle.id,
        indicator_key=indicator_key,
        period=period,
        person_id=person_id,
        due_at=calendars.due_at(work, cycle, indicator_key, period),
    )
    if row.state is RequestState.SCHEDULED:
        requests.set_state(work, row.id, request.move(row.state, Move.SEND))
    back = row.state in (RequestState.DELEGATED, RequestState.DISOWNED)
    if back:
        requests.set_state(work, row.id, request.move(row.state, Move.ASK_AGAIN), reason="")
    if row.message_id is None or back:
        requests.set_message(work, row.id, message_of(work, cycle, person_id, row))
    reminding.plan_request(work, row.id)
    _begin(work, cycle)


def pass_on(work: Work, row: RequestRow, to: str) -> None:
    """Somebody else is asked instead, and the one who was asked sees that it is with them."""
    requests.set_state(work, row.id, request.move(row.state, Move.DELEGATE), reason=f"given to {to}")
    showing.request(work, row)
    ask(work, cycles.get(work, row.cycle_id), row.indicator_key, row.period, to)


def message_of(work: Work, cycle: CycleRow, person_id: str, row: RequestRow | None = None) -> int:
    """The message that asks this person: the one that waits to go out, or one more for a request that came later."""
    key = f"request:{cycle.id}:{person_id}"
    planned = _message(work, key, cycle, person_id)
    if planned is not None:
        return planned
    first = ledger.find(work, key)
    assert first is not None, "its key was taken"
    if row is None or (first.state == ledger.PLANNED and first.attempts == 0):
        return first.id
    before = len(ledger.of_subject(work, first.subject))
    later = _message(work, f"{key}:{before}", cycle, person_id)
    assert later is not None, "each further message has a number of its own"
    return later


def _message(work: Work, key: str, cycle: CycleRow, person_id: str) -> int | None:
    subject = f"asked:{cycle.id}:{person_id}"
    return ledger.plan(
        work,
        key=key,
        kind="request",
        subject=subject,
        lane=person_id,
        priority=1,
        expires_at=expiring.until(work, "request", subject),
        surface=True,
    )


def due_milestones(work: Work, cycle: CycleRow, person_id: str) -> list[MilestoneRow]:
    """This person's milestones that fall due by the meeting, of the priorities it covers."""
    keys = plan.priorities_of(work, cycle.routine_key)
    mine = milestones.of_owner(work, person_id)
    return [row for row in mine if row.priority_key in keys and _due(row, cycle)]


def _due(row: MilestoneRow, cycle: CycleRow) -> bool:
    return milestone.falls_due(row.state, row.due_on, cycle.meeting_on)


def _begin(work: Work, cycle: CycleRow) -> None:
    if cycles.get(work, cycle.id).state is CycleState.PLANNED:
        cycles.set_state(work, cycle.id, stocktake.move(CycleState.PLANNED, stocktake.Move.REQUEST))


def whom(work: Work, indicator_key: str) -> str:
    """Who is asked for an indicator today: its data owner; the deputy they named where they are away; a deputy by the

    plan or the delivery lead where they have left.
    """
    indicator = plan.indicator(work, indicator_key)
    owner = people.need(work, indicator.owner_id)
    if not owner.deactivated:
        return away.deputy_of(work, owner.id) or owner.id
    return successor(work, owner.id, indicator.priority_key)


def successor(work: Work, person_id: str, priority_key: str) -> str:
    """Who takes over from somebody who left: a deputy, else the delivery lead, else the accountable leader."""
    priority = plan.priority(work, priority_key)
    candidates = [*sorted(people.helpers_of(work, person_id)), priority.delivery_lead_id, priority.leader_id]
    return next(_active(work, candidates, person_id), person_id)


def _active(work: Work, candidates: Iterable[str | None], but: str) -> Iterator[str]:
    for one in candidates:
        known = people.get(work, one) if one else None
        if known is not None and not known.deactivated and known.id != but:
            yield known.id
