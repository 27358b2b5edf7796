"""When a routine comes round again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cadence import Every, OnDates

FIRST = date(2017, 10, 18)


def test_a_routine_comes_round_every_so_many_weeks() -> None:
    fortnightly = Every(2, FIRST)
    assert fortnightly.next_after(date(2017, 1, 1)) == FIRST
    assert fortnightly.next_after(FIRST - timedelta(days=1)) == FIRST
    assert fortnightly.next_after(FIRST) == date(2017, 11, 1)
    assert fortnightly.next_after(date(2017, 10, 31)) == date(2017, 11, 1)


def test_a_routine_on_dates_ends_with_them() -> None:
    dates = OnDates((date(2017, 12, 13), FIRST))
    assert dates.next_after(date(2017, 1, 1)) == FIRST
    assert dates.next_after(FIRST) == date(2017, 12, 13)
    assert dates.next_after(date(2017, 12, 13)) is None


def test_a_routine_needs_a_week() -> None:
    with pytest.raises(ValueError, match="a week at the earliest"):
        Every(0, FIRST)


@given(st.integers(1, 26), st.dates(date(2017, 1, 1), date(2030, 1, 1)))
def test_the_next_time_is_later_and_no_more_than_one_turn_away(weeks: int, day: date) -> None:
    found = Every(weeks, FIRST).next_after(day)
    assert found > day
    assert found == FIRST or found - day <= timedelta(weeks=weeks)
    assert (found - FIRST) % timedelta(weeks=weeks) == timedelta(0)
