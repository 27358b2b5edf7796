"""What staff made of a summary before it goes out: lines edited, or held back."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from bot.facts.records import DraftRow
from bot.store import rows
from bot.store.tables import draft
from bot.store.unit import Work

_DRAFT: Final = select(draft).where(
    draft.c.cycle_id == bindparam("cycle"), draft.c.priority_key == bindparam("priority")
)


def get(work: Work, cycle_id: int, priority_key: str) -> DraftRow:
    """An untouched draft when nobody did anything to it."""
    row = work.conn.execute(_DRAFT, {"cycle": cycle_id, "priority": priority_key}).mappings().first()
    return DraftRow(cycle_id, priority_key) if row is None else DraftRow(**row)


def put(work: Work, cycle_id: int, priority_key: str, **columns: Any) -> None:
    """Change these columns, and leave the others as they are."""
    rows.put(work, draft, {"cycle_id": cycle_id, "priority_key": priority_key, **columns})
