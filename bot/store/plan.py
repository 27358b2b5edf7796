"""The delivery plan: unit, priorities, indicators with their targets, trajectories and values, routines.

Targets and trajectories are appended and never changed, as observations are (observations.py); the latest row counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Final, TypeVar

from sqlalchemy import RowMapping, func, insert, select

from bot.facts.records import IndicatorRow, PriorityRow, UnitRow
from bot.store import tables
from bot.store.indicators import (
    indicator_of,
    indicator_values,
    points_as_json,
    target_of,
    trajectory_of,
)
from bot.store.observations import add_observation as add_observation
from bot.store.observations import latest_observation as latest_observation
from bot.store.observations import observation as observation
from bot.store.observations import read_ahead as read_ahead
from bot.store.observations import series as series
from bot.store.observations import superseded as superseded
from bot.store.rows import Lock, NotHere, put
from bot.store.schedule import priorities_of as priorities_of
from bot.store.schedule import routine as routine
from bot.store.schedule import routines as routines
from bot.store.schedule import save_routine as save_routine
from bot.store.unit import Work
from domain.period import Period
from domain.priority import Target
from domain.target_history import Agreement
from domain.trajectory import Trajectory

T = TypeVar("T")

UNIT: Final = frozenset({"unit"})
PRIORITY: Final = frozenset({"priority"})
TARGET: Final = frozenset({"target"})
TRAJECTORY: Final = frozenset({"trajectory"})
INDICATOR: Final = frozenset({"indicator"})
_UNIT: Final = select(tables.unit)
_PRIORITIES: Final = select(tables.priority).order_by(tables.priority.c.key)
_INDICATORS: Final = select(tables.indicator).order_by(tables.indicator.c.key)
_TARGETS: Final = select(tables.target).order_by(tables.target.c.id)
_VERSIONS: Final = select(tables.trajectory).order_by(tables.trajectory.c.version)

# The unit


def unit(work: Work) -> UnitRow | None:
    """None before a plan was imported."""
    return work.known(("unit",), UNIT, lambda: _unit(work))


def hold(work: Work, how: Lock = "share") -> bool:
    """Nobody imports another plan until the transaction ends: whoever does changes the unit. False: there is none.

    Held alone by whoever plans or moves a stocktake by hand, so that of two days that are one the second is refused.
    """
    return work.conn.execute(_UNIT.with_for_update(read=how == "share")).first() is not None


def _unit(work: Work) -> UnitRow | None:
    row = work.conn.execute(_UNIT).mappings().first()
    if row is None:
        return None
    return UnitRow(
        name=row["name"],
        channel=row["channel"],
        zone=row["zone"],
        country=row["country"],
        subdivision=row["subdivision"],
        holidays=frozenset(date.fromisoformat(day) for day in row["holidays"]),
        weekend=frozenset(row["weekend"]),
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
    )


def save_unit(work: Work, row: UnitRow) -> None:
    values = {
        "id": 1,
        "name": row.name,
        "channel": row.channel,
        "zone": row.zone,
        "country": row.country,
        "subdivision": row.subdivision,
        "holidays": sorted(day.isoformat() for day in row.holidays),
        "weekend": sorted(row.weekend),
        "opens": f"{row.opens:%H:%M}",
        "closes": f"{row.closes:%H:%M}",
    }
    put(work, tables.unit, values)


# Priorities and their indicators


def priorities(work: Work) -> list[PriorityRow]:
    """In the order of their keys, closed ones too."""
    return list(_priorities(work).values())


def _priorities(work: Work) -> dict[str, PriorityRow]:
    def read() -> dict[str, PriorityRow]:
        return {row["key"]: _priority(row) for row in work.conn.execute(_PRIORITIES).mappings()}

    return work.known(("priorities",), PRIORITY, read)


def priority(work: Work, key: str) -> PriorityRow:
    """Raises NotHere."""
    return _need(_priorities(work), "priority", key)


def save_priority(work: Work, row: PriorityRow) -> None:
    put(work, tables.priority, asdict(row) | {"named": sorted(row.named)})


def indicator(work: Work, key: str) -> IndicatorRow:
    """Raises NotHere."""
    return _need(_indicators(work), "indicator", key)


def _indicators(work: Work) -> dict[str, IndicatorRow]:
    def read() -> dict[str, IndicatorRow]:
        return {row["key"]: indicator_of(row) for row in work.conn.execute(_INDICATORS).mappings()}

    return work.known(("indicators",), INDICATOR, read)


def indicators_of(work: Work, priority_key: str) -> list[IndicatorRow]:
    """In the order of their keys."""
    return [row for row in _indicators(work).values() if row.priority_key == priority_key]


def save_indicator(work: Work, row: IndicatorRow) -> None:
    put(work, tables.indicator, indicator_values(row))


def targets(work: Work, indicator_key: str) -> tuple[Target, ...]:
    """Those that were set together last, in the order of their periods; of two for one period the later."""
    return _set_by(target_versions(work, indicator_key), None)


def _set_by(versions: Sequence[tuple[Target, datetime]], when: datetime | None) -> tuple[Target, ...]:
    """The targets in force at an instant, or now."""
    times = [set_at for _, set_at in versions if when is None or set_at <= when]
    found = {target.period: target for target, set_at in versions if times and set_at == max(times)}
    return tuple(found[period] for period in sorted(found))


def target_versions(work: Work, indicator_key: str) -> tuple[tuple[Target, datetime], ...]:
    """Every target there was, with when it was set, the earliest first."""

    def read() -> dict[str, tuple[tuple[Target, datetime], ...]]:
        rows = _by_indicator(work.conn.execute(_TARGETS).mappings())
        return {key: tuple((target_of(row), row["set_at"]) for row in found) for key, found in rows.items()}

    return work.known(("targets",), TARGET, read).get(indicator_key, ())


def add_target(work: Work, indicator_key: str, target: Target, *, set_by: str, reason: str = "") -> int:
    """Its id. Targets that are set together count together: a later set takes the place of all of this one."""
    values = {
        "indicator_key": indicator_key,
        "period": target.period.key,
        "value": target.value,
        "comparator": target.comparator.value,
        "interim": target.interim,
        "set_by": set_by,
        "set_at": work.now,
        "reason": reason,
    }
    statement = insert(tables.target).values(values).returning(tables.target.c.id)
    return int(work.conn.execute(statement).scalar_one())


def agreements(work: Work, indicator_key: str) -> tuple[Agreement, ...]:
    """What was agreed, version by version: each path with its ends, and the targets that were set by then."""

    def read() -> tuple[Agreement, ...]:
        set_ = target_versions(work, indicator_key)
        return tuple(_agreement(row, _set_by(set_, row["approved_at"])) for row in _versions(work, indicator_key))

    return work.known(("agreements", indicator_key), TRAJECTORY | TARGET, read)


def _agreement(row: RowMapping, targets: tuple[Target, ...]) -> Agreement:
    path = trajectory_of(row)
    first = path.points[0]
    return Agreement(
        baseline_period=first.period,
        baseline=first.expected,
        targets=targets,
        trajectory=path,
        agreed_on=row["approved_at"].date(),
        approved_by=row["approved_by"],
        reason=row["reason"],
    )


def trajectory(work: Work, indicator_key: str) -> Trajectory | None:
    """The latest version."""
    return _path(work, indicator_key)[0]


def interventions(work: Work, indicator_key: str) -> tuple[tuple[str, Period], ...]:
    """What the latest version is built up from: the name and the start of each."""
    return _path(work, indicator_key)[1]


def _path(work: Work, indicator_key: str) -> tuple[Trajectory | None, tuple[tuple[str, Period], ...]]:
    def read() -> tuple[Trajectory | None, tuple[tuple[str, Period], ...]]:
        rows = _versions(work, indicator_key)
        if not rows:
            return None, ()
        return trajectory_of(rows[-1]), tuple((name, Period.parse(start)) for name, start in rows[-1]["interventions"])

    return work.known(("trajectory", indicator_key), TRAJECTORY, read)


def _versions(work: Work, indicator_key: str) -> list[RowMapping]:
    """Of its trajectory, the latest last. Made something of for whom it is asked only: there is much in a row."""

    def read() -> dict[str, list[RowMapping]]:
        return _by_indicator(work.conn.execute(_VERSIONS).mappings())

    return work.known(("trajectories",), TRAJECTORY, read).get(indicator_key, [])


def _by_indicator(rows: Iterable[RowMapping]) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in rows:
        found.setdefault(row["indicator_key"], []).append(row)
    return found


def add_trajectory(
    work: Work,
    indicator_key: str,
    trajectory: Trajectory,
    *,
    approved_by: str,
    reason: str = "",
    interventions: Sequence[tuple[str, Period]] = (),
) -> int:
    """Its version, from 1. Two at the same moment: the second fails on the unique version."""
    c = tables.trajectory.c
    last = select(func.coalesce(func.max(c.version), 0)).where(c.indicator_key == indicator_key)
    version = int(work.conn.execute(last).scalar_one()) + 1
    values = {
        "indicator_key": indicator_key,
        "version": version,
        "shape": trajectory.shape.value,
        "points": points_as_json(trajectory.points),
        "interventions": [[name, start.key] for name, start in interventions],
        "approved_by": approved_by,
        "approved_at": work.now,
        "reason": reason,
    }
    work.conn.execute(insert(tables.trajectory).values(values))
    return version


def _need(rows: Mapping[str, T], noun: str, key: str) -> T:
    if key not in rows:
        raise NotHere(noun, key)
    return rows[key]


def _priority(row: RowMapping) -> PriorityRow:
    return PriorityRow(**{**row, "named": frozenset(row["named"])})
