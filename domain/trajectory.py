"""The agreed path from baseline to target. It is what a value is held against; it is not a forecast."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from domain.errors import Refused
from domain.exact import exact, exact_if_given
from domain.period import Period
from domain.priority import Indicator
from domain.target import Target


class Shape(StrEnum):
    """How the path was drawn up. Between two points a stepped one stays, and the others are straight."""

    LINEAR = "linear"
    STEPPED = "stepped"
    SEASONAL = "seasonal"
    BUILT_UP = "built up"


@dataclass(frozen=True)
class Point:
    """What is expected in a period, perhaps with the range that is still on the path. Raises Refused."""

    period: Period
    expected: Decimal
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        exact("trajectory", self.expected)
        exact_if_given("trajectory", self.low, self.high)
        if (self.low is not None and self.low > self.expected) or (self.high is not None and self.high < self.expected):
            problem = f"In {self.period.short} what is expected, {self.expected}, lies outside its own range."
            raise Refused("trajectory", problem, "Let low be at most the expected value, and high at least.")


@dataclass(frozen=True)
class Trajectory:
    """Points in the order of their periods, all of one calendar. Raises Refused where they are not, or too few."""

    shape: Shape
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if len(self.points) < (1 if self.shape is Shape.STEPPED else 2):
            raise Refused("trajectory", "The trajectory has too few points.", "Give a start and an end.")
        for one, later in pairwise(self.points):
            if later.period.calendar != one.period.calendar or later.period <= one.period:
                raise Refused(
                    "trajectory",
                    f"{later.period.short} does not come after {one.period.short}.",
                    "List each period once, the earliest first.",
                )

    def expected(self, period: Period) -> Decimal | None:
        """Exact and unrounded; None before the first and after the last point.

        Raises Refused for a period of another calendar.
        """
        point = self.at(period)
        return None if point is None else point.expected

    def at(self, period: Period) -> Point | None:
        """What is expected in a period, and the range around it where both neighbours have one. Raises Refused."""
        if period.calendar != self.points[0].period.calendar:
            problem = f"{period.short} is not of the calendar of the trajectory, {self.points[0].period.short} is."
            raise Refused("period", problem, "Give both in the calendar of the indicator.")
        before = [point for point in self.points if point.period <= period]
        after = [point for point in self.points if point.period >= period]
        if not before or not after:
            return None
        one, other = before[-1], after[0]
        if one == other:
            return one
        if self.shape is Shape.STEPPED:
            return Point(period, one.expected, one.low, one.high)
        return _on_the_line(one, other, period)

    def interpolated(self, period: Period) -> bool:
        """Whether what is expected then lies between two agreed points."""
        return self.at(period) is not None and all(point.period != period for point in self.points)


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


def _on_the_line(one: Point, other: Point, period: Period) -> Point:
    steps, length = one.period.distance(period), one.period.distance(other.period)

    def between(start: Decimal, end: Decimal) -> Decimal:
        return start + (end - start) * steps / length  # divided last: a half is a half, and is rounded as one

    low = None if one.low is None or other.low is None else between(one.low, other.low)
    high = None if one.high is None or other.high is None else between(one.high, other.high)
    return Point(period, between(one.expected, other.expected), low, high)
