"""What a priority is measured by: printing, values made from two numbers, and numbers that no indicator can have."""

from decimal import Decimal
from typing import Any

import pytest

from domain.errors import Refused
from domain.period import Frequency
from domain.period_calendar import APRIL, Calendar
from domain.priority import Measure, Observation
from tests.domain.builders import indicator, period


def test_a_value_is_printed_with_its_unit_and_a_difference_in_points() -> None:
    share, count = indicator(), indicator(unit="applications", decimals=0)
    assert share.print(Decimal("89.67")) == "89.67 %"
    assert share.print(Decimal("0.9"), signed=True) == "+0.90 %"
    assert share.points(Decimal("-0.33")) == "0.33 points"
    assert count.print(Decimal(6670)) == "6,670 applications"
    assert count.points(Decimal("-1303")) == "1,303 applications"
    assert indicator(unit="").print(Decimal(1)) == "1.00"


def test_two_numbers_make_a_percentage_or_a_quotient() -> None:
    assert indicator().quotient(Decimal(1), Decimal(8)) == Decimal("12.5")
    assert indicator(unit="days").quotient(Decimal(1), Decimal(8)) == Decimal("0.125")
    with pytest.raises(Refused, match="part of 0"):
        indicator().quotient(Decimal(1), Decimal(0))


def test_an_indicator_with_two_boxes_is_a_ratio() -> None:
    assert indicator().ratio
    assert not indicator(denominator=None).ratio


def test_a_running_total_or_average_carries_earlier_periods_along() -> None:
    assert {one for one in Measure if not one.stands_alone} == {Measure.CUMULATIVE, Measure.MOVING_AVERAGE}


def test_an_indicator_has_the_calendar_of_its_baseline() -> None:
    assert indicator().calendar == Calendar(Frequency.MONTH)
    fiscal = indicator(frequency=Frequency.FISCAL_QUARTER, baseline_period=period("Q4 2016/17"))
    assert fiscal.calendar == Calendar(Frequency.FISCAL_QUARTER, APRIL)


@pytest.mark.parametrize(
    ("field", "changes", "problem"),
    [
        ("baseline", {"baseline": Decimal("NaN")}, "“NaN” is no number"),
        ("tolerance", {"tolerance": Decimal("Infinity")}, "is no number"),
        ("tolerance", {"tolerance": Decimal("-0.01")}, "how far a value may be behind"),
        ("range", {"low": Decimal("-Infinity")}, "is no number"),
        ("range", {"low": Decimal(100), "high": Decimal(100)}, "ends at 100, before it begins"),
        ("decimals", {"decimals": -1}, "-1 decimals"),
        ("decimals", {"decimals": 7}, "7 decimals"),
        ("baseline", {"baseline": Decimal("1e15")}, "“1.000e\\+15” is too large"),
    ],
)
def test_numbers_that_no_indicator_can_have_are_refused(field: str, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(Refused, match=problem) as refusal:
        indicator(**changes)
    assert refusal.value.field == field


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-1e15", "1e999999"])
@pytest.mark.parametrize("field", ["value", "numerator", "denominator"])
def test_what_is_observed_is_a_number_that_sums_stay_exact_with(field: str, value: str) -> None:
    given: dict[str, Any] = {"value": Decimal(1)} | {field: Decimal(value)}
    with pytest.raises(Refused) as refusal:
        Observation(period("Sep 2017"), **given)
    assert refusal.value.field == field


def test_fifteen_digits_are_a_number_and_zero_is_one_however_it_is_written() -> None:
    for value in ("999999999999999", "-999999999999999.5", "0", "0E+20", "-0", "1e-99"):
        assert Observation(period("Sep 2017"), Decimal(value)).value == Decimal(value)
