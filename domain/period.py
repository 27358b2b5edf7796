"""Reporting periods: a week, a month or a quarter, as officials write them. Never a bare date."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering
from typing import Final

from domain.errors import Refused
from domain.workdays import Workdays

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
YEARS: Final = range(1900, 2200)  # any other is a slip of the hand
_MEND: Final = "Write it like “Sep 2017”, “Q3 2017” or “w/c 4 Sep 2017”."
_KEYS: Final = re.compile(r"(\d{4})-(?:(\d{1,2})|[Qq]([1-4])|[Ww](\d{1,2}))")
_MONTH: Final = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{4})")
_QUARTER: Final = re.compile(r"[Qq]([1-4])\s+(\d{4})")
_WEEK: Final = re.compile(r"(?:w/c|week of)\s+(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)


class Frequency(StrEnum):
    """How often an indicator has a value."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@total_ordering
@dataclass(frozen=True)
class Period:
    """One interval of a calendar, named by its first day. Ordered by time within one frequency."""

    frequency: Frequency
    start: date

    def __post_init__(self) -> None:
        if self.start != _start(self.frequency, self.start):
            raise ValueError(f"no {self.frequency} starts on {self.start}")

    def __lt__(self, other: "Period") -> bool:
        return (self.start, self.end) < (other.start, other.end)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next().start - timedelta(days=1)

    @property
    def key(self) -> str:
        """ "2017-09", "2017-Q3" or "2017-W36": sorts, and names it in the records."""
        if self.frequency is Frequency.WEEK:
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02}"
        if self.frequency is Frequency.QUARTER:
            return f"{self.start.year}-Q{_quarter(self.start)}"
        return f"{self.start:%Y-%m}"

    @property
    def short(self) -> str:
        """ "Sep 2017", "Q3 2017", "w/c 4 Sep 2017"."""
        if self.frequency is Frequency.WEEK:
            return f"w/c {self.start.day} {MONTHS[self.start.month - 1][:3]} {self.start.year}"
        if self.frequency is Frequency.QUARTER:
            return f"Q{_quarter(self.start)} {self.start.year}"
        return f"{MONTHS[self.start.month - 1][:3]} {self.start.year}"

    @property
    def long(self) -> str:
        """ "September 2017", "Q3 2017", "week of 4 Sep 2017"."""
        if self.frequency is Frequency.MONTH:
            return f"{MONTHS[self.start.month - 1]} {self.start.year}"
        return self.short.replace("w/c", "week of")

    def next(self, n: int = 1) -> "Period":
        """The period n later, or earlier when n is negative."""
        if self.frequency is Frequency.WEEK:
            return Period(self.frequency, self.start + timedelta(weeks=n))
        months = n * (3 if self.frequency is Frequency.QUARTER else 1)
        index = self.start.year * 12 + self.start.month - 1 + months
        return Period(self.frequency, date(index // 12, index % 12 + 1, 1))

    def distance(self, other: "Period") -> int:
        """How many periods from this one to `other`; negative when `other` is earlier."""
        if other.frequency is not self.frequency:
            raise ValueError("periods of two calendars have no distance")
        if self.frequency is Frequency.WEEK:
            return (other.start - self.start).days // 7
        months = (other.start.year - self.start.year) * 12 + other.start.month - self.start.month
        return months // (3 if self.frequency is Frequency.QUARTER else 1)

    def year_before(self) -> "Period":
        """The same time of the year before; for a week the one 52 weeks ago."""
        return self.next({Frequency.WEEK: -52, Frequency.MONTH: -12, Frequency.QUARTER: -4}[self.frequency])

    @classmethod
    def containing(cls, frequency: Frequency, day: date) -> "Period":
        """The period in which a day lies."""
        return cls(frequency, _start(frequency, day))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that a text names, in any form printed here. Raises Refused."""
        try:
            found = _parse(text.strip())
        except ValueError:
            found = None
        if found is None or found.start.year not in YEARS:
            raise Refused("period", f"“{text.strip()[:40]}” is not a period.", _MEND)
        return found


@dataclass(frozen=True)
class Lag:
    """How long after a period's end its value is published: in working days, or in calendar days."""

    days: int
    working: bool = True

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("a value is not published before its period ends")

    def due(self, period: Period, workdays: Workdays) -> date:
        """The day on which the value of `period` is there."""
        if self.working:
            return workdays.shift(period.end, self.days)
        return period.end + timedelta(days=self.days)


def latest_due(frequency: Frequency, lag: Lag, by: date, workdays: Workdays) -> Period:
    """The latest period whose end + publication lag falls by a day (DOMAIN 6)."""
    period = Period.containing(frequency, by)
    while lag.due(period, workdays) > by:
        period = period.next(-1)
    return period


def _quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


def _start(frequency: Frequency, day: date) -> date:
    if frequency is Frequency.WEEK:
        return day - timedelta(days=day.weekday())
    if frequency is Frequency.QUARTER:
        return date(day.year, 3 * _quarter(day) - 2, 1)
    return day.replace(day=1)


def _parse(text: str) -> Period | None:
    if key := _KEYS.fullmatch(text):
        year = int(key[1])
        if key[2]:
            return Period(Frequency.MONTH, date(year, int(key[2]), 1))
        if key[3]:
            return Period(Frequency.QUARTER, date(year, 3 * int(key[3]) - 2, 1))
        return Period(Frequency.WEEK, date.fromisocalendar(year, int(key[4]), 1))
    if quarter := _QUARTER.fullmatch(text):
        return Period(Frequency.QUARTER, date(int(quarter[2]), 3 * int(quarter[1]) - 2, 1))
    if month := _MONTH.fullmatch(text):
        return Period(Frequency.MONTH, date(int(month[2]), _month(month[1]), 1))
    if week := _WEEK.fullmatch(text):
        return Period(Frequency.WEEK, date(int(week[3]), _month(week[2]), int(week[1])))
    return None


def _month(name: str) -> int:
    """1 to 12. Raises ValueError."""
    short = [month[:3].lower() for month in MONTHS]
    number = short.index(name[:3].lower())
    if not MONTHS[number].lower().startswith(name.lower()):
        raise ValueError(name)
    return number + 1
