"""Whom to ask: one human who knows the priority, never the reader themselves."""

from bot.routines import Work
from bot.store import people, plan
from domain.people import Role


def contact(work: Work, priority_key: str, reader_id: str) -> str:
    """The delivery lead, else the accountable leader, else the unit's head: the first who is somebody else."""
    priority = plan.priority(work, priority_key)
    heads = [head.id for head in people.by_role(work, Role.HEAD)]
    known = [one for one in (priority.delivery_lead_id, priority.leader_id, *heads) if one]
    return next((one for one in known if one != reader_id), priority.leader_id)
