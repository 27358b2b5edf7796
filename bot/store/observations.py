"""What is known of each indicator, period by period. Appended only: a revision is a new row."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select

from bot.facts.records import ObservationRow
from bot.store import tables
from bot.store.indicators import observation_of
from bot.store.rows import add, need_row
from bot.store.unit import Work
from domain.period import Period
from domain.priority import Observation

OBSERVATION: Final = frozenset({"observation"})


def series(work: Work, indicator_key: str, *, as_of: datetime | None = None) -> dict[Period, Observation]:
    """The latest value of each period submitted at or before `as_of`, in the order of the periods."""

    def read() -> dict[Period, Observation]:
        asked = {"indicator": indicator_key} | ({} if as_of is None else {"as_of": as_of})
        rows = work.conn.execute(_series(as_of is not None), asked).mappings()
        found = [observation_of(row).observation for row in rows]
        return {each.period: each for each in sorted(found, key=lambda each: each.period.start)}

    key = ("series", indicator_key, "" if as_of is None else as_of.isoformat())
    return dict(work.known(key, OBSERVATION, read))


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
    latest = latest_observation(work, indicator_key, period)
    if latest is None or latest.supersedes is None:
        return None
    return observation(work, latest.supersedes).observation


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
def _series(up_to: bool) -> Select[Any]:
    c = tables.observation.c
    latest = select(func.max(c.id)).where(c.indicator_key == bindparam("indicator")).group_by(c.period)
    if up_to:
        latest = latest.where(c.submitted_at <= bindparam("as_of"))
    return select(tables.observation).where(c.id.in_(latest))


@cache
def _latest_observation() -> Select[Any]:
    c = tables.observation.c
    of_period = (c.indicator_key == bindparam("indicator"), c.period == bindparam("period"))
    return select(tables.observation).where(*of_period).order_by(c.id.desc()).limit(1)
