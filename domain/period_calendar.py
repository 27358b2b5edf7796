"""Calendars of reporting periods: how the days are cut into weeks, months, quarters, four-week periods and years.

A calendar numbers its periods one after another. From a day to the number of its period, and from a number to its
first day: next, previous, distance and last day of a period all follow from these two.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import Final

from domain.errors import Refused

YEARS: Final = range(1900, 2200)  # any other is a slip of the hand
MONDAY: Final = date(1900, 1, 1)  # the first day of week 0
FOUR_WEEKS: Final = timedelta(days=28)
SATURDAY: Final = 5
SHORTEST_OPENING: Final = 26  # days of the first four-week period of a year, which has 26 to 32


class Frequency(StrEnum):
    """How often an indicator has a value."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    FISCAL_QUARTER = "fiscal quarter"
    FOUR_WEEK = "four-week"
    SCHOOL_YEAR = "school year"
    YEAR = "year"

    @property
    def per_year(self) -> int:
        """Periods in a year; 52 weeks, though some years have one more."""
        return {Frequency.WEEK: 52, Frequency.FOUR_WEEK: 13}.get(self) or 12 // self.months

    @property
    def months(self) -> int:
        """Whole months in a period; 0 for weeks, which no month is made of."""
        return _MONTHS.get(self, 0)

    @property
    def noun(self) -> str:
        """What one is called in a sentence: "+0.89 a quarter", "the period before"."""
        return {Frequency.FISCAL_QUARTER: "quarter", Frequency.FOUR_WEEK: "period"}.get(self, self.value)

    @property
    def own_year(self) -> bool:
        """Whether its years may begin on another day than 1 January."""
        return self not in (Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER)


_MONTHS: Final = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.FISCAL_QUARTER: 3,
    Frequency.SCHOOL_YEAR: 12,
    Frequency.YEAR: 12,
}


@dataclass(frozen=True)
class YearStart:
    """The day on which the years of a calendar begin. The 29th and later do not come every month."""

    month: int = 1
    day: int = 1

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= 28):
            raise Refused("year_start", f"No year starts on {self.day}.{self.month}.", "Give a month and a day to 28.")

    def of(self, year: int) -> date:
        """The first day of the year that begins in a calendar year. Raises Refused for one that no date can name."""
        if not MINYEAR <= year <= MAXYEAR:
            raise Refused("period", f"Periods lie between {YEARS[0]} and {YEARS[-1]}.", "Correct the year.")
        return date(year, self.month, self.day)

    def year(self, day: date) -> int:
        """The calendar year in which the year of `day` began."""
        return day.year - ((day.month, day.day) < (self.month, self.day))


JANUARY: Final = YearStart()
APRIL: Final = YearStart(4)
SEPTEMBER: Final = YearStart(9)
USUAL: Final = {Frequency.FISCAL_QUARTER: APRIL, Frequency.FOUR_WEEK: APRIL, Frequency.SCHOOL_YEAR: SEPTEMBER}
"""Where years begin unless it is said otherwise: as in the United Kingdom; on 1 January for the others."""


@dataclass(frozen=True)
class Calendar:
    """One way to cut time: a frequency, and the day on which its years begin.

    Weeks are those of ISO 8601. Four-week periods are those of Britain's railways: thirteen a year, each up to a
    Saturday, but for the last, which ends with the year; the first has 26 to 32 days and the last what is left.
    Raises Refused for a week, month or quarter whose years begin in some other month than January.
    """

    frequency: Frequency
    opens: YearStart = JANUARY

    def __post_init__(self) -> None:
        if self.opens != JANUARY and not self.frequency.own_year:
            mend = "Choose the fiscal quarter, or leave out where the year starts."
            raise Refused("year_start", f"A {self.frequency} belongs to the calendar year.", mend)

    @classmethod
    def usual(cls, frequency: Frequency) -> "Calendar":
        """The one that is meant where nothing is said of the start of the year."""
        return cls(frequency, USUAL.get(frequency, JANUARY))

    def number(self, day: date) -> int:
        """The number of the period in which a day lies. Raises Refused for some in the first year of all."""
        if self.frequency is Frequency.WEEK:
            return (day - MONDAY).days // 7
        if self.frequency is Frequency.FOUR_WEEK:
            return _four_week_number(self.opens, day)
        months = day.year * 12 + day.month - self.opens.month - (day.day < self.opens.day)
        return months // self.frequency.months

    def first_day(self, number: int) -> date:
        """The first day of the period with a number. Raises Refused outside the years from 1900 to 2199."""
        try:
            day = self._first_day(number)
        except (ValueError, OverflowError):
            day = date.min
        if day.year not in range(YEARS.start, YEARS.stop + 1):  # one more, for the day after the last
            raise Refused("period", f"Periods lie between {YEARS[0]} and {YEARS[-1]}.", "Correct the year.")
        return day

    def _first_day(self, number: int) -> date:
        if self.frequency is Frequency.WEEK:
            return MONDAY + timedelta(weeks=number)
        if self.frequency is Frequency.FOUR_WEEK:
            year, before = divmod(number, 13)
            return _second(self.opens, year) + (before - 1) * FOUR_WEEKS if before else self.opens.of(year)
        year, month = divmod(number * self.frequency.months + self.opens.month - 1, 12)
        return date(year, month + 1, self.opens.day)


def _second(opens: YearStart, year: int) -> date:
    """The first day of the second four-week period: the Sunday after the first has had 26 days or up to 6 more."""
    earliest = opens.of(year) + timedelta(days=SHORTEST_OPENING - 1)
    return earliest + timedelta(days=(SATURDAY - earliest.weekday()) % 7 + 1)


def _four_week_number(opens: YearStart, day: date) -> int:
    year = opens.year(day)
    since = day - _second(opens, year)
    return year * 13 + (min(since // FOUR_WEEKS + 1, 12) if since >= timedelta(0) else 0)
