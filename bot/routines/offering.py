"""Putting an agreed action to its owner: Accept, Propose Another Date, or Not Mine."""

from bot.routines import Work, reminding
from bot.store import actions, ledger, plan


def offer(work: Work, action_id: int) -> None:
    """Plan the message that asks the owner to accept, once an owner. A principal is asked in the summary instead."""
    row = actions.get(work, action_id)
    times = sum(one.lane == row.owner_id for one in ledger.of_subject(work, row.subject) if one.kind == "offer")
    if times and row.offered_at is not None:
        return
    if row.owner_id != plan.priority(work, row.priority_key).principal_id:
        ledger.plan(
            work,
            key=f"offer:{row.id}:{row.owner_id}" + (f":{times}" if times else ""),
            kind="offer",
            subject=f"action:{row.id}",
            lane=row.owner_id,
            priority=1,
            surface=True,
        )
    if row.offered_at is None:
        actions.update(work, row.id, offered_at=work.now)
    reminding.plan_action(work, row.id)
