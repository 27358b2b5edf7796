"""What is promised: comparators, printing, and values made from two numbers."""

from decimal import Decimal

import pytest

from domain.priority import Comparator, Measure, Polarity
from tests.domain.builders import indicator


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [(">=", False, True, True), (">", False, False, True), ("<=", True, True, False), ("<", True, False, False)],
)
def test_a_comparator_holds_a_value_against_a_target(comparator: str, below: bool, equal: bool, above: bool) -> None:
    met = [Comparator(comparator).met(Decimal(value), Decimal(90)) for value in (89, 90, 91)]
    assert met == [below, equal, above]
    assert Comparator(comparator).strict is not equal


def test_a_comparator_that_contradicts_the_polarity_does_not_fit() -> None:
    fits = {polarity: {one.value for one in Comparator if one.fits(polarity)} for polarity in Polarity}
    assert fits == {Polarity.HIGHER: {">", ">="}, Polarity.LOWER: {"<", "<="}}


def test_comparators_have_words() -> None:
    assert [one.words for one in Comparator] == ["at least", "above", "at most", "below"]


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
    with pytest.raises(ZeroDivisionError):
        indicator().quotient(Decimal(1), Decimal(0))


def test_an_indicator_with_two_boxes_is_a_ratio() -> None:
    assert indicator().ratio
    assert not indicator(denominator=None).ratio


def test_a_running_total_or_average_carries_earlier_periods_along() -> None:
    assert {one for one in Measure if not one.stands_alone} == {Measure.CUMULATIVE, Measure.MOVING_AVERAGE}
