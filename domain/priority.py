"""What is promised: an indicator with its unit and baseline, its targets, and what was observed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.number import rounded, written
from domain.period import Frequency, Lag, Period
from domain.period_calendar import Calendar


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> Decimal:
        return Decimal(1) if self is Polarity.HIGHER else Decimal(-1)


class Measure(StrEnum):
    """What kind of number it is."""

    LEVEL = "level"
    PERIOD_TOTAL = "period total"
    RATIO = "ratio"
    CUMULATIVE = "cumulative"
    MOVING_AVERAGE = "moving average"

    @property
    def stands_alone(self) -> bool:
        """Whether a value is of its own period only. What carries earlier periods along has no signal or noise."""
        return self not in (Measure.CUMULATIVE, Measure.MOVING_AVERAGE)


class Comparator(StrEnum):
    """How a value is held against a target."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    @property
    def strict(self) -> bool:
        return self in (Comparator.ABOVE, Comparator.BELOW)

    @property
    def words(self) -> str:
        return {">=": "at least", ">": "above", "<=": "at most", "<": "below"}[self.value]

    def met(self, actual: Decimal, target: Decimal) -> bool:
        """Both as printed."""
        if actual == target:
            return not self.strict
        return (actual > target) is (self in (Comparator.AT_LEAST, Comparator.ABOVE))

    def fits(self, polarity: Polarity) -> bool:
        """A comparator that contradicts the polarity is refused."""
        return (polarity is Polarity.HIGHER) is (self in (Comparator.AT_LEAST, Comparator.ABOVE))


@dataclass(frozen=True)
class Target:
    """A number to be reached in a period; an interim one lies on the way. Zero is a target."""

    period: Period
    value: Decimal
    comparator: Comparator
    interim: bool = False


@dataclass(frozen=True)
class Observation:
    """The value of one period, perhaps with the two numbers it is made from."""

    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    final: bool = True


@dataclass(frozen=True)
class Indicator:
    """One headline number. `tolerance`, `low` and `high` are in its unit; `numerator` and `denominator` name boxes."""

    key: str
    name: str
    unit: str
    decimals: int
    polarity: Polarity
    measure: Measure
    frequency: Frequency
    lag: Lag
    baseline_period: Period
    baseline: Decimal
    tolerance: Decimal
    people_unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    numerator: str | None = None
    denominator: str | None = None
    source: str = ""
    licence: str = ""
    definition: int = 1

    @property
    def calendar(self) -> Calendar:
        """The calendar its periods are of: the one of its baseline."""
        return self.baseline_period.calendar

    @property
    def ratio(self) -> bool:
        """Whether it is asked for as two numbers."""
        return self.numerator is not None and self.denominator is not None

    @property
    def percent(self) -> bool:
        return self.unit == "%"

    def as_printed(self, value: Decimal) -> Decimal:
        return rounded(value, self.decimals)

    def print(self, value: Decimal, *, signed: bool = False) -> str:
        """With its unit: "89.67 %", "6,670 applications"."""
        return f"{written(value, self.decimals, signed=signed)} {self.unit}".rstrip()

    def points(self, difference: Decimal) -> str:
        """A difference, without its sign: "0.33 points", "1,303 applications"."""
        unit = "points" if self.percent else self.unit
        return f"{written(abs(difference), self.decimals)} {unit}".rstrip()

    def quotient(self, numerator: Decimal, denominator: Decimal) -> Decimal:
        """The value that two numbers make, unrounded. Raises ZeroDivisionError."""
        if denominator == 0:
            raise ZeroDivisionError
        return numerator / denominator * (100 if self.percent else 1)
