"""Reporting periods: a week, a month, a quarter, a four-week period or a year. Never a bare date."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, total_ordering
from typing import Final

from domain import period_reading, period_words
from domain.errors import Refused
from domain.period_calendar import JANUARY, YEARS, Calendar, YearStart
from domain.period_calendar import Frequency as Frequency
from domain.period_words import MONTHS as MONTHS
from domain.workdays import Workdays

LONGEST_LAG: Final = 2000  # days; official statistics are out within five years


@total_ordering
@dataclass(frozen=True)
class Period:
    """One interval of a calendar, named by its first day. Ordered by time.

    `opens` is the day on which the calendar's years begin. It never changes, so its end and its number are worked out
    once. Raises Refused where no period starts on `start`.
    """

    frequency: Frequency
    start: date
    opens: YearStart = JANUARY

    def __post_init__(self) -> None:
        calendar = self.calendar
        first = calendar.first_day(calendar.number(self.start))
        if self.start != first or first.year not in YEARS:
            problem = f"No {self.frequency} starts on {self.start}."
            raise Refused("period", problem, f"It is named by its first day, {first}, from {YEARS[0]} to {YEARS[-1]}.")

    def __lt__(self, other: "Period") -> bool:
        if self.start != other.start:  # nearly always, and an end takes a while to work out
            return self.start < other.start
        return self.end < other.end

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.frequency, self.opens)

    @cached_property
    def number(self) -> int:
        """Its number in its calendar; the next period has the next number."""
        return self.calendar.number(self.start)

    @property
    def part(self) -> int:
        """Its place in its year, from 0; the 53rd week that some years have counts as the 52nd."""
        if self.frequency is Frequency.WEEK:
            return min(self.start.isocalendar().week, self.frequency.per_year) - 1
        return self.number % self.frequency.per_year

    @cached_property
    def end(self) -> date:
        """Its last day."""
        return self.calendar.first_day(self.number + 1) - timedelta(days=1)

    @property
    def key(self) -> str:
        """ "2017-09", "2017-Q3", "2017-W36", "2017-Y04-Q2": sorts, and names it in the records."""
        return period_words.key(self.calendar, self.number)

    @property
    def short(self) -> str:
        """ "Sep 2017", "Q3 2017", "w/c 4 Sep 2017", "Q2 2017/18", "P6 2021/22", "2017/18"."""
        return period_words.short(self.calendar, self.number)

    @property
    def long(self) -> str:
        """ "September 2017", "Q3 2017", "week of 4 Sep 2017", "period 6 of 2021/22"."""
        return period_words.long(self.calendar, self.number)

    def next(self, n: int = 1) -> "Period":
        """The period n later, or earlier when n is negative."""
        return Period.numbered(self.calendar, self.number + n)

    def distance(self, other: "Period") -> int:
        """How many periods from this one to `other`; negative when `other` is earlier. Raises Refused."""
        if other.calendar != self.calendar:
            problem = f"{self.short} and {other.short} are periods of two calendars."
            raise Refused("period", problem, "Give both in the calendar of the indicator.")
        return other.number - self.number

    def year_before(self) -> "Period":
        """The same time of the year before; for a week the one 52 weeks ago."""
        return self.next(-self.frequency.per_year)

    @classmethod
    def numbered(cls, calendar: Calendar, number: int) -> "Period":
        """The period with a number in a calendar. Raises Refused outside the years that periods lie in."""
        return _numbered(calendar, number)

    @classmethod
    def containing(cls, calendar: Calendar | Frequency, day: date) -> "Period":
        """The period in which a day lies; a frequency stands for its usual calendar. Raises Refused."""
        of = calendar if isinstance(calendar, Calendar) else Calendar.usual(calendar)
        return cls.numbered(of, of.number(day))

    @classmethod
    def parse(cls, text: str, calendar: Calendar | None = None) -> "Period":
        """The period that a text names, in any form printed here. Raises Refused.

        `calendar` says which is meant where the text could be of several, like "Q2 2017/18"; the usual one otherwise.
        """
        return _numbered(*_read(text, calendar))


_read: Final = lru_cache(maxsize=4096)(period_reading.read)


@lru_cache(maxsize=4096)
def _numbered(calendar: Calendar, number: int) -> Period:
    """Each made once: figures name the same periods again and again, and what one worked out it keeps."""
    return Period(calendar.frequency, calendar.first_day(number), calendar.opens)


@dataclass(frozen=True)
class Lag:
    """How long after a period's end its value is published: in working days, or in calendar days. Raises Refused."""

    days: int
    working: bool = True

    def __post_init__(self) -> None:
        if self.days < 0:
            raise Refused("lag", "A value is not published before its period ends.", "Give 0 days or more.")
        if self.days > LONGEST_LAG:
            problem = "A value that comes so many days late is no news."
            raise Refused("lag", problem, f"Give {LONGEST_LAG:,} days at most.")

    def due(self, period: Period, workdays: Workdays) -> date:
        """The day on which the value of `period` is there."""
        if self.working:
            return workdays.shift(period.end, self.days)
        return period.end + timedelta(days=self.days)


def latest_due(calendar: Calendar | Frequency, lag: Lag, by: date, workdays: Workdays) -> Period:
    """The latest period whose end + publication lag falls by a day (DOMAIN 6)."""
    period = Period.containing(calendar, by)
    while lag.due(period, workdays) > by:
        period = period.next(-1)
    return period
