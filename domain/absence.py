"""Absences: on which days somebody is away, and from when on they may be spoken to again."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.clock_change import at
from domain.errors import Refused
from domain.workdays import Workdays

DAY = timedelta(days=1)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Absence:
    """Both days included, as the unit's zone has them. `deputy` is asked for figures meanwhile; None: they wait."""

    person: str
    first: date
    last: date
    deputy: str | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "Absence") -> bool:
        return self.first <= other.last and other.first <= self.last

    def check(self, today: date) -> None:
        """Raises Refused for days that are no absence to come, and for somebody who stands in for themselves."""
        if self.last < self.first:
            problem = f"It ends on {_named(self.last)}, before it begins on {_named(self.first)}."
            raise Refused("last", problem, "Write the first day and then the last, each with its year if need be.")
        if self.last < today:
            raise Refused("last", f"It was over on {_named(self.last)}.", "Name a last day from today on.")
        if self.last - self.first >= LONGEST:
            problem = f"From {_named(self.first)} to {_named(self.last)} is over a year."
            raise Refused("last", problem, "Name at most a year, and the rest when it comes near.")
        if self.first - today >= LONGEST:
            raise Refused("first", f"{_named(self.first)} is over a year ahead.", "Say it when it comes near.")
        if self.deputy == self.person:
            raise Refused("deputy", "Nobody is their own deputy.", "Name somebody else, or nobody: then it waits.")


def on(absences: Iterable[Absence], day: date) -> Absence | None:
    """The absence of that day; one person's do not overlap."""
    return next((one for one in absences if one.covers(day)), None)


def until(absences: Iterable[Absence], day: date) -> date | None:
    """The last day of the absence of that day, several that touch being one; None on a day on which they are here."""
    last, found = None, on(absences, day)
    while found is not None:
        last = found.last
        found = on(absences, last + DAY)
    return last


def touching(absences: Iterable[Absence], day: date) -> tuple[Absence, ...]:
    """What is left from that day on of the absence of that day, else of the next one to come, earliest first."""
    to_come = sorted((one for one in absences if one.last >= day), key=lambda one: one.first)
    found = to_come[:1]
    for one in to_come[1:]:
        if one.first == found[-1].last + DAY:
            found.append(one)
    return tuple(found)


def here_from(
    now: datetime, absences: Iterable[Absence], zone: ZoneInfo, opening: Callable[[datetime], datetime]
) -> datetime:
    """The first instant from `now` on at which it is open and a day, in the unit's `zone`, on which they are here.

    `opening` gives the first open instant from another on.
    """
    found = opening(now)
    while (last := until(absences, found.astimezone(zone).date())) is not None:
        found = opening(at(last + DAY, time(0), zone))
    return found


def days_here(workdays: Workdays, absences: tuple[Absence, ...]) -> Workdays:
    """The working days on which somebody with these absences is here."""
    return replace(workdays, holidays=_Missed(workdays.holidays, absences)) if absences else workdays


@dataclass(frozen=True)
class _Missed:
    """Holidays, and the days of absences."""

    holidays: Container[date]
    absences: tuple[Absence, ...]

    def __contains__(self, day: object) -> bool:
        return day in self.holidays or (isinstance(day, date) and on(self.absences, day) is not None)


def _named(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
