"""How people of a year go away: they say so, or staff for them; some come back early, or late; some meddle with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from sandbox.people import ErrorTriangle, Person
from tests.year.doings import TRIES, Doings
from tests.year.trips import Trip

MEDDLES: Final = timedelta(hours=1)  # before it is set, and after it has begun
AGAIN: Final = "try again"  # nothing was saved, or nobody knows
PART: Final = """
SELECT 1 FROM indicator WHERE owner_id = :person
UNION SELECT 1 FROM request WHERE person_id = :person AND state IN ('sent', 'promised')
UNION SELECT 1 FROM action WHERE owner_id = :person AND state IN ('proposed', 'open')
UNION SELECT 1 FROM absence WHERE :person IN (person_id, deputy_id) AND last_on >= :today
UNION SELECT 1 FROM priority WHERE :person IN (leader_id, delivery_lead_id)"""


@dataclass(frozen=True)
class Set:
    """What somebody said of `person`, and was answered. Without days it ends the absence; people are user ids.

    `has_part` says whether the plan asks them for anything then, or somebody did.
    """

    person: str
    days: tuple[date, date] | None
    deputy: str | None
    at: datetime
    has_part: bool


@dataclass
class Goers(Doings):
    """`sets` is what was said of absences, and taken or refused, in order."""

    sets: list[Set] = field(default_factory=list)

    def go_away(self, trip: Trip) -> None:
        """From now on, at the beginning of the year, they mean to."""
        self.trips.setdefault(trip.person, []).append(trip)
        who = "staff" if trip.by_staff else trip.person
        self._whenever(who, lambda person: self._set(person, trip, trip.last), trip.told_at)
        if trip.way == "back":
            self._whenever(trip.person, lambda person: self._end(person, trip), trip.thinks_better_at)
        elif trip.way == "longer":
            self._whenever(trip.person, lambda person: self._set(person, trip, trip.longer), trip.thinks_better_at)
        if trip.meddler is not None:
            handle = trip.person
            days = f"{trip.first} {trip.last}"
            self._meddle(trip.meddler, f"away @{handle} {days}", trip.told_at - MEDDLES)
            self._meddle(trip.meddler, f"away @{handle} back", trip.thinks_better_at + MEDDLES)

    def _set(self, person: Person, trip: Trip, last: date) -> None:
        deputy = f" deputy @{trip.deputy}" if trip.deputy else ""
        self._say_so(person, trip, f"{trip.first} {last}{deputy}", (trip.first, last))

    def _end(self, person: Person, trip: Trip) -> None:
        self._say_so(person, trip, "back", None)

    def _say_so(self, person: Person, trip: Trip, words: str, days: tuple[date, date] | None) -> None:
        """Taken, or refused for good. Raises ErrorTriangle where the answer is to try again."""
        shown = person.command(f"/stocktake away {self._whom(person, trip)} {words}")
        person.close()
        if AGAIN in shown.lower():
            raise ErrorTriangle(shown)
        gone, deputy = self.office.cast[trip.person], self.office.cast[trip.deputy] if trip.deputy else None
        now = self.office.clock.now()
        has_part = self.office.disk.execute(PART, {"person": gone, "today": now.date().isoformat()}).fetchone()
        self.sets.append(Set(gone, days, deputy, now, has_part is not None))

    def _whom(self, person: Person, trip: Trip) -> str:
        return "me" if person.id == self.office.cast[trip.person] else f"@{trip.person}"

    def _meddle(self, name: str, command: str, when: datetime) -> None:
        self._plan(name, lambda person: self._type(person, command), when, 0)

    def _whenever(self, name: str, act: Callable[[Person], None], when: datetime) -> None:
        """Also by somebody who is away."""
        self._plan(name, act, when, TRIES, anyway=True)
