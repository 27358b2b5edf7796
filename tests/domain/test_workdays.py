"""Working days and opening hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.workdays import Hours, Workdays, next_open

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
    for weekend in (range(7), (7,), (-1,)):
        with pytest.raises(Refused, match="needs a working one"):
            Workdays(weekend=frozenset(weekend))

    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    for day in (date(2017, 1, 1), date.max - timedelta(days=3)):
        with pytest.raises(Refused, match="no working day within a year"):
            Workdays(holidays=Always()).shift(day, 1)


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
        with pytest.raises(Refused, match="Opening comes before closing"):
            Hours(time(9, 0), closes)


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
    with pytest.raises(Refused, match="has no time zone"):
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
