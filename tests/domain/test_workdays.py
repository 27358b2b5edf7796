"""Working days, and opening hours across clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import Hours, Workdays, at, next_open

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = Workdays(holidays=frozenset({date(2017, 12, 25), date(2017, 12, 26), date(2018, 1, 1)}))
DAYS = st.dates(date(2017, 1, 1), date(2019, 12, 31))
CALENDARS = st.builds(
    Workdays, holidays=st.frozensets(DAYS, max_size=40), weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5})])
)
INSTANTS = st.datetimes(datetime(2017, 1, 1), datetime(2019, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds hypothesis asks for
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("UTC", "Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")]
)


def test_weekends_and_holidays_are_not_worked() -> None:
    assert CHRISTMAS.shift(date(2017, 12, 22), 1) == date(2017, 12, 27)
    assert CHRISTMAS.shift(date(2018, 1, 2), -1) == date(2017, 12, 29)
    assert CHRISTMAS.on_or_before(date(2017, 12, 26)) == date(2017, 12, 22)
    assert CHRISTMAS.on_or_after(date(2017, 12, 23)) == date(2017, 12, 27)
    assert not CHRISTMAS.is_working(date(2017, 12, 25))


def test_no_working_day_later_is_the_day_itself_even_on_a_sunday() -> None:
    assert CHRISTMAS.shift(date(2017, 12, 24), 0) == date(2017, 12, 24)


def test_working_days_between_leave_out_the_first_and_count_the_last() -> None:
    assert CHRISTMAS.between(date(2017, 12, 22), date(2017, 12, 28)) == 2
    assert CHRISTMAS.between(date(2017, 12, 28), date(2017, 12, 22)) == -2
    assert CHRISTMAS.between(date(2017, 12, 22), date(2017, 12, 22)) == 0


def test_a_calendar_without_working_days_is_refused_instead_of_searched_for_ever() -> None:
    with pytest.raises(ValueError, match="needs a working day"):
        Workdays(weekend=frozenset(range(7)))

    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    with pytest.raises(ValueError, match="no working day in a year"):
        Workdays(holidays=Always()).shift(date(2017, 1, 1), 1)


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_shifting_counts_the_working_days_between(calendar: Workdays, day: date, n: int) -> None:
    later = calendar.shift(day, n)
    assert calendar.is_working(later)
    assert calendar.between(day, later) == n
    earlier = calendar.shift(day, -n)
    assert calendar.is_working(earlier)
    assert calendar.shift(earlier, n) == calendar.on_or_after(day)


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_working_days_add_up(calendar: Workdays, one: date, two: date, three: date) -> None:
    assert calendar.between(one, two) + calendar.between(two, three) == calendar.between(one, three)


@given(CALENDARS, DAYS)
def test_the_nearest_working_day_is_the_day_itself_when_it_is_worked(calendar: Workdays, day: date) -> None:
    before, after = calendar.on_or_before(day), calendar.on_or_after(day)
    assert before <= day <= after
    assert (before == day == after) is calendar.is_working(day)


def test_opening_comes_before_closing() -> None:
    for closes in (time(8, 0), time(9, 0)):
        with pytest.raises(ValueError, match="opening comes before closing"):
            Hours(time(9, 0), closes)


def test_a_local_time_is_an_instant() -> None:
    assert at(date(2017, 10, 10), time(17, 0), LONDON) == datetime(2017, 10, 10, 16, 0, tzinfo=UTC)
    assert at(date(2017, 12, 12), time(17, 0), LONDON) == datetime(2017, 12, 12, 17, 0, tzinfo=UTC)


def test_a_time_that_a_clock_change_skips_is_the_first_that_exists() -> None:
    change = datetime(2017, 3, 26, 1, 0, tzinfo=UTC)
    for minute in (0, 30, 59):
        assert at(date(2017, 3, 26), time(1, minute), LONDON) == change
    assert at(date(2017, 3, 26), time(2, 0), LONDON) == change
    assert at(date(2017, 3, 26), time(0, 59), LONDON) == change - timedelta(minutes=1)


def test_a_time_that_a_clock_change_repeats_is_the_first_of_the_two() -> None:
    assert at(date(2017, 10, 29), time(1, 30), LONDON) == datetime(2017, 10, 29, 0, 30, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_begins_with_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert at(date(2011, 12, 30), time(9, 0), apia) == datetime(2011, 12, 30, 10, 0, tzinfo=UTC)


@given(DAYS, st.times(), ZONES)
def test_the_clock_shows_what_was_asked_for_or_the_first_time_after_it(day: date, wall: time, zone: ZoneInfo) -> None:
    found = at(day, wall, zone)
    shown = found.astimezone(zone).replace(tzinfo=None)
    assert found.tzinfo is UTC
    assert timedelta(0) <= shown - datetime.combine(day, wall) <= timedelta(hours=1)


def test_it_is_open_now_or_opens_next() -> None:
    def opens(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
        now = datetime(2017, 12, day, hour, minute, second, tzinfo=UTC)
        return next_open(now, LONDON, CHRISTMAS, Hours())

    assert opens(21, 8, 59) == datetime(2017, 12, 21, 9, 0, tzinfo=UTC)
    assert opens(21, 12, 30) == datetime(2017, 12, 21, 12, 30, tzinfo=UTC)
    assert opens(21, 17, 29) == datetime(2017, 12, 21, 17, 29, tzinfo=UTC)
    assert opens(21, 17, 29, 1) == datetime(2017, 12, 22, 9, 0, tzinfo=UTC), "too close to closing"
    assert opens(22, 18) == datetime(2017, 12, 27, 9, 0, tzinfo=UTC)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        next_open(datetime(2017, 12, 21, 9, 0), LONDON, CHRISTMAS, Hours())  # noqa: DTZ001 - what is refused


@given(INSTANTS, ZONES, CALENDARS)
def test_the_next_opening_is_a_working_day_within_hours_and_never_in_the_past(
    now: datetime, zone: ZoneInfo, calendar: Workdays
) -> None:
    hours = Hours()
    found = next_open(now, zone, calendar, hours)
    local = found.astimezone(zone)
    assert found >= now
    assert calendar.is_working(local.date())
    assert hours.opens <= local.time() < hours.closes
    assert next_open(found, zone, calendar, hours) == found
