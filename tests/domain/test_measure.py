"""What may be made of several figures, by the kind of number they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.measure import divides, moves, over, together
from domain.period import Frequency, Period
from domain.period_calendar import APRIL, Calendar
from domain.priority import Measure, Observation
from tests.domain.builders import indicator, observed, period

QUARTER = period("Q3 2017")
MONTHS = [observed("Jul 2017", 3), observed("Aug 2017", 1), observed("Sep 2017", 2)]


@pytest.mark.parametrize(
    ("measure", "value"),
    [(Measure.PERIOD_TOTAL, 6), (Measure.LEVEL, 2), (Measure.CUMULATIVE, 2), (Measure.MOVING_AVERAGE, 2)],
)
def test_a_total_is_added_up_and_of_other_measures_the_last_counts(measure: Measure, value: int) -> None:
    for parts in (MONTHS, MONTHS[::-1]):
        assert over(indicator(measure=measure), parts, QUARTER) == Observation(QUARTER, Decimal(value))


def test_a_ratio_is_made_anew_from_the_sums() -> None:
    """Those of the year are 56 of 120, though the mean of its four percentages is 40."""
    parts = [
        observed("Jul 2017", "90.35", numerator=Decimal(1_873_764), denominator=Decimal(2_073_944)),
        observed("Aug 2017", "90.30", numerator=Decimal(1_737_957), denominator=Decimal(1_924_663)),
        observed("Sep 2017", "89.67", numerator=Decimal(1_726_934), denominator=Decimal(1_925_961), final=False),
    ]
    found = over(indicator(), parts, QUARTER)
    assert (found.numerator, found.denominator) == (Decimal(5_338_655), Decimal(5_924_568))
    assert indicator().as_printed(found.value) == Decimal("90.11")
    assert not found.final
    uneven = [
        observed("Q1 2017", 10, numerator=Decimal(1), denominator=Decimal(10)),
        observed("Q2 2017", 50, numerator=Decimal(45), denominator=Decimal(90)),
        observed("Q3 2017", 50, numerator=Decimal(5), denominator=Decimal(10)),
        observed("Q4 2017", 50, numerator=Decimal(5), denominator=Decimal(10)),
    ]
    assert over(indicator(), uneven, period("2017")).value == Decimal(56) / 120 * 100


def test_months_make_up_a_fiscal_quarter_and_four_week_periods_a_year() -> None:
    total = indicator(measure=Measure.PERIOD_TOTAL)
    assert over(total, MONTHS, period("Q2 2017/18")).value == 6
    first = period("P1 2021/22")
    rail = [Observation(first.next(step), Decimal(1)) for step in range(13)]
    assert over(total, rail, period("2021/22")).value == 13


@pytest.mark.parametrize(
    ("parts", "whole", "problem"),
    [
        ([], "Q3 2017", "do not make up Q3 2017"),
        (MONTHS[1:], "Q3 2017", "do not make up Q3 2017"),
        (MONTHS[:2], "Q3 2017", "do not make up Q3 2017"),
        ([MONTHS[0], MONTHS[2]], "Q3 2017", "Aug 2017 is missing"),
        (MONTHS, "Q2 2017", "do not make up Q2 2017"),
        ([*MONTHS, observed("Aug 2017", 9)], "Q3 2017", "Aug 2017 has two figures"),
        ([*MONTHS, observed("w/c 4 Sep 2017", 9)], "Q3 2017", "two calendars"),
    ],
)
def test_parts_that_do_not_make_up_the_whole_are_refused(parts: list[Observation], whole: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        over(indicator(measure=Measure.LEVEL), parts, period(whole))


def test_a_ratio_without_its_two_numbers_is_refused() -> None:
    with pytest.raises(Refused, match="needs the two numbers of each"):
        over(indicator(), MONTHS, QUARTER)
    nobody = [Observation(one.period, one.value, Decimal(0), Decimal(0)) for one in MONTHS]
    with pytest.raises(Refused, match="add up to 0"):
        over(indicator(), nobody, QUARTER)


def test_a_running_total_is_taken_apart_and_begins_anew() -> None:
    running = [observed("Feb 2017", 90), observed("Mar 2017", 100), observed("Apr 2017", 7), observed("May 2017", 16)]
    assert moves(Measure.CUMULATIVE, running) == (observed("Mar 2017", 10), *running[2:3], observed("May 2017", 9))
    assert moves(Measure.CUMULATIVE, [running[0], running[2]]) == (), "nobody knows what came in between"
    assert moves(Measure.LEVEL, running[::-1]) == tuple(running)
    with pytest.raises(Refused, match="cannot be taken apart"):
        moves(Measure.MOVING_AVERAGE, running)


def test_the_longer_period_has_a_figure_once_its_last_part_is_in() -> None:
    total = indicator(measure=Measure.PERIOD_TOTAL)
    known = {one.period: one for one in MONTHS}
    fiscal, years = Calendar.usual(Frequency.FISCAL_QUARTER), Calendar.usual(Frequency.YEAR)
    assert together(total, known, period("Sep 2017"), fiscal) == Observation(period("Q2 2017/18"), Decimal(6))
    assert together(total, known, period("Aug 2017"), fiscal) is None, "it goes on"
    assert together(total, known, period("Sep 2017"), years) is None
    del known[period("Aug 2017")]
    assert together(total, known, period("Sep 2017"), fiscal) is None, "a part is missing"


@pytest.mark.parametrize(
    ("part", "longer", "whole"),
    [
        ("Sep 2017", Calendar.usual(Frequency.QUARTER), True),
        ("Sep 2017", Calendar.usual(Frequency.SCHOOL_YEAR), True),
        ("P6 2021/22", Calendar(Frequency.YEAR, APRIL), True),
        ("P6 2021/22", Calendar.usual(Frequency.YEAR), False),
        ("w/c 4 Sep 2017", Calendar.usual(Frequency.MONTH), False),
        ("Sep 2017", Calendar.usual(Frequency.MONTH), False),
        ("2017", Calendar.usual(Frequency.MONTH), False),
    ],
)
def test_a_longer_period_is_made_up_of_whole_ones(part: str, longer: Calendar, whole: bool) -> None:
    assert divides(period(part), longer) is whole


@given(st.lists(st.decimals(0, 1000, places=2), min_size=2, max_size=24))
def test_what_a_total_is_made_from_adds_up_to_it_again(values: list[Decimal]) -> None:
    first: Period = period("Apr 2016")
    running = [Observation(first.next(n), sum(values[: n + 1], Decimal(0))) for n in range(len(values))]
    found = moves(Measure.CUMULATIVE, running)
    assert [one.value for one in found] == values[1:]
