"""When a routine comes round again: every so many weeks, or on the dates of a list."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Every:
    """Every so many weeks, counted from a first day."""

    weeks: int
    first: date

    def __post_init__(self) -> None:
        if self.weeks < 1:
            raise ValueError("a routine comes round after a week at the earliest")

    def next_after(self, day: date) -> date:
        """The first date later than `day`."""
        if day < self.first:
            return self.first
        step = timedelta(weeks=self.weeks)
        return self.first + step * ((day - self.first) // step + 1)


@dataclass(frozen=True)
class OnDates:
    """On the dates of a list."""

    dates: tuple[date, ...]

    def next_after(self, day: date) -> date | None:
        """The first date later than `day`; None when the list is used up."""
        return min((one for one in self.dates if one > day), default=None)
