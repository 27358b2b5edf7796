"""Targets: comparators, which of them the path leads to, and those that cannot be meant."""

from datetime import date
from decimal import Decimal

import pytest

from domain.errors import Refused
from domain.target import Comparator, Polarity, Target, check_targets, final_target
from tests.domain.builders import period, target

MARCH = period("Mar 2017")


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


def test_the_path_leads_to_the_last_target_that_is_not_interim_or_else_to_the_last() -> None:
    interim, final = target("Sep 2017", 90, interim=True), target("Mar 2018", 95)
    assert final_target([final, target("Dec 2017", 92), interim]) == final
    assert final_target([interim, target("Jun 2017", 89, interim=True)]) == interim
    assert final_target([]) is None


def test_targets_on_the_way_and_at_its_end_are_taken_and_zero_is_a_target() -> None:
    check_targets([target("Sep 2017", 90, ">", interim=True), target("Mar 2018", 95)], Polarity.HIGHER, MARCH)
    check_targets([target("Mar 2018", 0)], Polarity.HIGHER, MARCH, set_on=date(2018, 3, 31))
    check_targets([], Polarity.HIGHER, MARCH)


@pytest.mark.parametrize(
    ("targets", "field", "problem"),
    [
        ([target("Mar 2018", 95, "<=")], "comparator", "“at most 95” contradicts the polarity: higher is better"),
        ([target("Mar 2017", 95)], "period", "Mar 2017 is not after the baseline's period, Mar 2017"),
        ([target("Q1 2018", 95)], "period", "Q1 2018 is not of the baseline's calendar"),
        ([target("Mar 2018", 95), target("Mar 2018", 94)], "period", "Mar 2018 has two targets"),
        ([target("Aug 2017", 95)], "period", "Aug 2017 is over already"),
        (
            [target("Mar 2018", 95), target("Apr 2018", 90, interim=True)],
            "interim",
            "interim target of Apr 2018 comes after the target of Mar 2018",
        ),
    ],
)
def test_a_target_that_cannot_be_meant_is_refused(targets: list[Target], field: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem) as refusal:
        check_targets(targets, Polarity.HIGHER, MARCH, set_on=date(2017, 9, 27))
    assert refusal.value.field == field


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e15"])
def test_a_target_is_a_number(value: str) -> None:
    with pytest.raises(Refused) as refusal:
        target("Mar 2018", value)
    assert refusal.value.field == "value"
