"""Reporting periods: how they follow each other, which day lies in which, and which is the latest to be out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.period import Frequency, Lag, Period, latest_due
from domain.period_calendar import APRIL, JANUARY, SEPTEMBER, Calendar, YearStart
from domain.workdays import Workdays
from tests.domain.builders import period
from tests.domain.calendars import CALENDARS, PERIODS

WORKDAYS = Workdays()
LAGS = st.builds(Lag, st.integers(0, 60), st.booleans())


@pytest.mark.parametrize(
    ("calendar", "day", "first", "last"),
    [
        (Calendar(Frequency.WEEK), date(2017, 9, 7), date(2017, 9, 4), date(2017, 9, 10)),
        (Calendar(Frequency.MONTH), date(2020, 2, 29), date(2020, 2, 1), date(2020, 2, 29)),
        (Calendar(Frequency.QUARTER), date(2017, 9, 30), date(2017, 7, 1), date(2017, 9, 30)),
        (Calendar(Frequency.FISCAL_QUARTER, YearStart(2)), date(2018, 1, 31), date(2017, 11, 1), date(2018, 1, 31)),
        (Calendar(Frequency.FISCAL_QUARTER, YearStart(4, 6)), date(2017, 7, 5), date(2017, 4, 6), date(2017, 7, 5)),
        (Calendar(Frequency.SCHOOL_YEAR, SEPTEMBER), date(2018, 8, 31), date(2017, 9, 1), date(2018, 8, 31)),
        (Calendar(Frequency.YEAR), date(2017, 9, 4), date(2017, 1, 1), date(2017, 12, 31)),
        (Calendar(Frequency.YEAR, APRIL), date(2018, 3, 31), date(2017, 4, 1), date(2018, 3, 31)),
    ],
)
def test_a_day_lies_in_one_period_of_each_calendar(calendar: Calendar, day: date, first: date, last: date) -> None:
    found = Period.containing(calendar, day)
    assert (found.start, found.end, found.calendar) == (first, last, calendar)


@pytest.mark.parametrize(
    ("year", "second", "last"),
    [
        (2014, date(2014, 4, 27), date(2015, 3, 1)),
        (2019, date(2019, 4, 28), date(2020, 3, 1)),
        (2020, date(2020, 5, 3), date(2021, 3, 7)),
        (2021, date(2021, 5, 2), date(2022, 3, 6)),
        (2022, date(2022, 5, 1), date(2023, 3, 5)),
    ],
)
def test_the_railways_four_week_periods_begin_on_sundays_but_for_the_first(year: int, second: date, last: date) -> None:
    """The second begins on the Sunday before the first Thursday in May, and the last ends on 31 March."""
    rail = Calendar.usual(Frequency.FOUR_WEEK)
    periods = [Period.numbered(rail, year * 13 + part) for part in range(13)]
    assert [periods[0].start, periods[1].start, periods[12].start] == [date(year, 4, 1), second, last]
    assert periods[12].end == date(year + 1, 3, 31)
    assert {(one.end - one.start).days + 1 for one in periods[1:12]} == {28}


@given(st.integers(1900, 2198), st.builds(YearStart, st.integers(1, 12), st.integers(1, 28)))
def test_a_year_has_thirteen_four_week_periods_whose_ends_take_up_the_slack(year: int, opens: YearStart) -> None:
    calendar = Calendar(Frequency.FOUR_WEEK, opens)
    periods = [Period.numbered(calendar, year * 13 + part) for part in range(13)]
    days = [(one.end - one.start).days + 1 for one in periods]
    assert (periods[0].start, periods[12].end) == (opens.of(year), opens.of(year + 1) - timedelta(days=1))
    assert 26 <= days[0] <= 32
    assert 25 <= days[12] <= 32
    assert all(one.end.weekday() == 5 for one in periods[:12])


def test_the_usual_years_are_those_of_the_united_kingdom() -> None:
    assert Calendar.usual(Frequency.FISCAL_QUARTER).opens == Calendar.usual(Frequency.FOUR_WEEK).opens == APRIL
    assert Calendar.usual(Frequency.SCHOOL_YEAR).opens == SEPTEMBER
    assert Calendar.usual(Frequency.YEAR).opens == Calendar.usual(Frequency.MONTH).opens == JANUARY


@pytest.mark.parametrize("frequency", [Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER])
def test_weeks_months_and_quarters_belong_to_the_calendar_year(frequency: Frequency) -> None:
    with pytest.raises(Refused, match="belongs to the calendar year") as refusal:
        Calendar(frequency, APRIL)
    assert refusal.value.field == "year_start"


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (2, 29), (4, 0), (4, 31)])
def test_a_year_starts_on_a_day_that_every_month_has(month: int, day: int) -> None:
    with pytest.raises(Refused, match="No year starts"):
        YearStart(month, day)


def test_a_period_starts_on_its_first_day() -> None:
    for frequency, day, first in [
        (Frequency.WEEK, date(2017, 9, 5), date(2017, 9, 4)),
        (Frequency.MONTH, date(2017, 9, 2), date(2017, 9, 1)),
        (Frequency.QUARTER, date(2017, 8, 1), date(2017, 7, 1)),
        (Frequency.YEAR, date(2017, 4, 1), date(2017, 1, 1)),
    ]:
        with pytest.raises(Refused, match=f"No {frequency} starts on {day}") as refusal:
            Period(frequency, day)
        assert str(first) in refusal.value.mend


@pytest.mark.parametrize("steps", [3000, -3000, 10**9, -(10**12)])
def test_no_period_lies_outside_the_years_that_anybody_means(steps: int) -> None:
    for text in ("w/c 4 Sep 2017", "Sep 2017", "Q2 2017/18", "P6 2021/22", "2017"):
        with pytest.raises(Refused, match="1900"):
            period(text).next(steps * 12 if text == "w/c 4 Sep 2017" else steps)


def test_periods_are_ordered_by_time() -> None:
    assert period("Aug 2017") < period("Sep 2017") <= period("Sep 2017")
    assert max(period("Dec 2016"), period("Jan 2017")) == period("Jan 2017")


def test_periods_of_two_calendars_have_no_distance() -> None:
    for other in ("Q3 2017", "Q2 2017/18"):
        with pytest.raises(Refused, match="two calendars"):
            period("Sep 2017").distance(period(other))
    with pytest.raises(Refused, match="two calendars"):
        period("2017-Y04-Q2").distance(period("2017-Y07-Q2"))


def test_the_year_before_is_the_same_part_of_it_or_the_week_52_weeks_ago() -> None:
    for now, then in [
        ("Sep 2017", "Sep 2016"),
        ("Q1 2017", "Q1 2016"),
        ("w/c 4 Sep 2017", "w/c 5 Sep 2016"),
        ("Q2 2017/18", "Q2 2016/17"),
        ("P6 2021/22", "P6 2020/21"),
        ("school year 2017/18", "school year 2016/17"),
        ("2017", "2016"),
    ]:
        assert period(now).year_before() == period(then)


def test_a_publication_lag_counts_working_or_calendar_days_from_the_last_day() -> None:
    august = period("Aug 2026")
    assert Lag(5).due(august, WORKDAYS) == date(2026, 9, 7)
    assert Lag(5, working=False).due(august, WORKDAYS) == date(2026, 9, 5)
    assert Lag(0).due(august, WORKDAYS) == date(2026, 8, 31)
    assert Lag(10).due(period("P6 2021/22"), WORKDAYS) == date(2021, 10, 1)
    with pytest.raises(Refused, match="before its period ends"):
        Lag(-1)


@given(PERIODS, st.integers(-40, 40))
def test_going_on_and_counting_agree(one: Period, steps: int) -> None:
    other = one.next(steps)
    assert one.distance(other) == steps
    assert other.next(-steps) == one
    assert (other > one) is (steps > 0)


@given(PERIODS)
def test_periods_touch_without_gap_or_overlap(one: Period) -> None:
    assert one.end + timedelta(days=1) == one.next().start
    assert Period.containing(one.calendar, one.start) == Period.containing(one.calendar, one.end) == one


@given(CALENDARS, LAGS, st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_the_latest_period_due_by_a_day_is_out_and_the_next_is_not(calendar: Calendar, lag: Lag, by: date) -> None:
    found = latest_due(calendar, lag, by, WORKDAYS)
    assert lag.due(found, WORKDAYS) <= by < lag.due(found.next(), WORKDAYS)
