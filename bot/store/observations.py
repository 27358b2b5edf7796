"""What is known of each indicator, period by period. Appended only: a revision is a new row."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

from bot.facts.records import ObservationRow
from bot.store import tables
from bot.store.indicators import observation_of
from bot.store.rows import add, need_row
from bot.store.unit import Work
from domain.period import Period
from domain.priority import Observation

OBSERVATION: Final = frozenset({"observation"})
_OF: Final = (
    select(tables.observation)
    .where(tables.observation.c.indicator_key == bindparam("indicator"))
    .order_by(tables.observation.c.id)
)


def series(work: Work, indicator_key: str, *, as_of: datetime | None = None) -> dict[Period, Observation]:
    """The latest value of each period submitted at or before `as_of`, in the order of the periods."""
    rows = _rows(work, indicator_key)
    until = as_of if as_of is not None and any(row.submitted_at > as_of for row in rows) else None

    def read() -> dict[Period, Observation]:
        there = [row.observation for row in rows if until is None or row.submitted_at <= until]
        return {each.period: each for each in there}  # the later takes the place

    key = ("series", indicator_key, "" if until is None else until.isoformat())
    return dict(work.known(key, OBSERVATION, read))


def _rows(work: Work, indicator_key: str) -> tuple[ObservationRow, ...]:
    """All that was ever submitted: in the order of the periods, those of one in the order of their coming."""

    def read() -> tuple[ObservationRow, ...]:
        rows = [observation_of(row) for row in work.conn.execute(_OF, {"indicator": indicator_key}).mappings()]
        return tuple(sorted(rows, key=lambda row: row.observation.period.start))

    return work.known(("observations", indicator_key), OBSERVATION, read)


def observation(work: Work, observation_id: int) -> ObservationRow:
    """One value with who submitted it and when. Raises NotHere."""
    return observation_of(need_row(work, tables.observation.c.id, observation_id, "observation"))


def latest_observation(work: Work, indicator_key: str, period: Period) -> ObservationRow | None:
    """The row of this period that nothing supersedes."""
    asked = {"indicator": indicator_key, "period": period.key}
    row = work.conn.execute(_latest_observation(), asked).mappings().first()
    return None if row is None else observation_of(row)


def superseded(work: Work, indicator_key: str, period: Period) -> Observation | None:
    """What the latest value of this period replaced; None when it is the first."""
    rows = [row for row in _rows(work, indicator_key) if row.observation.period == period]
    if not rows or rows[-1].supersedes is None:
        return None
    return next(row.observation for row in rows if row.id == rows[-1].supersedes)


def add_observation(
    work: Work,
    indicator_key: str,
    period: Period,
    value: Decimal,
    *,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    final: bool = True,
    submitted_by: str,
    evidence: str | None = None,
) -> int:
    """Its id. It supersedes the latest row of the same period, which stays."""
    before = latest_observation(work, indicator_key, period)
    values = {
        "indicator_key": indicator_key,
        "period": period.key,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "final": final,
        "submitted_by": submitted_by,
        "submitted_at": work.now,
        "evidence": evidence,
        "supersedes": None if before is None else before.id,
    }
    return int(add(work, tables.observation, values))


@cache
def _latest_observation() -> Select[Any]:
    c = tables.observation.c
    of_period = (c.indicator_key == bindparam("indicator"), c.period == bindparam("period"))
    return select(tables.observation).where(*of_period).order_by(c.id.desc()).limit(1)
