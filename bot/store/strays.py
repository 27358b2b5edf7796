"""Words that are no answer: kept, and read by staff."""

from sqlalchemy import select

from bot.facts.records import StrayRow
from bot.store.rows import insert_if_absent
from bot.store.tables import stray
from bot.store.unit import Work


def add(
    work: Work, *, receipt: str, person_id: str, request_id: int | None, text: str, why: str
) -> int | None:
    """Its id, or None when the same message was kept already."""
    values = {
        "receipt": receipt,
        "person_id": person_id,
        "request_id": request_id,
        "text": text,
        "why": why,
        "said_at": work.now,
    }
    return insert_if_absent(work, stray, **values)


def get(work: Work, stray_id: int) -> StrayRow | None:
    row = work.conn.execute(select(stray).where(stray.c.id == stray_id)).mappings().first()
    return None if row is None else StrayRow(**row)
