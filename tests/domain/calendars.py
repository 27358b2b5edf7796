"""Calendars and periods of every kind, for tests of what holds for all of them."""

from datetime import date
from typing import Final

from hypothesis import strategies as st

from domain.period import Frequency, Period
from domain.period_calendar import Calendar, YearStart

YEAR_STARTS: Final = st.builds(YearStart, st.integers(1, 12), st.one_of(st.just(1), st.integers(1, 28)))
CALENDARS: Final = st.sampled_from(Frequency).flatmap(
    lambda one: st.builds(Calendar, st.just(one), YEAR_STARTS) if one.own_year else st.just(Calendar(one))
)
PERIODS: Final = st.builds(Period.containing, CALENDARS, st.dates(date(1950, 1, 1), date(2150, 1, 1)))
