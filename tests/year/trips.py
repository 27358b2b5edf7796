"""Who goes away when in a year, whom they name for the meantime, and how it ends: drawn before the year begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from tests.year.chance import Chance
from tests.year.hours import LONDON

OWNERS: Final = 0.4  # of those who own a figure go away in the weeks before each stocktake, when it is asked for
OTHERS: Final = 0.25  # of those who hear of actions do in the weeks before or after it
SOMETIME: Final = 0.2  # of all of them do at any other time of the year
BEFORE, AROUND = (4, 26), (-30, 26)  # days before a meeting on which it begins
LONGEST: Final = 15  # days
DEPUTY: Final = 0.6  # of those who go away name one
BEACH: Final = 0.25  # answer all the same
SET_BY_STAFF: Final = 0.15
MEDDLED: Final = 0.3  # somebody else tries to set or to end it
ENDS: Final = {"as planned": 6.0, "back": 3.0, "longer": 1.5}
TOLD: Final = {-1: 1.0, 0: 2.0, 1: 2.0, 4: 3.0, 10: 2.0}
"""So many days ahead it is set: the day after it began, or on its first day, by some."""


@dataclass(frozen=True)
class Trip:
    """`person` and `deputy` are handles. `first` and `last` are what is typed, `told_at` is when; `ends` is when they

    are at work again. Of an early end, or a later one, `thinks_better_at` is when that is typed.
    """

    person: str
    first: date
    last: date
    deputy: str | None
    told_at: datetime
    by_staff: bool
    beach: bool
    meddler: str | None
    way: str
    thinks_better_at: datetime
    ends: datetime

    @property
    def starts(self) -> datetime:
        return _morning(self.first)

    @property
    def longer(self) -> date:
        """Its last day, where it is made longer."""
        return self.ends.date() - timedelta(days=1)


def drawn(chance: Chance, people: Sequence[str], meetings: Sequence[date], start: date, length: int) -> Iterator[Trip]:
    """Everybody's, in order; nobody is on two at once."""
    for person in people:
        often, weeks = (OWNERS, BEFORE) if person.startswith("owner") else (OTHERS, AROUND)
        firsts = [day - _days(chance, *weeks) for day in meetings if chance.happens("away", often)]
        if chance.happens("away", SOMETIME):
            firsts.append(start + _days(chance, 1, length))
        home = start
        for first in sorted(firsts):
            trip = _trip(chance, person, first, [one for one in people if one != person])
            if first > home and trip.told_at.date() > start:
                home = trip.ends.date() + timedelta(days=1)
                yield trip


def _trip(chance: Chance, person: str, first: date, others: Sequence[str]) -> Trip:
    last = first + _days(chance, 0, LONGEST - 1)
    way = chance.one_of("away", tuple(ENDS), tuple(ENDS.values()))
    better = _sometime(chance, first + _days(chance, 0, (last - first).days))
    ahead = chance.one_of("away", tuple(TOLD), tuple(TOLD.values()))
    told_at = _sometime(chance, first - timedelta(days=ahead))
    trip = Trip(
        person=person,
        first=first,
        last=last,
        deputy=chance.one_of("away", others) if chance.happens("away", DEPUTY) else None,
        told_at=told_at,
        by_staff=chance.happens("away", SET_BY_STAFF),
        beach=chance.happens("away", BEACH),
        meddler=chance.one_of("away", others) if chance.happens("away", MEDDLED) else None,
        way=way if better > told_at else "as planned",
        thinks_better_at=better,
        ends=_morning(last + timedelta(days=1)),
    )
    if trip.way == "back":
        return replace(trip, ends=better)
    return replace(trip, ends=trip.ends + _days(chance, 1, 5)) if trip.way == "longer" else trip


def _days(chance: Chance, low: int, high: int) -> timedelta:
    return timedelta(days=chance.of("away").randint(low, high))


def _sometime(chance: Chance, day: date) -> datetime:
    """Of the day, while people are up."""
    return datetime.combine(day, time(7), LONDON) + timedelta(hours=chance.between("away", 0, 12))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
