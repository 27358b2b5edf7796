"""Somebody was deactivated: what they owed goes on the same day, and the unit is told (DOMAIN 8)."""

from bot.facts.records import ActionRow, MilestoneRow, PriorityRow, ProblemRow, RequestRow
from bot.routines import Work, asking, notices, offering, trouble
from bot.store import actions, ledger, milestones, people, plan, problems, requests, surfaces
from domain import problem as domain_problem
from domain.action import UNFINISHED
from domain.milestone import MilestoneState as S
from domain.people import Role
from domain.problem import State
from domain.rights import BOT, Act, Subject


def hand_over(work: Work, person_id: str) -> None:
    """Open requests are asked of the deputy or delivery lead instead, open actions and milestones become theirs, and
    problems go to the accountable leader.

    Most people who leave a workspace have no part in the plan, and are nobody's news here.
    """
    if not has_a_part(work, person_id):
        return
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"person:{person_id}", left=person_id)
    asked, agreed, led_on = _held(work, person_id)
    for row in asked:
        _pass_on(work, row)
    for action in agreed:
        actions.update(work, action.id, owner_id=asking.successor(work, person_id, action.priority_key))
        offering.offer(work, action.id)
    for dated in _milestones(work, person_id):
        milestones.update(work, dated.id, owner_id=asking.successor(work, person_id, dated.priority_key))
    led = [f"{row.label} ({_hand_on(work, person_id, row)})" for row in led_on]
    ledger.cancel_lane(work, person_id, "this person was deactivated")
    values = {"person": person_id, "name": people.need(work, person_id).name, "problems": ", ".join(led)}
    trouble.tell_staff(work, "owner_left", values, f"left:{person_id}")


def _held(work: Work, person_id: str) -> tuple[list[RequestRow], list[ActionRow], list[ProblemRow]]:
    """What they owe and lead on, as it stands with nobody else changing it: all of it, before any of it is passed on,
    so that this and who acts on a part of it do not wait for one another.
    """
    asked = [requests.get(work, row.id, lock=True) for row in requests.open_of(work, person_id)]
    agreed = [actions.get(work, row.id, lock=True) for row in actions.open_of_owner(work, person_id)]
    led = [problems.get(work, row.id, lock=True) for row in _led(work, person_id)]
    return (
        [row for row in asked if row.state.is_open],
        [row for row in agreed if row.state in UNFINISHED and row.owner_id == person_id],
        [row for row in led if row.problem.state is State.OPEN and row.problem.lead == person_id],
    )


def _hand_on(work: Work, person_id: str, row: ProblemRow) -> str:
    """A problem goes to the accountable leader, else to the unit; they are told once. The name of who leads now."""
    leader = people.get(work, plan.priority(work, row.priority_key).leader_id)
    unit = people.by_role(work, Role.HEAD, Role.STAFF)
    here = [one for one in (leader, *unit) if one is not None and not one.deactivated and one.id != person_id]
    if not here:
        return "nobody leads it now"
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), row.subject, lead=here[0].id)
    problems.change(work, row.id, domain_problem.hand_on(row.problem, here[0].id), None)
    surfaces.touch(work, f"problems:{row.cycle_id}")
    told = {
        "label": row.label,
        "title": plan.priority(work, row.priority_key).title,
        "reason": row.problem.reason,
        "until": row.problem.exit_criteria,
    }
    act = f"problem:{row.id}:from:{person_id}"
    notices.reply(work, here[0], "problem_handed_on", told, act=act, subject=f"person:{here[0].id}")
    return f"now {here[0].name}"


def _led(work: Work, person_id: str) -> list[ProblemRow]:
    """The open problems that somebody leads on."""
    rows = problems.every(work)
    return [row for row in rows if row.problem.state is State.OPEN and row.problem.lead == person_id]


def _milestones(work: Work, person_id: str) -> list[MilestoneRow]:
    """Their milestones that are still to be reported on."""
    return [row for row in milestones.of_owner(work, person_id) if row.state in (S.DUE, S.LATE)]


def _pass_on(work: Work, row: RequestRow) -> None:
    """Where nobody is left to take it over it stays open, for staff to see on the list of what is late."""
    to = asking.successor(work, row.person_id, plan.indicator(work, row.indicator_key).priority_key)
    if to != row.person_id:
        asking.pass_on(work, row, to)


def has_a_part(work: Work, person_id: str) -> bool:
    """Whether the plan names this person, or they owe something. Before a plan was imported nobody does."""
    if plan.unit(work) is None:
        return False
    if people.need(work, person_id).role is not Role.NONE:
        return True
    if requests.open_of(work, person_id) or actions.open_of_owner(work, person_id):
        return True
    if _milestones(work, person_id) or _led(work, person_id):
        return True
    return any(person_id in _named(work, priority) for priority in plan.priorities(work))


def _named(work: Work, priority: PriorityRow) -> set[str | None]:
    owners = {one.owner_id for one in plan.indicators_of(work, priority.key)}
    return {priority.principal_id, priority.leader_id, priority.delivery_lead_id, *owners}
