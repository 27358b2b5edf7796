"""Asking one person for one period's figure."""

from bot.facts.records import CycleRow
from bot.routines import Work, answering, calendars, reminding
from bot.store import cycles, ledger, people, plan, requests
from domain import request, stocktake
from domain.period import Period
from domain.request import Move, RequestState
from domain.stocktake import CycleState


def ask(work: Work, cycle: CycleRow, indicator_key: str, period: Period, person_id: str) -> None:
    """Make the request and plan the message that asks. Asking twice for the same is asking once."""
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
    ledger.plan(
        work,
        key=answering.request_key(work, row),
        kind="request",
        subject=f"request:{row.id}",
        lane=person_id,
        priority=1,
        surface=True,
    )
    reminding.plan_request(work, row.id)
    if cycle.state is CycleState.PLANNED:
        cycles.set_state(work, cycle.id, stocktake.move(cycle.state, stocktake.Move.REQUEST))


def whom(work: Work, indicator_key: str) -> str:
    """Who is asked for an indicator: its data owner; a deputy or the delivery lead where the owner has left."""
    indicator = plan.indicator(work, indicator_key)
    owner = people.need(work, indicator.owner_id)
    if not owner.deactivated:
        return owner.id
    return successor(work, owner.id, indicator.priority_key)


def successor(work: Work, person_id: str, priority_key: str) -> str:
    """Who takes over from somebody who left: a deputy, else the delivery lead, else the accountable leader."""
    priority = plan.priority(work, priority_key)
    candidates = [*sorted(people.helpers_of(work, person_id)), priority.delivery_lead_id, priority.leader_id]
    for one in candidates:
        known = people.get(work, one) if one else None
        if known is not None and not known.deactivated and known.id != person_id:
            return known.id
    return person_id
