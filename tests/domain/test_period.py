"""Reporting periods: how they are written, how they follow each other, and which is the latest to be out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.period import Frequency, Lag, Period, latest_due
from domain.workdays import Workdays
from tests.domain.builders import period

WORKDAYS = Workdays()
PERIODS = st.builds(Period.containing, st.sampled_from(Frequency), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
LAGS = st.builds(Lag, st.integers(0, 60), st.booleans())


@pytest.mark.parametrize(
    ("text", "key", "short", "long", "end"),
    [
        ("2017-09", "2017-09", "Sep 2017", "September 2017", date(2017, 9, 30)),
        ("Q3 2017", "2017-Q3", "Q3 2017", "Q3 2017", date(2017, 9, 30)),
        ("w/c 4 Sep 2017", "2017-W36", "w/c 4 Sep 2017", "week of 4 Sep 2017", date(2017, 9, 10)),
        ("2020-W53", "2020-W53", "w/c 28 Dec 2020", "week of 28 Dec 2020", date(2021, 1, 3)),
    ],
)
def test_a_period_has_a_key_a_short_and_a_long_name_and_a_last_day(
    text: str, key: str, short: str, long: str, end: date
) -> None:
    found = Period.parse(text)
    assert (found.key, found.short, found.long, found.end) == (key, short, long, end)


@pytest.mark.parametrize("text", ["Sep 2017", "sept 2017", "September  2017", " SEP. 2017 ", "2017-9", "2017-09"])
def test_a_month_is_understood_however_it_is_written(text: str) -> None:
    assert Period.parse(text) == Period(Frequency.MONTH, date(2017, 9, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017",
        "Septembre 2017",
        "2017-13",
        "2017-Q5",
        "2017-W53",
        "Q0 2017",
        "w/c 5 Sep 2017",
        "4 Sep 2017",
        "Sep 0017",
    ],
)
def test_what_is_no_period_is_refused_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        Period.parse(text)
    assert refusal.value.field == "period"
    assert "Sep 2017" in refusal.value.mend


def test_a_period_starts_on_its_first_day() -> None:
    for frequency, day in [
        (Frequency.WEEK, date(2017, 9, 5)),
        (Frequency.MONTH, date(2017, 9, 2)),
        (Frequency.QUARTER, date(2017, 8, 1)),
    ]:
        with pytest.raises(ValueError, match=f"no {frequency} starts"):
            Period(frequency, day)


def test_periods_are_ordered_by_time() -> None:
    assert period("Aug 2017") < period("Sep 2017") <= period("Sep 2017")
    assert max(period("Dec 2016"), period("Jan 2017")) == period("Jan 2017")


def test_periods_of_two_calendars_have_no_distance() -> None:
    with pytest.raises(ValueError, match="two calendars"):
        period("Sep 2017").distance(period("Q3 2017"))


def test_the_year_before_is_the_same_month_quarter_or_the_week_52_weeks_ago() -> None:
    assert period("Sep 2017").year_before() == period("Sep 2016")
    assert period("Q1 2017").year_before() == period("Q1 2016")
    assert period("w/c 4 Sep 2017").year_before() == period("w/c 5 Sep 2016")


def test_a_publication_lag_counts_working_or_calendar_days_from_the_last_day() -> None:
    august = period("Aug 2026")
    assert Lag(5).due(august, WORKDAYS) == date(2026, 9, 7)
    assert Lag(5, working=False).due(august, WORKDAYS) == date(2026, 9, 5)
    assert Lag(0).due(august, WORKDAYS) == date(2026, 8, 31)
    with pytest.raises(ValueError, match="before its period ends"):
        Lag(-1)


@given(PERIODS)
def test_every_printed_form_names_the_same_period(one: Period) -> None:
    assert Period.parse(one.key) == Period.parse(one.short) == Period.parse(one.long) == one


@given(PERIODS, st.integers(-40, 40))
def test_going_on_and_counting_agree(one: Period, steps: int) -> None:
    other = one.next(steps)
    assert one.distance(other) == steps
    assert other.next(-steps) == one
    assert (other > one) is (steps > 0)


@given(PERIODS)
def test_periods_touch_without_gap_or_overlap(one: Period) -> None:
    assert one.end + timedelta(days=1) == one.next().start
    assert Period.containing(one.frequency, one.start) == Period.containing(one.frequency, one.end) == one


@given(st.sampled_from(Frequency), LAGS, st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_the_latest_period_due_by_a_day_is_out_and_the_next_is_not(frequency: Frequency, lag: Lag, by: date) -> None:
    found = latest_due(frequency, lag, by, WORKDAYS)
    assert lag.due(found, WORKDAYS) <= by < lag.due(found.next(), WORKDAYS)


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        found = Period.parse(text)
    except Refused:
        return
    assert Period.parse(found.key) == found
