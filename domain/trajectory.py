"""The agreed path from baseline to target. It is what a value is held against; it is not a forecast."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import Refused
from domain.period import Period
from domain.priority import Indicator, Target


class Shape(StrEnum):
    LINEAR = "linear"
    STEPPED = "stepped"


@dataclass(frozen=True)
class Point:
    """What is expected in a period, perhaps with the range that is still on the path."""

    period: Period
    expected: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Trajectory:
    """Points in the order of their periods. Between two of them a line, or the step of the one before."""

    shape: Shape
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if len(self.points) < (2 if self.shape is Shape.LINEAR else 1):
            raise Refused("trajectory", "The trajectory has too few points.", "Give a start and an end.")
        pairs = zip(self.points, self.points[1:], strict=False)
        for one, later in pairs:
            if later.period.calendar != one.period.calendar or later.period <= one.period:
                raise Refused(
                    "trajectory",
                    f"{later.period.short} does not come after {one.period.short}.",
                    "List each period once, the earliest first.",
                )

    def expected(self, period: Period) -> Decimal | None:
        """Exact and unrounded; None before the first and after the last point."""
        before = [point for point in self.points if point.period <= period]
        after = [point for point in self.points if point.period >= period]
        if not before or not after:
            return None
        one, other = before[-1], after[0]
        if one == other or self.shape is Shape.STEPPED:
            return one.expected
        share = Decimal(one.period.distance(period)) / one.period.distance(other.period)
        return one.expected + (other.expected - one.expected) * share

    def interpolated(self, period: Period) -> bool:
        """Whether what is expected then lies between two agreed points."""
        return self.expected(period) is not None and all(point.period != period for point in self.points)


def linear(start: Period, baseline: Decimal, end: Period, target: Decimal) -> Trajectory:
    """A straight line from baseline to target."""
    return Trajectory(Shape.LINEAR, (Point(start, baseline), Point(end, target)))


def check_ends(trajectory: Trajectory, indicator: Indicator, target: Target) -> None:
    """Raises Refused unless the path starts at the baseline and ends at the target."""
    first, last = trajectory.points[0], trajectory.points[-1]
    if (first.period, first.expected) != (indicator.baseline_period, indicator.baseline):
        raise Refused(
            "trajectory",
            f"The trajectory starts at {indicator.print(first.expected)} in {first.period.short}, the baseline is "
            f"{indicator.print(indicator.baseline)} in {indicator.baseline_period.short}.",
            "Start it at the baseline.",
        )
    if (last.period, last.expected) != (target.period, target.value):
        raise Refused(
            "trajectory",
            f"The trajectory ends at {indicator.print(last.expected)} in {last.period.short}, the target is "
            f"{indicator.print(target.value)} in {target.period.short}.",
            "End it at the target.",
        )
