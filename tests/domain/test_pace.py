"""Pace needed beside pace achieved."""

from decimal import Decimal

import pytest

from domain.definition import DefinitionBreak, Definitions
from domain.errors import Refused
from domain.number import written
from domain.pace import pace
from domain.priority import Measure
from tests.domain.builders import indicator, observed, period, target, waits


def test_pace_is_measured_to_the_target_and_against_the_same_month_a_year_before() -> None:
    goal = target("Mar 2018", 95)
    found = pace(indicator(), waits(), goal)
    assert found is not None
    assert written(found.needed, 2, signed=True) == "+0.89"
    assert found.achieved is not None
    assert written(found.achieved, 2, signed=True) == "-0.08"
    assert (found.periods_left, found.against, found.target) == (6, period("Sep 2016"), goal)


def test_pace_leads_to_the_target_as_it_is_printed() -> None:
    found = pace(indicator(decimals=0), [observed("Sep 2017", "89.6")], target("Mar 2018", "95.4"))
    assert found is not None
    assert found.needed == Decimal(5) / 6


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


def test_the_order_of_the_figures_makes_no_difference() -> None:
    goal = target("Mar 2018", 95)
    assert pace(indicator(), waits()[::-1], goal) == pace(indicator(), waits(), goal)


def test_figures_counted_in_another_way_do_not_count() -> None:
    since_april = Definitions((DefinitionBreak(period("Apr 2017"), "Urgent care centres are counted too."),))
    found = pace(indicator(), waits(), target("Mar 2018", 95), since_april)
    assert found is not None
    assert (found.against, found.achieved) == (period("Apr 2017"), Decimal("-0.17"))  # 90.52 to 89.67 in five months


def test_a_running_total_is_measured_since_it_began() -> None:
    homes = indicator(measure=Measure.CUMULATIVE, decimals=0, unit="homes")
    built = [observed("Feb 2017", 900), observed("Mar 2017", 1000), observed("Apr 2017", 80), observed("Jul 2017", 380)]
    found = pace(homes, [*built, observed("Jul 2016", 390)], target("Mar 2018", 1200))
    assert found is not None
    assert (found.against, found.achieved, found.periods_left) == (period("Apr 2017"), Decimal(100), 8)
    assert found.needed == Decimal(820) / 8
    begun = pace(homes, built[:3], target("Mar 2018", 1200))
    assert begun is not None
    assert (begun.against, begun.achieved) == (None, None)


def test_a_pace_is_kept_in_the_periods_of_the_calendar() -> None:
    fiscal = [observed("Q3 2016/17", 10), observed("Q3 2017/18", 18)]
    found = pace(indicator(), fiscal, target("Q1 2018/19", 24))
    assert found is not None
    assert (found.needed, found.achieved, found.periods_left) == (Decimal(3), Decimal(2), 2)


def test_two_figures_of_one_period_or_of_two_calendars_are_refused() -> None:
    with pytest.raises(Refused, match="Sep 2017 has two figures"):
        pace(indicator(), [*waits(), observed("Sep 2017", 91)], target("Mar 2018", 95))
    with pytest.raises(Refused, match="two calendars"):
        pace(indicator(), waits(), target("Q1 2018", 95))
