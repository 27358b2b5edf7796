"""What the tests of the rules start from: England's A&E indicator, and series that were published."""

from decimal import Decimal
from typing import Any, Final

from domain.period import Frequency, Lag, Period
from domain.priority import Comparator, Indicator, Measure, Observation, Polarity, Target

EMERGENCY_WAITS: Final = (
    "90.04 90.28 90.56 90.29 90.98 90.65 89.05 88.38 86.18 85.14 87.53 90.01 "  # Apr 2016 to Mar 2017
    "90.52 89.70 90.73 90.35 90.30 89.67"  # Apr to Sep 2017
)
"""NHS England, A&E attendances: % seen within four hours (Open Government Licence)."""

SEEN, ATTENDED = Decimal(1_726_934), Decimal(1_925_961)  # in September 2017


def period(text: str) -> Period:
    return Period.parse(text)


def indicator(**changes: Any) -> Indicator:
    """The A&E indicator with its baseline of March 2017; `changes` replace its fields."""
    fields: dict[str, Any] = {
        "key": "A1",
        "name": "Seen within four hours",
        "unit": "%",
        "decimals": 2,
        "polarity": Polarity.HIGHER,
        "measure": Measure.RATIO,
        "frequency": Frequency.MONTH,
        "lag": Lag(7),
        "baseline_period": period("Mar 2017"),
        "baseline": Decimal("90.01"),
        "tolerance": Decimal("1.54"),
        "people_unit": "patients",
        "low": Decimal(0),
        "high": Decimal(100),
        "numerator": "Patients seen within four hours",
        "denominator": "All attendances",
    }
    return Indicator(**(fields | changes))


def observed(when: str, value: str | int, **more: Any) -> Observation:
    return Observation(period(when), Decimal(value), **more)


def waits() -> list[Observation]:
    """England's A&E figures, April 2016 to September 2017."""
    first = period("Apr 2016")
    return [Observation(first.next(step), Decimal(value)) for step, value in enumerate(EMERGENCY_WAITS.split())]


def target(when: str, value: str | int, comparator: str = ">=", *, interim: bool = False) -> Target:
    return Target(period(when), Decimal(value), Comparator(comparator), interim)
