"""Between an indicator's rows and the domain's types."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from bot.facts.records import IndicatorRow, ObservationRow
from domain.definition import DefinitionBreak, Definitions
from domain.period import Frequency, Lag, Period
from domain.period_calendar import Calendar, YearStart
from domain.priority import Comparator, Indicator, Measure, Observation, Polarity, Target
from domain.subgroups import UNDIVIDED, Subgroups
from domain.trajectory import Point, Shape, Trajectory


def indicator_values(row: IndicatorRow) -> dict[str, Any]:
    """The columns of `indicator`."""
    known = row.indicator
    return {
        "key": known.key,
        "priority_key": row.priority_key,
        "owner_id": row.owner_id,
        "name": known.name,
        "unit": known.unit,
        "people_unit": known.people_unit,
        "decimals": known.decimals,
        "polarity": known.polarity.value,
        "measure": known.measure.value,
        "frequency": known.frequency.value,
        "lag_days": known.lag.days,
        "lag_working": known.lag.working,
        "baseline_period": known.baseline_period.key,
        "baseline": known.baseline,
        "tolerance": known.tolerance,
        "low": known.low,
        "high": known.high,
        "numerator": known.numerator,
        "denominator": known.denominator,
        "source": known.source,
        "licence": known.licence,
        "definition": known.definition,
        "breaks": [[one.first.key, one.reason] for one in row.definitions.breaks],
        "together": _calendar_as_json(row.together),
        "subgroups": [row.subgroups.called, *row.subgroups.names] if row.subgroups.names else [],
    }


def indicator_of(row: RowMapping) -> IndicatorRow:
    indicator = Indicator(
        key=row["key"],
        name=row["name"],
        unit=row["unit"],
        decimals=row["decimals"],
        polarity=Polarity(row["polarity"]),
        measure=Measure(row["measure"]),
        frequency=Frequency(row["frequency"]),
        lag=Lag(row["lag_days"], row["lag_working"]),
        baseline_period=Period.parse(row["baseline_period"]),
        baseline=row["baseline"],
        tolerance=row["tolerance"],
        people_unit=row["people_unit"],
        low=row["low"],
        high=row["high"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        source=row["source"],
        licence=row["licence"],
        definition=row["definition"],
    )
    breaks = tuple(DefinitionBreak(Period.parse(first), reason) for first, reason in row["breaks"])
    called, *names = row["subgroups"] or [UNDIVIDED.called]
    divided = Subgroups(called, tuple(names))
    together = _calendar(row["together"])
    return IndicatorRow(indicator, row["priority_key"], row["owner_id"], Definitions(breaks), divided, together)


def _calendar_as_json(calendar: Calendar | None) -> list[str | int]:
    return [] if calendar is None else [calendar.frequency.value, calendar.opens.month, calendar.opens.day]


def _calendar(kept: Sequence[Any]) -> Calendar | None:
    if not kept:
        return None
    frequency, month, day = kept
    return Calendar(Frequency(frequency), YearStart(month, day))


def target_of(row: RowMapping) -> Target:
    return Target(Period.parse(row["period"]), row["value"], Comparator(row["comparator"]), row["interim"])


def points_as_json(points: Sequence[Point]) -> list[list[str | None]]:
    """[[period, expected, low or null, high or null], ...], decimals as text."""
    return [
        [point.period.key, *(_text(value) for value in (point.expected, point.low, point.high))] for point in points
    ]


def trajectory_of(row: RowMapping) -> Trajectory:
    points = tuple(
        Point(Period.parse(period), Decimal(expected), _decimal(low), _decimal(high))
        for period, expected, low, high in row["points"]
    )
    return Trajectory(Shape(row["shape"]), points)


def observation_of(row: RowMapping) -> ObservationRow:
    observation = Observation(
        Period.parse(row["period"]), row["value"], row["numerator"], row["denominator"], row["final"]
    )
    return ObservationRow(
        id=row["id"],
        indicator_key=row["indicator_key"],
        observation=observation,
        submitted_by=row["submitted_by"],
        submitted_at=row["submitted_at"],
        evidence=row["evidence"],
        supersedes=row["supersedes"],
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
