"""Wall times as instants, on the days when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock_change import at
from domain.errors import Refused

MINUTE = timedelta(minutes=1)
CHANGES = [
    ("Europe/London", date(2017, 3, 26)),
    ("Europe/London", date(2017, 10, 29)),
    ("America/New_York", date(2018, 3, 11)),
    ("America/New_York", date(2018, 11, 4)),
    ("Asia/Kathmandu", date(1986, 1, 1)),
    ("Australia/Lord_Howe", date(2018, 4, 1)),
    ("Australia/Lord_Howe", date(2018, 10, 7)),
    ("Africa/Cairo", date(2023, 4, 28)),
    ("Africa/Cairo", date(2023, 10, 26)),
    ("Africa/Cairo", date(2023, 10, 27)),
]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("Europe/London", "2017-10-10 17:00", "2017-10-10 16:00"),
        ("Europe/London", "2017-12-12 17:00", "2017-12-12 17:00"),
        ("Asia/Kathmandu", "2017-10-10 17:00", "2017-10-10 11:15"),
        ("America/New_York", "2018-03-12 10:00", "2018-03-12 14:00"),
        ("America/New_York", "2018-03-09 10:00", "2018-03-09 15:00"),
        ("Africa/Cairo", "2023-05-01 09:00", "2023-05-01 06:00"),
        ("Africa/Cairo", "2023-04-27 09:00", "2023-04-27 07:00"),
    ],
)
def test_a_wall_time_is_an_instant_by_the_offset_of_its_day(zone: str, wall: str, expected: str) -> None:
    shown = datetime.fromisoformat(wall)
    assert at(shown.date(), shown.time(), ZoneInfo(zone)) == instant(expected)


@pytest.mark.parametrize(
    ("zone", "first_skipped", "last_skipped", "change"),
    [
        ("Europe/London", "2017-03-26 01:00", "2017-03-26 01:59", "2017-03-26 01:00"),
        ("America/New_York", "2018-03-11 02:00", "2018-03-11 02:59", "2018-03-11 07:00"),
        ("Australia/Lord_Howe", "2018-10-07 02:00", "2018-10-07 02:29", "2018-10-06 15:30"),
        ("Asia/Kathmandu", "1986-01-01 00:00", "1986-01-01 00:14", "1985-12-31 18:30"),
        ("Africa/Cairo", "2023-04-28 00:00", "2023-04-28 00:59", "2023-04-27 22:00"),
        ("Pacific/Apia", "2011-12-30 00:00", "2011-12-30 23:59", "2011-12-30 10:00"),
    ],
)
def test_a_time_that_a_clock_change_skips_is_the_first_that_exists(
    zone: str, first_skipped: str, last_skipped: str, change: str
) -> None:
    place, first, last = ZoneInfo(zone), datetime.fromisoformat(first_skipped), datetime.fromisoformat(last_skipped)
    for shown in (first, first + (last - first) // 2, last, last + MINUTE):
        assert at(shown.date(), shown.time(), place) == instant(change)
    before = first - MINUTE
    assert at(before.date(), before.time(), place) == instant(change) - MINUTE


@pytest.mark.parametrize(
    ("zone", "wall", "first"),
    [
        ("Europe/London", "2017-10-29 01:30", "2017-10-29 00:30"),
        ("America/New_York", "2018-11-04 01:30", "2018-11-04 05:30"),
        ("Australia/Lord_Howe", "2018-04-01 01:45", "2018-03-31 14:45"),
        ("Africa/Cairo", "2023-10-26 23:30", "2023-10-26 20:30"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(zone: str, wall: str, first: str) -> None:
    shown = datetime.fromisoformat(wall)
    for fold in (0, 1):
        assert at(shown.date(), shown.time().replace(fold=fold), ZoneInfo(zone)) == instant(first)


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_on_a_day_of_change_every_minute_is_the_first_at_which_the_clock_shows_it_or_later(
    zone: str, day: date
) -> None:
    """Held against the clock itself, read every minute from the evening before to the morning after."""
    place = ZoneInfo(zone)
    ticks = [datetime.combine(day, time(), UTC) + MINUTE * n for n in range(-20 * 60, 44 * 60)]
    shown = [tick.astimezone(place).replace(tzinfo=None) for tick in ticks]
    for minute in range(0, 24 * 60, 5):
        wanted = datetime.combine(day, time(minute // 60, minute % 60))
        reads = next((tick for tick, wall in zip(ticks, shown, strict=True) if wall == wanted), None)
        passes = next(tick for tick, old, new in zip(ticks[1:], shown, shown[1:], strict=True) if old < wanted <= new)
        assert at(day, wanted.time(), place) == (reads or passes)


@given(
    st.dates(date(2017, 1, 1), date(2024, 12, 31)),
    st.times(),
    st.sampled_from(sorted({zone for zone, _ in CHANGES} | {"UTC"})),
)
def test_the_clock_shows_what_was_asked_for_or_the_first_time_after_it(day: date, wall: time, zone: str) -> None:
    found = at(day, wall, ZoneInfo(zone))
    shown = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert found.tzinfo is UTC
    assert timedelta(0) <= shown - datetime.combine(day, wall) <= timedelta(hours=1)


def test_a_day_beyond_all_clocks_is_refused() -> None:
    for day, wall, zone in ((date.max, time(23), "America/New_York"), (date.min, time(0), "Asia/Kathmandu")):
        with pytest.raises(Refused, match="beyond what a clock can show"):
            at(day, wall, ZoneInfo(zone))
