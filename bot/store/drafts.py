"""What staff made of a summary before it goes out: lines edited, or held back."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from bot.facts.records import DraftRow
from bot.store import rows
from bot.store.tables import draft
from bot.store.unit import Work

DRAFT: Final = frozenset({"draft"})
_OF_CYCLE: Final = select(draft).where(draft.c.cycle_id == bindparam("cycle"))


def get(work: Work, cycle_id: int, priority_key: str) -> DraftRow:
    """An untouched draft when nobody did anything to it."""

    def read() -> dict[str, DraftRow]:
        rows = work.conn.execute(_OF_CYCLE, {"cycle": cycle_id}).mappings()
        return {row["priority_key"]: DraftRow(**row) for row in rows}

    touched = work.known(("drafts", str(cycle_id)), DRAFT, read)
    return touched.get(priority_key) or DraftRow(cycle_id, priority_key)


def put(work: Work, cycle_id: int, priority_key: str, **columns: Any) -> None:
    """Change these columns, and leave the others as they are."""
    rows.put(work, draft, {"cycle_id": cycle_id, "priority_key": priority_key, **columns})
