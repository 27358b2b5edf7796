"""Working days and opening hours, over a set of holidays that is handed in."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LONGEST_CLOSURE = 366  # days; a calendar without a working day in a year is a mistake
GUARD = timedelta(seconds=60)  # nothing is started so shortly before closing (DESIGN 2)


@dataclass(frozen=True)
class Workdays:
    """Which days are worked: neither on the weekend (weekday numbers, Monday 0) nor a holiday."""

    holidays: Container[date] = field(default_factory=frozenset)
    weekend: frozenset[int] = frozenset({5, 6})

    def __post_init__(self) -> None:
        if len(self.weekend) > 6:
            raise ValueError("a week needs a working day")

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after `day`, before it when n is negative; the day itself for 0."""
        step = DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day = self._next(day + step, step)
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
        for _ in range(LONGEST_CLOSURE):
            if self.is_working(day):
                return day
            day += step
        raise ValueError("no working day in a year")


@dataclass(frozen=True)
class Hours:
    """When people may be spoken to, on the wall clock."""

    opens: time = time(9, 0)
    closes: time = time(17, 30)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("opening comes before closing")


def at(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in `zone` show `wall` on `day`.

    A time that a clock change skips moves to the first that exists; one that happens twice is the first.
    """
    first = datetime.combine(day, wall, zone).replace(fold=0)
    back = first.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) == first.replace(tzinfo=None):
        return first.astimezone(UTC)
    return _first_after_gap(first, zone)


def _first_after_gap(skipped: datetime, zone: ZoneInfo) -> datetime:
    """The instant of the clock change itself: the offsets before and after bracket it."""
    before, after = skipped.replace(fold=0).utcoffset(), skipped.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    naive = skipped.replace(tzinfo=None)
    low, high = naive - max(before, after), naive - min(before, after)
    low, high = low.replace(tzinfo=UTC), high.replace(tzinfo=UTC)
    old = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def next_open(now: datetime, zone: ZoneInfo, workdays: Workdays, hours: Hours, guard: timedelta = GUARD) -> datetime:
    """`now` if it is open in `zone` and at least `guard` before closing, else the next opening. UTC."""
    if now.tzinfo is None:
        raise ValueError("an instant needs a zone")
    day = now.astimezone(zone).date()
    if workdays.is_working(day):
        opening, closing = at(day, hours.opens, zone), at(day, hours.closes, zone)
        if now < opening:
            return opening
        if now <= closing - guard:
            return now.astimezone(UTC)
    return at(workdays.on_or_after(day + DAY), hours.opens, zone)
