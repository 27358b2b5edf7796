"""When something comes round again: each rule against the days it names one by one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.period import Frequency, Period
from domain.recurrence import (
    LAST,
    Beside,
    Closed,
    Every,
    EveryMonths,
    NthWeekday,
    NthWorkingDay,
    OnDates,
    OnWorkingDays,
    Rule,
    Without,
    between,
    instants,
    next_after,
)
from domain.workdays import Workdays
from tests.domain.builders import period

FIRST = date(2017, 10, 18)
WORKDAYS = Workdays(holidays=frozenset({date(2017, 12, 25), date(2017, 12, 26), date(2018, 1, 1)}))
LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2017, 1, 1), date(2019, 12, 31))
CALENDARS = st.builds(
    Workdays, holidays=st.frozensets(DAYS, max_size=40), weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5})])
)
EVERY = st.builds(Every, st.integers(1, 9), DAYS)
PATTERNS: st.SearchStrategy[Rule] = st.one_of(
    EVERY,
    st.builds(EveryMonths, st.integers(1, 14), DAYS),
    st.builds(NthWeekday, st.sampled_from([-5, -2, -1, 1, 2, 5]), st.integers(0, 6), DAYS, st.integers(1, 4)),
    st.builds(NthWorkingDay, st.sampled_from([-23, -2, -1, 1, 3, 22]), DAYS, st.integers(1, 4)),
    st.builds(OnDates, st.lists(DAYS, max_size=8).map(tuple)),
)
WEEKS = st.frozensets(DAYS.map(lambda day: Period.containing(Frequency.WEEK, day)), max_size=30)
RULES: st.SearchStrategy[Rule] = st.recursive(
    PATTERNS,
    lambda inner: st.one_of(
        st.builds(Beside, inner, st.integers(-25, 25)),
        st.builds(Without, inner, WEEKS),
        st.builds(OnWorkingDays, inner, st.sampled_from(Closed)),
    ),
    max_leaves=3,
)


def days(rule: Rule, count: int, after: date = date(2017, 1, 1)) -> list[date]:
    """The first days of a rule after a day, one `next_after` at a time."""
    found: list[date] = []
    while len(found) < count and (day := next_after(rule, found[-1] if found else after, WORKDAYS)):
        found.append(day)
    return found


def test_every_so_many_weeks_from_a_first_day() -> None:
    assert days(Every(2, FIRST), 3) == [FIRST, date(2017, 11, 1), date(2017, 11, 15)]
    assert next_after(Every(2, FIRST), FIRST - timedelta(days=1), WORKDAYS) == FIRST


def test_every_so_many_months_a_short_one_on_its_last_day_and_the_next_as_before() -> None:
    monthly = EveryMonths(1, date(2018, 1, 31))
    assert days(monthly, 4) == [date(2018, 1, 31), date(2018, 2, 28), date(2018, 3, 31), date(2018, 4, 30)]
    assert days(EveryMonths(6, FIRST), 2) == [FIRST, date(2018, 4, 18)]


def test_the_nth_weekday_of_a_month_from_its_beginning_or_its_end() -> None:
    third_wednesday, last_friday = NthWeekday(3, 2, FIRST), NthWeekday(-1, 4, FIRST)
    assert days(third_wednesday, 3) == [date(2017, 10, 18), date(2017, 11, 15), date(2017, 12, 20)]
    assert days(last_friday, 2) == [date(2017, 10, 27), date(2017, 11, 24)]
    assert days(NthWeekday(3, 2, FIRST, months=2), 2) == [date(2017, 10, 18), date(2017, 12, 20)]


def test_a_month_without_a_fifth_one_has_none() -> None:
    assert days(NthWeekday(5, 4, date(2018, 1, 1)), 3) == [date(2018, 3, 30), date(2018, 6, 29), date(2018, 8, 31)]


def test_the_nth_working_day_of_a_month_passes_over_weekends_and_holidays() -> None:
    assert days(NthWorkingDay(1, FIRST), 3) == [date(2017, 11, 1), date(2017, 12, 1), date(2018, 1, 2)]
    assert days(NthWorkingDay(18, date(2017, 12, 1)), 1) == [date(2017, 12, 28)]
    assert days(NthWorkingDay(-1, FIRST), 2) == [date(2017, 10, 31), date(2017, 11, 30)]


def test_dates_of_a_list_come_once_in_their_order_and_end() -> None:
    listed = OnDates((date(2017, 12, 13), FIRST, FIRST))
    assert days(listed, 9) == [FIRST, date(2017, 12, 13)]


def test_working_days_beside_another_event() -> None:
    stocktake = OnDates((FIRST, date(2017, 12, 27)))
    assert days(Beside(stocktake, -3), 2) == [date(2017, 10, 13), date(2017, 12, 20)]
    assert days(Beside(stocktake, 1), 2) == [date(2017, 10, 19), date(2017, 12, 28)]
    weekend = OnDates((date(2017, 10, 20), date(2017, 10, 21)))
    assert days(Beside(weekend, 1), 9) == [date(2017, 10, 23)], "two events, one day after them"


def test_blocked_weeks_are_left_out() -> None:
    recess = frozenset({period("2017-W44"), period("2017-W52")})
    assert days(Without(Every(2, FIRST), recess), 2) == [FIRST, date(2017, 11, 15)]


def test_a_day_that_nobody_works_on_moves_or_goes() -> None:
    weekly = Every(1, date(2017, 12, 18))
    assert days(OnWorkingDays(weekly, Closed.EARLIER), 3) == [
        date(2017, 12, 18),
        date(2017, 12, 22),
        date(2017, 12, 29),
    ]
    assert days(OnWorkingDays(weekly, Closed.LATER), 3) == [date(2017, 12, 18), date(2017, 12, 27), date(2018, 1, 2)]
    assert days(OnWorkingDays(weekly, Closed.LEFT_OUT), 2) == [date(2017, 12, 18), date(2018, 1, 8)]


def test_a_moved_day_is_found_from_any_day_before_it() -> None:
    later = OnWorkingDays(OnDates((date(2017, 12, 23),)), Closed.LATER)
    assert {next_after(later, date(2017, 12, day), WORKDAYS) for day in range(20, 27)} == {date(2017, 12, 27)}
    assert next_after(later, date(2017, 12, 27), WORKDAYS) is None


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Every(0, FIRST), "weeks"),
        (lambda: EveryMonths(0, FIRST), "months"),
        (lambda: NthWeekday(0, 2, FIRST), "nth"),
        (lambda: NthWeekday(6, 2, FIRST), "nth"),
        (lambda: NthWeekday(1, 7, FIRST), "weekday"),
        (lambda: NthWeekday(1, 2, FIRST, months=-1), "months"),
        (lambda: NthWorkingDay(-32, FIRST), "nth"),
        (lambda: NthWorkingDay(1, FIRST, months=0), "months"),
        (lambda: Without(Every(1, FIRST), frozenset({period("Dec 2017")})), "weeks"),
    ],
)
def test_a_rule_that_can_name_no_day_is_refused(make: Callable[[], Rule], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        make()
    assert refusal.value.field == field


def test_a_rule_ends_with_the_years_that_periods_lie_in() -> None:
    for rule in (Every(3, FIRST), EveryMonths(5, FIRST), NthWeekday(1, 0, FIRST, 7), NthWorkingDay(1, FIRST, 7)):
        assert next_after(rule, LAST, WORKDAYS) is None
    assert next_after(NthWorkingDay(25, FIRST), FIRST, WORKDAYS) is None
    assert next_after(OnWorkingDays(Every(1, date(2017, 10, 21)), Closed.LEFT_OUT), FIRST, WORKDAYS) is None


@given(PATTERNS, CALENDARS)
def test_a_pattern_names_the_days_that_fit_its_words(rule: Rule, calendar: Workdays) -> None:
    first, last = date(2017, 6, 1), date(2018, 12, 31)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert between(rule, first, last, calendar) == tuple(day for day in every if fits(rule, day, calendar))


@given(RULES, st.sampled_from(Closed), st.integers(-25, 25), WEEKS, CALENDARS)
def test_a_rule_about_another_names_the_days_that_follow_from_it(
    rule: Rule, closed: Closed, working_days: int, weeks: frozenset[Period], calendar: Workdays
) -> None:
    first, last = date(2017, 6, 1), date(2018, 6, 30)
    far = timedelta(days=150)  # twenty-five working days and forty holidays are within that
    of = between(rule, first - far, last + far, calendar)
    shifted = {calendar.shift(day, working_days) for day in of}
    open_days = {
        Closed.EARLIER: {calendar.on_or_before(day) for day in of},
        Closed.LATER: {calendar.on_or_after(day) for day in of},
        Closed.LEFT_OUT: {day for day in of if calendar.is_working(day)},
    }
    allowed = {day for day in of if Period.containing(Frequency.WEEK, day) not in weeks}
    for derived, expected in (
        (Beside(rule, working_days), shifted),
        (OnWorkingDays(rule, closed), open_days[closed]),
        (Without(rule, weeks), allowed),
    ):
        wanted = sorted(day for day in expected if first <= day <= last)
        assert between(derived, first, last, calendar) == tuple(wanted)


@given(RULES, DAYS, CALENDARS)
def test_the_next_day_does_not_depend_on_where_one_starts_to_look(rule: Rule, day: date, calendar: Workdays) -> None:
    following = next_after(rule, day, calendar)
    if following is not None:
        assert following > day
        assert next_after(rule, following - timedelta(days=1), calendar) == following


@given(
    RULES,
    st.times(),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.datetimes(datetime(2017, 1, 1), datetime(2018, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - as hypothesis asks
)
def test_instants_are_the_days_of_the_rule_at_the_wall_time(rule: Rule, wall: time, zone: str, after: datetime) -> None:
    place = ZoneInfo(zone)
    found = [one for one, _ in zip(instants(rule, wall, place, after, WORKDAYS), range(4), strict=False)]
    assert found == sorted(set(found))
    assert all(one > after for one in found)
    local = after.astimezone(place)
    expected = days(rule, 4, (local - timedelta(days=local.time() < wall)).date())
    assert [one.astimezone(place).date() for one in found] == expected[: len(found)]


def test_an_hour_that_is_skipped_or_repeated_makes_one_instant_each() -> None:
    sundays = instants(Every(1, date(2017, 3, 19)), time(1, 30), LONDON, datetime(2017, 3, 18, tzinfo=UTC), WORKDAYS)
    assert [next(sundays) for _ in range(3)] == [
        datetime(2017, 3, 19, 1, 30, tzinfo=UTC),
        datetime(2017, 3, 26, 1, 0, tzinfo=UTC),
        datetime(2017, 4, 2, 0, 30, tzinfo=UTC),
    ]
    autumn = instants(
        Every(1, date(2017, 10, 22)), time(1, 30), LONDON, datetime(2017, 10, 22, 12, tzinfo=UTC), WORKDAYS
    )
    assert [next(autumn), next(autumn)] == [
        datetime(2017, 10, 29, 0, 30, tzinfo=UTC),
        datetime(2017, 11, 5, 1, 30, tzinfo=UTC),
    ]


def test_a_day_that_a_zone_left_out_makes_no_second_instant() -> None:
    apia, rule = ZoneInfo("Pacific/Apia"), OnDates((date(2011, 12, 30), date(2011, 12, 31)))
    found = list(instants(rule, time(0), apia, datetime(2011, 12, 29, tzinfo=UTC), WORKDAYS))
    assert found == [datetime(2011, 12, 30, 10, tzinfo=UTC)]


def fits(rule: Rule, day: date, calendar: Workdays) -> bool:
    """Whether a day is one of the rule's, from what the rule says in words."""
    if isinstance(rule, OnDates):
        return day in rule.dates
    if not isinstance(rule, Every | EveryMonths | NthWeekday | NthWorkingDay) or day < rule.first:
        return False
    if isinstance(rule, Every):
        return (day - rule.first).days % (7 * rule.weeks) == 0
    if ((day.year - rule.first.year) * 12 + day.month - rule.first.month) % rule.months:
        return False
    month = Period.containing(Frequency.MONTH, day)
    of_month = [month.start + timedelta(days=n) for n in range(day.day)]
    left = [day + timedelta(days=n) for n in range((month.end - day).days + 1)]
    if isinstance(rule, EveryMonths):
        return day.day == rule.first.day or (day == month.end and rule.first.day > day.day)
    if isinstance(rule, NthWeekday):
        like = [one for one in (of_month if rule.nth > 0 else left) if one.weekday() == rule.weekday]
        return day.weekday() == rule.weekday and len(like) == abs(rule.nth)
    like = [one for one in (of_month if rule.nth > 0 else left) if calendar.is_working(one)]
    return calendar.is_working(day) and len(like) == abs(rule.nth)
