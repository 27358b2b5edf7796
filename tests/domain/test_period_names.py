"""Periods as officials write them, and as the records name them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.period import Frequency, Period
from domain.period_calendar import APRIL, JANUARY, Calendar, YearStart
from tests.domain.calendars import CALENDARS, PERIODS

JULY = YearStart(7)


@pytest.mark.parametrize(
    ("text", "key", "short", "long", "end"),
    [
        ("2017-09", "2017-09", "Sep 2017", "September 2017", date(2017, 9, 30)),
        ("Q3 2017", "2017-Q3", "Q3 2017", "Q3 2017", date(2017, 9, 30)),
        ("w/c 4 Sep 2017", "2017-W36", "w/c 4 Sep 2017", "week of 4 Sep 2017", date(2017, 9, 10)),
        ("2020-W53", "2020-W53", "w/c 28 Dec 2020", "week of 28 Dec 2020", date(2021, 1, 3)),
        ("Q2 2017/18", "2017-Y04-Q2", "Q2 2017/18", "Q2 2017/18", date(2017, 9, 30)),
        ("2017-Y10-Q1", "2017-Y10-Q1", "Q1 2017/18", "Q1 2017/18", date(2017, 12, 31)),
        ("P6 2021/22", "2021-Y04-P06", "P6 2021/22", "period 6 of 2021/22", date(2021, 9, 18)),
        ("2017/18 school year", "2017-S09", "school year 2017/18", "school year 2017/18", date(2018, 8, 31)),
        ("2017/18", "2017-Y04", "2017/18", "2017/18", date(2018, 3, 31)),
        ("2017-Y0406", "2017-Y0406", "2017/18", "2017/18", date(2018, 4, 5)),
        ("2017", "2017", "2017", "2017", date(2017, 12, 31)),
        ("1999/00", "1999-Y04", "1999/00", "1999/00", date(2000, 3, 31)),
    ],
)
def test_a_period_has_a_key_a_short_and_a_long_name_and_a_last_day(
    text: str, key: str, short: str, long: str, end: date
) -> None:
    found = Period.parse(text)
    assert (found.key, found.short, found.long, found.end) == (key, short, long, end)


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        ("Sep 2017|sept 2017|September  2017| SEP. 2017 |2017-9|2017-09|Sep-17|Sep ’17|Sep-2017|2017 Sep", "2017-09"),
        ("Q3 2017|q3 2017|2017 Q3|2017Q3|2017-Q3|Quarter 3 2017|Jul-Sep 2017|July to September 2017", "2017-Q3"),
        ("w/c 4 Sep 2017|W/C 4 September 2017|week commencing 4 Sep 2017|w/e 10 Sep 2017|W36 2017", "2017-W36"),
        ("week ending 10 Sep 2017|week of 4 Sep 2017|2017-W36|week 36 of 2017", "2017-W36"),
        ("Q2 2017/18|Q2 2017-18|Q2 2017–18|2017/18 Q2|2017-18 Q2|Q2 FY2017/18|Q2 2017/2018", "2017-Y04-Q2"),
        ("P6 2021/22|P06 2021/22|2021/22 P6|period 6 2021/22|Period 6 of 2021-22", "2021-Y04-P06"),
        ("2017/18|2017-18|FY2017/18|FY 2017-18|2017–18|2017/2018", "2017-Y04"),
        ("school year 2017/18|2017/18 school year|academic year 2017-18|AY 2017/18", "2017-S09"),
    ],
)
def test_a_period_is_understood_however_officials_write_it(texts: str, key: str) -> None:
    for text in texts.split("|"):
        assert Period.parse(text).key == key


@pytest.mark.parametrize(
    ("calendar", "text", "key"),
    [
        (Calendar(Frequency.FISCAL_QUARTER, JULY), "Q2 2017/18", "2017-Y07-Q2"),
        (Calendar(Frequency.FISCAL_QUARTER, JANUARY), "Q2 2017", "2017-Y01-Q2"),
        (Calendar(Frequency.FISCAL_QUARTER, APRIL), "Jul-Sep 2017", "2017-Y04-Q2"),
        (Calendar(Frequency.FISCAL_QUARTER, YearStart(2)), "Nov-Jan 2018", "2017-Y02-Q4"),
        (Calendar(Frequency.YEAR, JULY), "2017/18", "2017-Y07"),
        (Calendar(Frequency.YEAR, APRIL), "2011-12", "2011-Y04"),
        (Calendar(Frequency.MONTH), "2011-12", "2011-12"),
        (Calendar.usual(Frequency.SCHOOL_YEAR), "2017/18", "2017-S09"),
        (Calendar(Frequency.SCHOOL_YEAR, JANUARY), "2017", "2017-S01"),
        (Calendar(Frequency.FOUR_WEEK, JULY), "P13 2017/18", "2017-Y07-P13"),
        (Calendar(Frequency.QUARTER), "Q2 2017", "2017-Q2"),
    ],
)
def test_a_text_that_may_be_of_several_calendars_is_of_the_one_it_is_read_in(
    calendar: Calendar, text: str, key: str
) -> None:
    assert Period.parse(text, calendar).key == key


@pytest.mark.parametrize(
    ("calendar", "text"),
    [
        (Calendar(Frequency.MONTH), "Q2 2017"),
        (Calendar(Frequency.QUARTER), "Q2 2017/18"),
        (Calendar.usual(Frequency.FISCAL_QUARTER), "Sep 2017"),
        (Calendar.usual(Frequency.SCHOOL_YEAR), "w/c 4 Sep 2017"),
    ],
)
def test_a_text_that_can_only_be_of_another_calendar_is_of_that(calendar: Calendar, text: str) -> None:
    found = Period.parse(text, calendar)
    assert found == Period.parse(text)
    assert found.calendar != calendar


@pytest.mark.parametrize(
    ("calendar", "text", "mend"),
    [
        (Calendar.usual(Frequency.FISCAL_QUARTER), "Q2 2017", "Write it like “Q2 2017/18”."),
        (Calendar(Frequency.YEAR, APRIL), "2017", "Write it like “2017/18”."),
        (Calendar(Frequency.YEAR, APRIL), "FY2018", "Write both years."),
        (Calendar.usual(Frequency.FOUR_WEEK), "P6 2021", "Write it like “P6 2017/18”."),
        (Calendar.usual(Frequency.FOUR_WEEK), "P14 2021/22", "Write it like “P6 2017/18”."),
        (Calendar.usual(Frequency.SCHOOL_YEAR), "last year", "Write it like “school year 2017/18”."),
    ],
)
def test_one_year_where_years_run_over_two_is_asked_about(calendar: Calendar, text: str, mend: str) -> None:
    with pytest.raises(Refused) as refusal:
        Period.parse(text, calendar)
    assert (refusal.value.field, refusal.value.mend) == ("period", mend)


def test_a_fiscal_year_by_its_last_year_alone_is_never_guessed() -> None:
    with pytest.raises(Refused, match="may be 2017/18 or 2018/19"):
        Period.parse("FY2018")


@pytest.mark.parametrize(
    "texts",
    [
        "|Septembre 2017|4 Sep 2017|Sep 0017|2017-13|99999|20170|2017 2018",
        "2017-Q5|Q0 2017|Q2 2017/17|2017-Y04-Q5|Aug-Oct 2017|Jul-Dec 2017|Nov-Jan 2017|Nov 2016 to Jan 2017",
        "2017-W53|w/c 5 Sep 2017|w/e 4 Sep 2017|w/c 31 Feb 2017",
        "P0 2021/22|P14 2021/22",
        "2017/19|2017/16|2017-Y13|FY|school year|2017-S09-Q1",
    ],
)
def test_what_is_no_period_is_refused_with_the_ways_to_write_one(texts: str) -> None:
    for text in texts.split("|"):
        with pytest.raises(Refused) as refusal:
            Period.parse(text)
        assert refusal.value.field == "period"
        assert "Sep 2017" in refusal.value.mend


@given(PERIODS)
def test_every_printed_form_names_the_same_period(one: Period) -> None:
    assert Period.parse(one.key) == one
    assert Period.parse(one.short, one.calendar) == Period.parse(one.long, one.calendar) == one
    if one.calendar == Calendar.usual(one.frequency):
        assert Period.parse(one.short) == Period.parse(one.long) == one


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (Calendar(Frequency.FISCAL_QUARTER, YearStart(12, 6)), date(1900, 6, 6)),
        (Calendar(Frequency.FOUR_WEEK, JULY), date(1900, 2, 1)),
        (Calendar(Frequency.FISCAL_QUARTER, APRIL), date(2199, 12, 31)),
        (Calendar(Frequency.WEEK), date(1900, 1, 1)),
        (Calendar(Frequency.WEEK), date(2199, 12, 31)),
    ],
)
def test_the_first_and_the_last_periods_are_read_as_they_are_printed(calendar: Calendar, day: date) -> None:
    one = Period.containing(calendar, day)
    assert [Period.parse(text, calendar) for text in (one.key, one.short, one.long)] == [one] * 3


@given(PERIODS, PERIODS)
def test_keys_sort_by_time_and_fit_the_records(one: Period, other: Period) -> None:
    assert len(one.key) <= 16
    if one.calendar == other.calendar:
        assert (one.key < other.key) is (one < other)


@given(st.text(max_size=20), st.one_of(st.none(), CALENDARS))
def test_any_text_is_a_period_or_refused(text: str, calendar: Calendar | None) -> None:
    try:
        found = Period.parse(text, calendar)
    except Refused:
        return
    assert Period.parse(found.key) == found
