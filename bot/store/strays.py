"""Words that are no answer: kept, and read by staff."""

from sqlalchemy import select, update

from bot.facts.records import StrayRow
from bot.store.rows import bounds, insert_if_absent, need_row, starting
from bot.store.tables import stray
from bot.store.unit import Work


def add(work: Work, *, receipt: str, person_id: str, request_id: int | None, text: str, why: str) -> int | None:
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


def get(work: Work, stray_id: int) -> StrayRow:
    """Raises NotHere."""
    return StrayRow(**need_row(work, stray.c.id, stray_id, "message"))


def newest(work: Work, start: str) -> StrayRow | None:
    """The last whose receipt starts so: a message and its edits share their place."""
    query = select(stray).where(starting(stray.c.receipt)).order_by(stray.c.id.desc()).limit(1)
    row = work.conn.execute(query, bounds(start)).mappings().first()
    return None if row is None else StrayRow(**row)


def set_request(work: Work, stray_id: int, request_id: int) -> None:
    """The person said later what it was about."""
    work.conn.execute(update(stray).where(stray.c.id == stray_id).values(request_id=request_id))


def latest(work: Work, person_id: str, request_id: int, why: str) -> StrayRow | None:
    """What this person said last to a request that was no answer for just this reason."""
    c = stray.c
    query = select(stray).where(c.person_id == person_id, c.request_id == request_id, c.why == why)
    row = work.conn.execute(query.order_by(c.id.desc()).limit(1)).mappings().first()
    return None if row is None else StrayRow(**row)
