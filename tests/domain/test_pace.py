"""Pace needed beside pace achieved."""

from decimal import Decimal

from domain.number import written
from domain.pace import pace
from tests.domain.builders import indicator, observed, period, target, waits


def test_pace_is_measured_to_the_target_and_against_the_same_month_a_year_before() -> None:
    goal = target("Mar 2018", 95)
    found = pace(indicator(), waits(), goal)
    assert found is not None
    assert written(found.needed, 2, signed=True) == "+0.89"
    assert found.achieved is not None
    assert written(found.achieved, 2, signed=True) == "-0.08"
    assert (found.periods_left, found.against, found.target) == (6, period("Sep 2016"), goal)


def test_without_the_year_before_the_first_value_is_the_measure() -> None:
    found = pace(indicator(), [observed("Sep 2017", 92), observed("Jun 2017", 89)], target("Mar 2018", 95))
    assert found is not None
    assert (found.achieved, found.against) == (Decimal(1), period("Jun 2017"))


def test_one_value_has_no_pace_yet() -> None:
    found = pace(indicator(), [observed("Sep 2017", 89)], target("Mar 2018", 95))
    assert found is not None
    assert (found.needed, found.achieved, found.against) == (Decimal(1), None, None)


def test_once_the_target_has_come_there_is_no_pace() -> None:
    assert pace(indicator(), waits(), target("Sep 2017", 90)) is None
    assert pace(indicator(), [], target("Mar 2018", 95)) is None
