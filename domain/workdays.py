"""Working days and opening hours, over a set of holidays that is handed in."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.clock_change import at as at
from domain.errors import Refused

DAY = timedelta(days=1)
WEEK = frozenset(range(7))
LONGEST_CLOSURE = 366  # days; a calendar without a working day in a year is a mistake
FURTHEST = 10_000  # working days that are counted one by one
GUARD = timedelta(seconds=60)  # nothing is started so shortly before closing


@dataclass(frozen=True)
class Workdays:
    """Which days are worked: neither on the weekend (weekday numbers, Monday 0) nor a holiday.

    Raises Refused for a week without a working day, and wherever a year passes without one.
    """

    holidays: Container[date] = field(default_factory=frozenset)
    weekend: frozenset[int] = frozenset({5, 6})

    def __post_init__(self) -> None:
        if len(self.weekend) > 6 or not self.weekend <= WEEK:
            raise Refused("weekend", "A week has seven days and needs a working one.", "Name up to six, Monday 0.")

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after `day`, before it when n is negative; the day itself for 0.

        Raises Refused, also for a day more than some forty years of working days away.
        """
        if abs(n) > FURTHEST:
            problem = f"It lies too many working days from {day}."
            raise Refused("working_days", problem, f"Give {FURTHEST:,} at most.")
        step = DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day = self._next(_moved(day, step), step)
        return day

    def on_or_before(self, day: date) -> date:
        return self._next(day, -DAY)

    def on_or_after(self, day: date) -> date:
        return self._next(day, DAY)

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative when `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working(first + DAY * n) for n in range(1, (last - first).days + 1))

    def _next(self, day: date, step: timedelta) -> date:
        try:
            for _ in range(LONGEST_CLOSURE):
                if self.is_working(day):
                    return day
                day += step
        except OverflowError:  # past the last date there is
            pass
        raise Refused("calendar", f"There is no working day within a year of {day}.", "Correct the list of holidays.")


def _moved(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        raise Refused("date", f"There is no day beyond {day}.", "Correct the year.") from None


@dataclass(frozen=True)
class Hours:
    """When people may be spoken to, on the wall clock."""

    opens: time = time(9, 0)
    closes: time = time(17, 30)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise Refused("hours", "Opening comes before closing.", "Exchange the two times.")


def next_open(now: datetime, zone: ZoneInfo, workdays: Workdays, hours: Hours, guard: timedelta = GUARD) -> datetime:
    """`now` if it is open in `zone` and at least `guard` before closing, else the next opening. UTC.

    Raises Refused for an instant without a zone.
    """
    if now.tzinfo is None:
        raise Refused("now", f"{now} has no time zone.", "Give an instant.")
    day = now.astimezone(zone).date()
    if workdays.is_working(day):
        opening, closing = at(day, hours.opens, zone), at(day, hours.closes, zone)
        if now < opening:
            return opening
        if now <= closing - guard:
            return now.astimezone(UTC)
    return at(workdays.on_or_after(_moved(day, DAY)), hours.opens, zone)
