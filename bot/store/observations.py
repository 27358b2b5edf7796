"""What is known of each indicator, period by period. Appended only: a revision is a new row."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import bindparam, func, select

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
    .where(tables.observation.c.indicator_key.in_(bindparam("indicators", expanding=True)))
    .order_by(tables.observation.c.id)
)

_LATEST: Final = select(func.max(tables.observation.c.id)).where(
    tables.observation.c.indicator_key == bindparam("indicator"), tables.observation.c.period == bindparam("period")
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


def read_ahead(work: Work, indicator_keys: Collection[str]) -> None:
    """`series` will be asked for each of these: all of it is read at once."""
    keys = sorted(indicator_keys)
    found = work.known(("all observations", *keys), OBSERVATION, lambda: _read(work, keys))
    for key in keys:
        work.learn(("observations", key), OBSERVATION, found[key])


def _rows(work: Work, indicator_key: str) -> tuple[ObservationRow, ...]:
    """All that was ever submitted: in the order of the periods, those of one in the order of their coming."""
    keys = [indicator_key]
    return work.known(("observations", indicator_key), OBSERVATION, lambda: _read(work, keys)[indicator_key])


def _read(work: Work, indicator_keys: list[str]) -> dict[str, tuple[ObservationRow, ...]]:
    rows = [observation_of(row) for row in work.conn.execute(_OF, {"indicators": indicator_keys}).mappings()]
    ordered = sorted(rows, key=lambda row: row.observation.period.start)
    return {key: tuple(row for row in ordered if row.indicator_key == key) for key in indicator_keys}


def observation(work: Work, observation_id: int) -> ObservationRow:
    """One value with who submitted it and when. Raises NotHere."""

    def read() -> ObservationRow:
        return observation_of(need_row(work, tables.observation.c.id, observation_id, "observation"))

    return work.known(("observation", str(observation_id)), OBSERVATION, read)


def latest_observation(work: Work, indicator_key: str, period: Period) -> ObservationRow | None:
    """The row of this period that nothing supersedes."""
    rows = [row for row in _rows(work, indicator_key) if row.observation.period == period]
    return rows[-1] if rows else None


def superseded(work: Work, indicator_key: str, period: Period) -> Observation | None:
    """What the latest value of this period replaced; None when it is the first."""
    latest = latest_observation(work, indicator_key, period)
    if latest is None or latest.supersedes is None:
        return None
    return next(row.observation for row in _rows(work, indicator_key) if row.id == latest.supersedes)


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
    asked = {"indicator": indicator_key, "period": period.key}
    before = work.conn.execute(_LATEST, asked).scalar_one_or_none()
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
        "supersedes": before,
    }
    return int(add(work, tables.observation, values))
