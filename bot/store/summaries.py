"""Summaries as they went out: immutable, made again from their snapshot alone."""

from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Select, bindparam, select

from bot.facts.records import SummaryRow
from bot.facts.summaries import SummaryFacts
from bot.store.rows import insert_if_absent, need_row
from bot.store.tables import summary
from bot.store.unit import Work

_SNAPSHOT: Final = TypeAdapter(SummaryFacts)
_LAST: Final = (
    select(summary).where(summary.c.priority_key == bindparam("priority")).order_by(summary.c.id.desc()).limit(1)
)
_OF_CYCLE: Final = _LAST.where(summary.c.cycle_id == bindparam("cycle"))


def snapshot(row: SummaryRow) -> SummaryFacts:
    """The five lines as they were posted, whatever happened since."""
    return _SNAPSHOT.validate_python(row.snapshot)


def of_priority(work: Work, priority_key: str) -> list[SummaryRow]:
    """All that went out, the oldest first."""
    query = select(summary).where(summary.c.priority_key == priority_key).order_by(summary.c.id)
    return [SummaryRow(**row) for row in work.conn.execute(query).mappings()]


def add(work: Work, *, cycle_id: int, priority_key: str, lines: SummaryFacts, posted_by: str) -> int | None:
    """Its id, or None when this priority's summary of this cycle is out already."""
    values = {
        "cycle_id": cycle_id,
        "priority_key": priority_key,
        "snapshot": _SNAPSHOT.dump_python(lines, mode="json"),
        "posted_by": posted_by,
        "posted_at": work.now,
    }
    return insert_if_absent(work, summary, **values)


def get(work: Work, cycle_id: int, priority_key: str) -> SummaryRow | None:
    return _last(work, _OF_CYCLE, cycle=cycle_id, priority=priority_key)


def by_id(work: Work, summary_id: int) -> SummaryRow:
    """Raises NotHere."""
    return SummaryRow(**need_row(work, summary.c.id, summary_id, "summary"))


def latest(work: Work, priority_key: str) -> SummaryRow | None:
    """The one that went out last."""
    return _last(work, _LAST, priority=priority_key)


def _last(work: Work, query: Select[Any], **asked: int | str) -> SummaryRow | None:
    row = work.conn.execute(query, asked).mappings().first()
    return None if row is None else SummaryRow(**row)
