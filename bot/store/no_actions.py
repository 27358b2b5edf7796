"""Why a priority that would need an action has none."""

from sqlalchemy import select

from bot.facts.records import NoActionRow
from bot.store import rows
from bot.store.tables import no_action
from bot.store.unit import Work


def get(work: Work, cycle_id: int, priority_key: str) -> NoActionRow | None:
    query = select(no_action).where(no_action.c.cycle_id == cycle_id, no_action.c.priority_key == priority_key)
    row = work.conn.execute(query).mappings().first()
    return None if row is None else NoActionRow(**row)


def put(work: Work, cycle_id: int, priority_key: str, because: str, recorded_by: str) -> None:
    """A later explanation takes the place of this one; the audit keeps both."""
    values = {
        "cycle_id": cycle_id,
        "priority_key": priority_key,
        "because": because,
        "recorded_by": recorded_by,
        "recorded_at": work.now,
    }
    rows.put(work, no_action, values)
