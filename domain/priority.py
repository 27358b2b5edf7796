"""What a priority is measured by: an indicator with its unit and baseline, and what was observed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.errors import Refused
from domain.exact import exact, exact_if_given
from domain.number import rounded, written
from domain.period import Frequency, Lag, Period
from domain.period_calendar import Calendar
from domain.target import Comparator as Comparator
from domain.target import Polarity as Polarity
from domain.target import Target as Target

DECIMALS: Final = range(7)


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


@dataclass(frozen=True)
class Observation:
    """The value of one period, perhaps with the two numbers it is made from."""

    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    final: bool = True

    def __post_init__(self) -> None:
        exact("value", self.value)
        exact_if_given("numerator", self.numerator)
        exact_if_given("denominator", self.denominator)


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

    def __post_init__(self) -> None:
        exact("baseline", self.baseline)
        exact("tolerance", self.tolerance)
        exact_if_given("range", self.low, self.high)
        if self.tolerance < 0:
            raise Refused("tolerance", "A tolerance is how far a value may be behind.", "Give 0 or more.")
        if self.decimals not in DECIMALS:
            problem = f"{str(self.decimals)[:9]} decimals cannot be printed."
            raise Refused("decimals", problem, f"Give 0 to {DECIMALS[-1]}.")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise Refused("range", f"The range ends at {self.high}, before it begins.", "Write the lower limit first.")

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

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the greatest value possible, where both are known."""
        return None if self.low is None or self.high is None else (float(self.low), float(self.high))

    def possible(self, value: Decimal) -> bool:
        """Whether a value lies in the valid range."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

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
        """The value that two numbers make, unrounded. Raises Refused for a denominator of 0, and for no numbers."""
        exact("numerator", numerator)
        exact("denominator", denominator)
        if denominator == 0:
            raise Refused("denominator", "Nothing can be a part of 0.", "Give how many there were.")
        return numerator / denominator * (100 if self.percent else 1)
