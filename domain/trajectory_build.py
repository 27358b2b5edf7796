"""A trajectory built up from what is going to be done: each intervention's start, impact and lag.

What the interventions leave of the way to the target is the part that none covers: somebody has to find it. It is
spread evenly over the periods, so that the path still ends at the target, and it is always told.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.exact import exact, exact_if_given
from domain.period import Period
from domain.target import Polarity, Target
from domain.trajectory import Point, Shape, Trajectory

NOTHING: Final = Decimal(0)
FINEST: Final = Decimal("1e-9")  # a third of an impact ends somewhere: then its sums are exact, and end at the target


@dataclass(frozen=True)
class Intervention:
    """Something that is done, and what it changes, in the indicator's unit and with its sign.

    It shows `lag` periods after its start, and comes in over `ramp` periods in even parts. `low` and `high` are the
    least and the greatest number that its impact may turn out to be. Raises Refused.
    """

    name: str
    start: Period
    impact: Decimal
    lag: int = 0
    ramp: int = 1
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        exact("impact", self.impact)
        exact_if_given("impact", self.low, self.high)
        if self.lag < 0 or self.ramp < 1:
            problem = f"“{self.name}” has a lag of {self.lag} and comes in over {self.ramp} periods."
            raise Refused("lag", problem, "Give a lag of 0 or more, and 1 period or more to come in.")
        if (self.low is not None and self.low > self.impact) or (self.high is not None and self.high < self.impact):
            problem = f"The impact of “{self.name}”, {self.impact}, lies outside its own range."
            raise Refused("impact", problem, "Let low be at most the impact, and high at least.")

    def shows(self, period: Period) -> Decimal:
        """The part of the impact that shows in a period, 0 to 1."""
        parts = self.start.next(self.lag).distance(period) + 1
        return Decimal(min(max(parts, 0), self.ramp)) / self.ramp

    def brings(self, period: Period, impact: Decimal) -> Decimal:
        """What shows of such an impact in a period, in the unit."""
        shown = impact * self.shows(period)
        return shown if shown == impact else shown.quantize(FINEST)


@dataclass(frozen=True)
class BuildUp:
    """The way from baseline to target, and the interventions that are to go it. Raises Refused.

    Refused are a target that is not after the baseline, or worse than it, two interventions of one name, and one
    that shows in the baseline already.
    """

    start: Period
    baseline: Decimal
    target: Target
    polarity: Polarity
    interventions: tuple[Intervention, ...]

    def __post_init__(self) -> None:
        exact("baseline", self.baseline)
        if self.start.distance(self.target.period) < 1:
            problem = f"{self.target.period.short} is not after {self.start.short}."
            raise Refused("trajectory", problem, "Set a later target.")
        if self.gap * self.polarity.sign < 0:
            problem = f"The baseline, {self.baseline}, is better than the target, {self.target.value}, already."
            raise Refused("trajectory", problem, "Agree a linear trajectory, or correct one of them.")
        names = [one.name for one in self.interventions]
        for one in self.interventions:
            if one.shows(self.start) > 0:
                problem = f"“{one.name}” shows by {self.start.short}, so the baseline has it already."
                raise Refused("interventions", problem, "Leave it out, or correct its start or its lag.")
            if names.count(one.name) > 1:
                raise Refused("interventions", f"“{one.name}” stands twice.", "Keep one, or name them apart.")

    @property
    def gap(self) -> Decimal:
        """The whole way, in the unit and with its sign."""
        return self.target.value - self.baseline

    def planned(self, period: Period) -> Decimal:
        """What the interventions alone would bring the value to in a period."""
        return self.baseline + sum((one.brings(period, one.impact) for one in self.interventions), NOTHING)

    @property
    def uncovered(self) -> Decimal:
        """The part of the way that no intervention covers by the target's period, with the sign of the way; or 0."""
        left = self.target.value - self.planned(self.target.period)
        return left if left * self.polarity.sign > 0 else NOTHING

    @property
    def surplus(self) -> Decimal:
        """How far beyond the target the interventions together would lead, without a sign; or 0."""
        over = self.polarity.sign * (self.planned(self.target.period) - self.target.value)
        return max(over, NOTHING)

    def trajectory(self) -> Trajectory:
        """A point a period. It ends at the target and never leads beyond it; what would is the surplus.

        The range is there where every intervention has one, and is never narrower than the path.
        """
        length = self.start.distance(self.target.period)
        return Trajectory(Shape.BUILT_UP, tuple(self._point(step, length) for step in range(length + 1)))

    def _point(self, step: int, length: int) -> Point:
        period = self.start.next(step)
        found = self.uncovered * step / length
        expected = self._to_target(self.planned(period) + found)
        low = self._limit(period, [one.low for one in self.interventions])
        high = self._limit(period, [one.high for one in self.interventions])
        return Point(
            period,
            expected,
            None if low is None else min(low + found, expected),
            None if high is None else max(high + found, expected),
        )

    def _to_target(self, value: Decimal) -> Decimal:
        best = min if self.polarity is Polarity.HIGHER else max
        return best(value, self.target.value)

    def _limit(self, period: Period, impacts: list[Decimal | None]) -> Decimal | None:
        """What the interventions bring the value to if each has this impact; None unless each has one."""
        value = self.baseline
        for one, impact in zip(self.interventions, impacts, strict=True):
            if impact is None:
                return None
            value += one.brings(period, impact)
        return value if impacts else None
