"""Pace: what each period must still bring, beside what periods have brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.definition import AS_EVER, Definitions
from domain.period import Period
from domain.priority import Indicator, Measure, Observation
from domain.target import Target


@dataclass(frozen=True)
class Pace:
    """Units per period, from figures as printed. `achieved` is what a period has brought since `against`."""

    needed: Decimal
    achieved: Decimal | None
    periods_left: int
    against: Period | None
    target: Target


def pace(
    indicator: Indicator, observations: Sequence[Observation], target: Target, definitions: Definitions = AS_EVER
) -> Pace | None:
    """From the latest observation to the target. None without one, and once the target's period has come.

    Achieved since the same time of the year before; without a figure for that since the first one; what adds up in
    the year since it began to. Figures counted in another way than the latest do not count.
    Raises Refused for two figures of one period and for periods of two calendars.
    """
    if not observations:
        return None
    known = definitions.comparable(observations)
    latest = known[-1]
    left = latest.period.distance(target.period)
    if left <= 0:
        return None
    now, base = indicator.as_printed(latest.value), _base(indicator, known)
    span = base.period.distance(latest.period)
    achieved = (now - indicator.as_printed(base.value)) / span if span else None
    return Pace(
        (indicator.as_printed(target.value) - now) / left, achieved, left, base.period if span else None, target
    )


def _base(indicator: Indicator, known: tuple[Observation, ...]) -> Observation:
    """What the latest figure is measured against."""
    if indicator.measure is Measure.CUMULATIVE:
        return _since_it_began(known)
    year_before = known[-1].period.year_before()
    return next((one for one in known if one.period == year_before), known[0])


def _since_it_began(known: tuple[Observation, ...]) -> Observation:
    """A running total only rises until it begins anew."""
    base = known[-1]
    for one in reversed(known[:-1]):
        if one.value > base.value:
            break
        base = one
    return base
