"""What staff made of a summary before it goes out: lines edited, or held back."""

from typing import Any

from sqlalchemy import select

from bot.facts.records import DraftRow
from bot.store import rows
from bot.store.tables import draft
from bot.store.unit import Work


def get(work: Work, cycle_id: int, priority_key: str) -> DraftRow:
    """An untouched draft when nobody did anything to it."""
    query = select(draft).where(draft.c.cycle_id == cycle_id, draft.c.priority_key == priority_key)
    row = work.conn.execute(query).mappings().first()
    return DraftRow(cycle_id, priority_key) if row is None else DraftRow(**row)


def put(work: Work, cycle_id: int, priority_key: str, **columns: Any) -> None:
    """Change these columns, and leave the others as they are."""
    rows.put(work, draft, {"cycle_id": cycle_id, "priority_key": priority_key, **columns})
