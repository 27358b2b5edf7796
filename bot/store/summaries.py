"""Summaries as they went out: immutable, made again from their snapshot alone."""

from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Select, bindparam, select

from bot.facts.records import SummaryRow
from bot.facts.summaries import SummaryFacts
from bot.store.rows import insert_if_absent, need_row
from bot.store.tables import summary
from bot.store.unit import Work

SUMMARY: Final = frozenset({"summary"})
_SNAPSHOT: Final = TypeAdapter(SummaryFacts)
_IN_CYCLE: Final = summary.c.cycle_id == bindparam("cycle")
_LAST: Final = (
    select(summary).where(summary.c.priority_key == bindparam("priority")).order_by(summary.c.id.desc()).limit(1)
)
_THIS: Final = _LAST.where(_IN_CYCLE)
_OF_CYCLE: Final = select(summary).where(_IN_CYCLE)
_OUT: Final = select(summary.c.priority_key, summary.c.posted_at).where(_IN_CYCLE)


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
    return _last(work, _THIS, cycle=cycle_id, priority=priority_key)


def of_cycle(work: Work, cycle_id: int) -> dict[str, SummaryRow]:
    """What of this cycle is out, by the key of its priority."""
    rows = work.conn.execute(_OF_CYCLE, {"cycle": cycle_id}).mappings()
    return {row["priority_key"]: SummaryRow(**row) for row in rows}


def posted_at(work: Work, cycle_id: int, priority_key: str) -> datetime | None:
    """When it went out; None while it has not."""

    def read() -> dict[str, datetime]:
        return {row.priority_key: row.posted_at for row in work.conn.execute(_OUT, {"cycle": cycle_id})}

    return work.known(("posted", str(cycle_id)), SUMMARY, read).get(priority_key)


def by_id(work: Work, summary_id: int) -> SummaryRow:
    """Raises NotHere."""

    def read() -> SummaryRow:
        return SummaryRow(**need_row(work, summary.c.id, summary_id, "summary"))

    return work.known(("summary", str(summary_id)), SUMMARY, read)


def latest(work: Work, priority_key: str) -> SummaryRow | None:
    """The one that went out last."""
    return _last(work, _LAST, priority=priority_key)


def _last(work: Work, query: Select[Any], **asked: int | str) -> SummaryRow | None:
    row = work.conn.execute(query, asked).mappings().first()
    return None if row is None else SummaryRow(**row)
