"""Somebody was deactivated: what they owed goes on the same day, and the unit is told (DOMAIN 8)."""

from bot.routines import Work, asking, offering, trouble
from bot.store import actions, cycles, ledger, people, plan, requests, surfaces
from domain import request
from domain.request import Move
from domain.rights import BOT, Act, Subject


def hand_over(work: Work, person_id: str) -> None:
    """Open requests are asked of the deputy or delivery lead instead, open actions become theirs."""
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"person:{person_id}", left=person_id)
    for row in requests.open_of(work, person_id):
        if row.person_id == person_id:
            priority_key = plan.indicator(work, row.indicator_key).priority_key
            to = asking.successor(work, person_id, priority_key)
            requests.set_state(work, row.id, request.move(row.state, Move.DELEGATE), reason=f"given to {to}")
            surfaces.touch(work, f"request:{row.id}")
            asking.ask(work, cycles.get(work, row.cycle_id), row.indicator_key, row.period, to)
    for action in actions.open_of_owner(work, person_id):
        actions.update(work, action.id, owner_id=asking.successor(work, person_id, action.priority_key))
        offering.offer(work, action.id)
    ledger.cancel_lane(work, person_id, "this person was deactivated")
    name = people.need(work, person_id).name
    trouble.tell_staff(work, "owner_left", {"person": person_id, "name": name}, f"left:{person_id}")
