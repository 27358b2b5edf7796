"""The unit's calendar from what a plan names: a country's public holidays, and the unit's own list, which wins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Final

import holidays as public

from domain.errors import Refused
from domain.workdays import Workdays

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Closed:
    """The days on which nobody works: the country's, unless the unit has a list of its own for that year."""

    country: str
    subdivision: str | None
    own: frozenset[date]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self._of(day.year)

    def _of(self, year: int) -> frozenset[date]:
        return self.own if year in self._own_years else _national(self.country, self.subdivision, year)

    @cached_property
    def _own_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.own)


@cache
def workdays(country: str, subdivision: str | None, own: frozenset[date], weekend: frozenset[int]) -> Workdays:
    """Working days. Raises Refused for a country or subdivision that is not known."""
    try:
        public.country_holidays(country, subdiv=subdivision)
    except NotImplementedError as unknown:
        place = country if subdivision is None else f"{country}, {subdivision}"
        raise Refused(
            "unit.calendar",
            f"No public holidays are known for {place}.",
            "Use the two letters of ISO 3166 in capitals (GB) and its subdivision (ENG).",
        ) from unknown
    return Workdays(Closed(country, subdivision, own), weekend)


@cache
def _national(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """One whole year. The library's own object fills itself while it is asked, which two threads must not see."""
    return frozenset(public.country_holidays(country, subdiv=subdivision, years=year, expand=False))


def weekend_of(names: Iterable[str]) -> frozenset[int]:
    """Weekday numbers, Monday 0, of Mon to Sun. Raises ValueError."""
    return frozenset(WEEKDAYS.index(name) for name in names)
