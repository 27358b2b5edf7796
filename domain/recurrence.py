"""When something comes round again: a closed set of rules, each a pattern of days.

Four name days of the calendar (Every, EveryMonths, NthWeekday, OnDates), two count working days (NthWorkingDay,
Beside), and two change the days of another rule (Without, OnWorkingDays). They can be put together. No rule names a
day after 2199.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, takewhile
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from domain.clock_change import at
from domain.errors import Refused
from domain.period import Frequency, Period
from domain.period_calendar import YEARS
from domain.workdays import Workdays

Moment = TypeVar("Moment", bound=date)  # a day or an instant

FIRST: Final = date(YEARS[0], 1, 1)
LAST: Final = date(YEARS[-1], 12, 31)
MOST_WORKING_DAYS: Final = 31  # of a month in which every day is worked
MOST_BETWEEN: Final = 520  # weeks or months from one to the next
MOST_WEEKDAYS: Final = 5  # of one name in a month


@dataclass(frozen=True)
class Every:
    """Every so many weeks, counted from a first day."""

    weeks: int
    first: date

    def __post_init__(self) -> None:
        _at_least_one(self.weeks, "weeks")

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        step = timedelta(weeks=self.weeks)
        gone = max(0, (after - self.first) // step + 1)
        return _until_last(self.first + step * n for n in count(gone))


@dataclass(frozen=True)
class EveryMonths:
    """Every so many months, on the day of the month of the first; a month too short for it on its last day."""

    months: int
    first: date

    def __post_init__(self) -> None:
        _at_least_one(self.months, "months")

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        for month in _months(self.first, self.months, after):
            day = min(month.end, month.start + timedelta(days=self.first.day - 1))
            if day > after:
                yield day


@dataclass(frozen=True)
class NthWeekday:
    """The n-th Monday (0) to Sunday (6) of every so many months from a first day, or the last (-1), last but one ...

    A month without a fifth one has none.
    """

    nth: int
    weekday: int
    first: date
    months: int = 1

    def __post_init__(self) -> None:
        _at_least_one(self.months, "months")
        _nth(self.nth, MOST_WEEKDAYS, "weekday")
        if self.weekday not in range(7):
            problem = f"There is no weekday {str(self.weekday)[:9]}."
            raise Refused("weekday", problem, "Give 0 for Monday to 6 for Sunday.")

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        for month in _months(self.first, self.months, after):
            chosen = [day for day in _days_of(month) if day.weekday() == self.weekday]
            yield from _pick(chosen, self.nth, after, self.first)


@dataclass(frozen=True)
class NthWorkingDay:
    """The n-th working day of every so many months from a first day, or the last (-1), last but one (-2) ...

    A month with fewer has none.
    """

    nth: int
    first: date
    months: int = 1

    def __post_init__(self) -> None:
        _at_least_one(self.months, "months")
        _nth(self.nth, MOST_WORKING_DAYS, "working day")

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        for month in _months(self.first, self.months, after):
            chosen = [day for day in _days_of(month) if workdays.is_working(day)]
            yield from _pick(chosen, self.nth, after, self.first)


@dataclass(frozen=True)
class OnDates:
    """On the dates of a list."""

    dates: tuple[date, ...]

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        return iter(sorted({day for day in self.dates if day > after}))


@dataclass(frozen=True)
class Beside:
    """So many working days after another event, before it when negative; two events may share the day."""

    event: "Rule"
    working_days: int

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        since = after
        if self.working_days > 0:  # counted back from the last day worked, so that no event is passed over
            since = workdays.shift(workdays.on_or_before(after), -self.working_days)
        shifted = (workdays.shift(day, self.working_days) for day in self.event.days(since, workdays))
        return _once(day for day in shifted if day > after)


@dataclass(frozen=True)
class Without:
    """Another rule's days but for those in blocked weeks, which are left out: a recess, an election."""

    rule: "Rule"
    weeks: frozenset[Period]

    def __post_init__(self) -> None:
        for period in self.weeks:
            if period.frequency is not Frequency.WEEK:
                raise Refused("weeks", f"{period.short} is not a week.", "Write it like “w/c 4 Sep 2017”.")

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        return (day for day in self.rule.days(after, workdays) if _week(day) not in self.weeks)


class Closed(StrEnum):
    """What becomes of a day that nobody works on."""

    EARLIER = "earlier"
    LATER = "later"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class OnWorkingDays:
    """Another rule's days; one that nobody works on moves to the nearest working day before or after it, or goes."""

    rule: "Rule"
    closed: Closed

    def days(self, after: date, workdays: Workdays) -> Iterator[date]:
        if self.closed is Closed.LEFT_OUT:
            return (day for day in self.rule.days(after, workdays) if workdays.is_working(day))
        # One that falls on a closed day up to `after` may still come later than it.
        since = workdays.on_or_before(after) if self.closed is Closed.LATER else after
        move = workdays.on_or_after if self.closed is Closed.LATER else workdays.on_or_before
        return _once(day for day in map(move, self.rule.days(since, workdays)) if day > after)


Rule = Every | EveryMonths | NthWeekday | NthWorkingDay | OnDates | Beside | Without | OnWorkingDays
"""`days(after, workdays)` are the days later than `after`, each once, the earliest first; perhaps without end."""


def next_after(rule: Rule, day: date, workdays: Workdays) -> date | None:
    """The first day of the rule that is later than `day`; None when there is none."""
    return next(iter(rule.days(day, workdays)), None)


def between(rule: Rule, first: date, last: date, workdays: Workdays) -> tuple[date, ...]:
    """The days of the rule from `first` up to and with `last`."""
    days = rule.days(_back(first, 1), workdays)
    return tuple(takewhile(lambda day: day <= last, days))


def instants(rule: Rule, wall: time, zone: ZoneInfo, after: datetime, workdays: Workdays) -> Iterator[datetime]:
    """The UTC instants later than `after` at which clocks in `zone` show `wall` on the days of the rule, each once.

    A time that a clock change skips is the first that exists, and one that comes twice is the first of the two.
    Raises Refused for an instant without a zone.
    """
    if after.tzinfo is None:
        raise Refused("after", f"{after} has no time zone.", "Give an instant.")
    since = _back(after.date(), 3)  # a zone may be a day behind, and leave out a whole one
    found = (at(day, wall, zone) for day in rule.days(since, workdays))
    return _once(instant for instant in found if instant > after)


def _once(ordered: Iterator[Moment]) -> Iterator[Moment]:
    """Of neighbours that are the same the first."""
    before: Moment | None = None
    for one in ordered:
        if one != before:
            yield one
        before = one


def _until_last(days: Iterator[date]) -> Iterator[date]:
    try:
        yield from takewhile(lambda day: day <= LAST, days)
    except OverflowError:  # past the last date there is
        return


def _months(first: date, step: int, after: date) -> Iterator[Period]:
    """Every so many months from the one of `first`, beginning with the one that `after` lies in, or the next."""
    last = _month(LAST)
    start, now = _month(first), _month(max(after, first))
    gone = start.distance(now) // step
    for n in count(gone):
        month = start.next(n * step)
        yield month
        if month.distance(last) < step:
            return


def _month(day: date) -> Period:
    return Period.containing(Frequency.MONTH, min(max(day, FIRST), LAST))


def _days_of(month: Period) -> list[date]:
    return [month.start + timedelta(days=n) for n in range((month.end - month.start).days + 1)]


def _pick(days: list[date], nth: int, after: date, first: date) -> Iterator[date]:
    """The n-th of a month's days, counted from 1 or from the end, if there is one and it counts already."""
    if abs(nth) <= len(days):
        day = days[nth - 1 if nth > 0 else nth]
        if day > after and day >= first:
            yield day


def _back(day: date, days: int) -> date:
    return day - min(timedelta(days=days), day - date.min)


def _week(day: date) -> Period:
    return Period.containing(Frequency.WEEK, day)


def _at_least_one(given: int, unit: str) -> None:
    if not 1 <= given <= MOST_BETWEEN:
        raise Refused(unit, f"Nothing comes round every {str(given)[:9]} {unit}.", f"Give 1 to {MOST_BETWEEN}.")


def _nth(nth: int, most: int, what: str) -> None:
    if not 1 <= abs(nth) <= most:
        mend = f"Give 1 to {most}, or -1 to -{most} to count from the end."
        raise Refused("nth", f"No month has a {what} number {str(nth)[:9]}.", mend)
