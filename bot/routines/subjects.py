"""Whom a right is about: the owner of a request or an action, and who may know that a priority exists."""

from bot.facts.records import ActionRow, PriorityRow, RequestRow
from bot.routines import Work
from bot.store import people, plan
from domain.errors import NotAllowed
from domain.people import Person, Role
from domain.rights import Act, Subject, may, who_may

READERS = {
    "unit": (Role.STAFF, Role.HEAD),
    "leaders": (Role.STAFF, Role.HEAD, Role.LEADER, Role.PRINCIPAL, Role.OFFICE),
    "named": (),
}


def visible_to(work: Work, priority: PriorityRow) -> frozenset[str] | None:
    """Ids of the people for whom this priority exists; None for everybody (deny by default)."""
    if priority.visibility == "all":
        return None
    named = set(priority.named) | {priority.principal_id, priority.leader_id}
    named |= {row.owner_id for row in plan.indicators_of(work, priority.key)}
    if priority.delivery_lead_id:
        named.add(priority.delivery_lead_id)
    for one in tuple(named):
        named |= people.helpers_of(work, one)
    for role in READERS[priority.visibility]:
        named |= {person.id for person in people.by_role(work, role)}
    return frozenset(named)


def of_priority(work: Work, priority_key: str) -> Subject:
    return Subject(visible_to=visible_to(work, plan.priority(work, priority_key)))


def of_request(work: Work, request: RequestRow) -> Subject:
    indicator = plan.indicator(work, request.indicator_key)
    return Subject(
        owner=request.person_id,
        helpers=people.helpers_of(work, request.person_id),
        visible_to=_readers(work, indicator.priority_key, request.person_id),
    )


def of_action(work: Work, action: ActionRow) -> Subject:
    return Subject(
        owner=action.owner_id,
        helpers=people.helpers_of(work, action.owner_id),
        visible_to=_readers(work, action.priority_key, action.owner_id),
    )


def _readers(work: Work, priority_key: str, owner_id: str) -> frozenset[str] | None:
    """Whoever is asked, and whoever stands in for them, may of course see what they are asked."""
    visible = visible_to(work, plan.priority(work, priority_key))
    if visible is None:
        return None
    return visible | {owner_id} | people.helpers_of(work, owner_id)


def allow(actor: Person, act: Act, subject: Subject) -> None:
    """Raise NotAllowed unless `actor` may. For looking before writing; what is written goes through `Work.act`."""
    if not may(actor, act, subject):
        raise NotAllowed(who_may(act))
