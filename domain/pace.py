"""Pace: what each period must still bring, beside what periods have brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.period import Period
from domain.priority import Indicator, Observation, Target


@dataclass(frozen=True)
class Pace:
    """Units per period. `achieved` is measured against the same time a year before, else against the first value."""

    needed: Decimal
    achieved: Decimal | None
    periods_left: int
    against: Period | None
    target: Target


def pace(indicator: Indicator, observations: Sequence[Observation], target: Target) -> Pace | None:
    """From the latest observation to the target. None without one, and once the target's period has come."""
    if not observations:
        return None
    known = {one.period: one for one in observations}
    latest = known[max(known)]
    left = latest.period.distance(target.period)
    if left <= 0:
        return None
    now = indicator.as_printed(latest.value)
    base = known.get(latest.period.year_before()) or known[min(known)]
    span = base.period.distance(latest.period)
    achieved = (now - indicator.as_printed(base.value)) / span if span else None
    against = base.period if span else None
    return Pace((target.value - now) / left, achieved, left, against, target)
