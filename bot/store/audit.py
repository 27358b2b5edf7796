"""The audit: rows are appended with the effect, and chained afterwards by one sealer at a time.

Chaining inside each transaction would break under concurrency; so the newest rows form an unsealed tail.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any, Final

from sqlalchemy import RowMapping, func, select

from bot.store.rows import change
from bot.store.tables import audit
from bot.store.unit import Work

_LOCK: Final = 7_201_544_310  # any number that nothing else in this database locks by
_BATCH: Final = 1_000
_START: Final = "0" * 64
_UNSEALED: Final = select(audit).where(audit.c.position.is_(None)).order_by(audit.c.id).limit(_BATCH)
_CHAINED: Final = select(audit.c.position, audit.c.seal).where(audit.c.position.is_not(None))
_END: Final = _CHAINED.order_by(audit.c.position.desc()).limit(1)


@dataclass(frozen=True)
class Verdict:
    """`first_broken` is the id of the first row that is not as it was sealed; `unsealed` counts the tail."""

    ok: bool
    first_broken: int | None
    unsealed: int


def seal(work: Work) -> int:
    """Chain up to a thousand rows that are not sealed yet; how many it did."""
    if work.dialect == "postgresql":
        work.conn.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    position, last = _end_of_chain(work)
    rows = work.conn.execute(_UNSEALED).mappings().all()
    for position, row in enumerate(rows, start=position + 1):  # noqa: B020 - counts on from the chain's end
        last = _hash(row, last)
        change(work, audit.c.id, row["id"], position=position, seal=last)
    return len(rows)


def verify(work: Work) -> Verdict:
    """Read the chain from its start. A row changed, removed or put in breaks it; so does one left out."""
    sealed = select(audit).where(audit.c.position.is_not(None)).order_by(audit.c.position)
    broken = None
    last = _START
    for position, row in enumerate(work.conn.execute(sealed).mappings(), start=1):
        last = _hash(row, last)
        if row["position"] != position or row["seal"] != last:
            broken = row["id"]
            break
    tail = select(func.count()).select_from(audit).where(audit.c.position.is_(None))
    return Verdict(broken is None, broken, work.conn.execute(tail).scalar_one())


@dataclass(frozen=True)
class Tail:
    """The rows that are not sealed yet: how many, and the ids and the instant between which they lie."""

    rows: int
    first: int
    last: int
    since: datetime


def tail(work: Work) -> Tail | None:
    """None: every row is sealed."""
    unsealed = audit.c.position.is_(None)
    asked = select(func.count(), func.min(audit.c.id), func.max(audit.c.id), func.min(audit.c.at)).where(unsealed)
    rows, first, last, since = work.conn.execute(asked).one()
    return Tail(rows, first, last, since) if rows else None


def sealed(work: Work) -> int:
    """How many rows the chain has."""
    return _end_of_chain(work)[0]


def _end_of_chain(work: Work) -> tuple[int, str]:
    row = work.conn.execute(_END).first()
    return (0, _START) if row is None else (row.position, row.seal)


def _hash(row: RowMapping, previous: str) -> str:
    sealed: list[Any] = [row["id"], row["at"].isoformat(), row["actor"], row["act"], row["subject"]]
    content = dumps([*sealed, row["details"], previous], sort_keys=True, ensure_ascii=False)
    return sha256(content.encode()).hexdigest()
