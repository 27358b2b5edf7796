"""Why a priority that would need an action has none."""

from typing import Final

from sqlalchemy import bindparam, select

from bot.facts.records import NoActionRow
from bot.store import rows
from bot.store.tables import no_action
from bot.store.unit import Work

_OF_CYCLE: Final = select(no_action).where(no_action.c.cycle_id == bindparam("cycle"))
_OF: Final = _OF_CYCLE.where(no_action.c.priority_key == bindparam("priority"))


def get(work: Work, cycle_id: int, priority_key: str) -> NoActionRow | None:
    row = work.conn.execute(_OF, {"cycle": cycle_id, "priority": priority_key}).mappings().first()
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
