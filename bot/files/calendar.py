"""The unit's calendar from what a plan names: a country's public holidays, and the unit's own list, which wins."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays as public

from domain.errors import Refused
from domain.workdays import Workdays


@dataclass(frozen=True)
class Closed:
    """The days on which nobody works: the country's, unless the unit has a list of its own for that year."""

    national: Container[date]
    own: frozenset[date]

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        if any(one.year == day.year for one in self.own):
            return day in self.own
        return day in self.national


@cache
def workdays(country: str, subdivision: str | None, own: frozenset[date], weekend: frozenset[int]) -> Workdays:
    """Working days. Raises Refused for a country or subdivision that is not known."""
    return Workdays(Closed(_national(country, subdivision), own), weekend)


def _national(country: str, subdivision: str | None) -> Container[date]:
    try:
        return public.country_holidays(country, subdiv=subdivision)
    except NotImplementedError as unknown:
        place = country if subdivision is None else f"{country}, {subdivision}"
        raise Refused(
            "unit.calendar",
            f"No public holidays are known for {place}.",
            "Use the two letters of ISO 3166 (GB) and its subdivision (ENG), or list the holidays yourself.",
        ) from unknown


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekend_of(names: Iterable[str]) -> frozenset[int]:
    """Weekday numbers, Monday 0. Raises ValueError."""
    return frozenset(WEEKDAYS.index(name[:3].capitalize()) for name in names)
