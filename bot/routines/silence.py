"""T+3: an action on which its owner said no word counts as agreed in the room, and staff are told (DOMAIN 6)."""

from bot.facts.records import ActionRow, CycleRow
from bot.routines import Work, calendars, reminding, showing
from bot.store import actions, cycles, ledger, plan
from domain import action, stocktake
from domain.action import ActionState, Move
from domain.stocktake import CycleState


def note(work: Work, cycle: CycleRow) -> str:
    """Open what was offered and not answered. What was not offered yet waits until it is."""
    rows = [row for row in unanswered(work, cycle) if row.offered_at is not None]
    for row in rows:
        actions.update(work, row.id, state=action.move(row.state, Move.SILENCE))
        showing.action(work, row)
        reminding.plan_action(work, row.id)
    if cycle.state is CycleState.POSTED:
        cycles.set_state(work, cycle.id, stocktake.move(cycle.state, stocktake.Move.FOLLOW_UP))
    if rows:
        ledger.plan(
            work,
            key=f"silence:{cycle.id}",
            kind="silence",
            subject=cycle.subject,
            lane=calendars.unit(work).channel,
            priority=1,
            details={"actions": [row.id for row in rows]},
        )
    return f"{len(rows)} agreed in the room"


def unanswered(work: Work, cycle: CycleRow) -> list[ActionRow]:
    """Actions of this stocktake that their owners have not accepted, held; a principal is never asked to."""
    return [
        row
        for row in actions.open_all(work, hold="update")
        if row.cycle_id == cycle.id
        and row.state is ActionState.PROPOSED
        and row.owner_id != plan.priority(work, row.priority_key).principal_id
    ]
