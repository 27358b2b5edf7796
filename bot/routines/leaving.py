"""Somebody was deactivated: what they owed goes on the same day, and the unit is told (DOMAIN 8)."""

from bot.facts.records import PriorityRow, RequestRow
from bot.routines import Work, asking, offering, showing, trouble
from bot.store import actions, cycles, ledger, people, plan, requests
from domain import request
from domain.people import Role
from domain.request import Move
from domain.rights import BOT, Act, Subject


def hand_over(work: Work, person_id: str) -> None:
    """Open requests are asked of the deputy or delivery lead instead, open actions become theirs.

    Most people who leave a workspace have no part in the plan, and are nobody's news here.
    """
    if not _has_a_part(work, person_id):
        return
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"person:{person_id}", left=person_id)
    for row in requests.open_of(work, person_id):
        if row.person_id == person_id:
            _pass_on(work, row)
    for action in actions.open_of_owner(work, person_id):
        actions.update(work, action.id, owner_id=asking.successor(work, person_id, action.priority_key))
        offering.offer(work, action.id)
    ledger.cancel_lane(work, person_id, "this person was deactivated")
    name = people.need(work, person_id).name
    trouble.tell_staff(work, "owner_left", {"person": person_id, "name": name}, f"left:{person_id}")


def _pass_on(work: Work, row: RequestRow) -> None:
    """Where nobody is left to take it over it stays open, for staff to see on the list of what is late."""
    to = asking.successor(work, row.person_id, plan.indicator(work, row.indicator_key).priority_key)
    if to == row.person_id:
        return
    requests.set_state(work, row.id, request.move(row.state, Move.DELEGATE), reason=f"given to {to}")
    showing.request(work, row)
    asking.ask(work, cycles.get(work, row.cycle_id), row.indicator_key, row.period, to)


def _has_a_part(work: Work, person_id: str) -> bool:
    """Whether the plan names this person, or they owe something. Before a plan was imported nobody does."""
    if plan.unit(work) is None:
        return False
    if people.need(work, person_id).role is not Role.NONE:
        return True
    if requests.open_of(work, person_id) or actions.open_of_owner(work, person_id):
        return True
    return any(person_id in _named(work, priority) for priority in plan.priorities(work))


def _named(work: Work, priority: PriorityRow) -> set[str | None]:
    owners = {one.owner_id for one in plan.indicators_of(work, priority.key)}
    return {priority.principal_id, priority.leader_id, priority.delivery_lead_id, *owners}
