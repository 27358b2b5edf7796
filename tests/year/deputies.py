"""What absences must come to: each is kept as it was set, and their deputy is asked for whoever is away (I2, I3).

Read at the end of a year, against what was typed and how absences and requests stood at every time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from tests.year import history
from tests.year.absences import Away
from tests.year.going import Set
from tests.year.history import Past
from tests.year.hours import LONDON, TOLERANCE
from tests.year.waits import Waits

GIVEN_ON: Final = ("scheduled", "sent", "promised")
AROUND: Final = timedelta(minutes=5)  # when a figure became somebody else's to give


@dataclass
class Deputies:
    """`gone` says whether somebody was deactivated around an instant; `requests` are the rows as they stand, `pasts`

    how each stood, by its id. `given` are those that somebody gave on by themselves, `owners` is by indicator.
    """

    waits: Waits
    gone: Callable[[str, datetime], bool]
    requests: Sequence[dict[str, Any]]
    pasts: dict[int, list[Past]]
    owners: dict[str, str]
    given: set[int]
    successions: Sequence[datetime]
    blame: Callable[[str, str], None]

    def reckon(self, sets: Sequence[Set], now: datetime) -> None:
        for one in sets:
            self._was_kept(one)
        for row in self.requests:
            for start, stands, until in history.spells(self.pasts[row["id"]], now):
                if stands.state in GIVEN_ON and stands.person is not None:
                    self._did_not_stay(row, stands.person, start, until)
                    self._went_to_the_deputy(row, stands.person, until)
        self._first_asked()

    def _was_kept(self, one: Set) -> None:
        """As it was typed, but for what cannot be; an end holds from that day on."""
        known = self.waits.absences.known(one.person, one.at)
        today = one.at.astimezone(LONDON).date()
        if one.days is None:
            if any(each.first <= today <= each.last for each in known):
                self.blame("I3", f"{one.person} said at {one.at} to be back, and is away")
            return
        first, last = one.days
        kept = any((each.first, each.last, each.deputy) == (first, last, one.deputy) for each in known)
        unsure = not one.has_part or any(self.gone(who, one.at) for who in (one.person, one.deputy) if who)
        if kept != self._can_be(one) and not unsure:
            how = "cannot be, and is kept" if kept else "is not kept"
            self.blame("I3", f"{one.person} away {first} to {last} with {one.deputy}, said at {one.at}, {how}")

    def _can_be(self, one: Set) -> bool:
        """It is not over, and whoever is to be asked is not known to be away then."""
        assert one.days is not None
        first, last = one.days
        today = one.at.astimezone(LONDON).date()
        theirs = self.waits.absences.known(one.deputy, one.at) if one.deputy else []
        away = any(each.first <= last and first <= each.last and each.last >= today for each in theirs)
        return last >= today and not away

    def _did_not_stay(self, row: dict[str, Any], person: str, start: datetime, until: datetime) -> None:
        """Nobody who is away keeps a request for longer than it may take to ask a deputy who is here."""
        for one in self.waits.absences.of(person):
            begun = max(one.start, start)
            end = begun + self.waits.given(begun)
            if one.deputy and end < min(one.end, until) and self._was_here(one.deputy, begun, end):
                self.blame("I2", f"request {row['id']} stayed with {person}, away from {begun}, not with {one.deputy}")

    def _went_to_the_deputy(self, row: dict[str, Any], person: str, until: datetime) -> None:
        """What the bot gave on for somebody who is away their deputy was asked for."""
        stands = history.stood(self.pasts[row["id"]], until)
        passed = stands is not None and stands.state == "delegated" and row["id"] not in self.given
        if not passed or any(abs(until - moment) < AROUND for moment in self.successions):
            return
        for one in self._with_deputy(person, until):
            if not self.gone(person, until) and not self._asked(row, one.deputy):
                self.blame("I2", f"request {row['id']} of {person} was given on at {until}, and not to {one.deputy}")

    def _first_asked(self) -> None:
        """Who is asked first is nobody who is away and has a deputy."""
        firsts: dict[tuple[int, str], dict[str, Any]] = {}
        for row in sorted(self.requests, key=lambda row: int(row["id"])):
            firsts.setdefault((row["cycle_id"], row["indicator_key"]), row)
        for row in firsts.values():
            asked = self.pasts[row["id"]][0].at
            stands = history.stood(self.pasts[row["id"]], asked)
            owner = self.owners[row["indicator_key"]]
            if stands is not None and stands.state in GIVEN_ON and row["person_id"] == owner:
                for one in self._with_deputy(owner, asked):
                    self.blame("I2", f"request {row['id']} was asked of {owner} at {asked}, not of {one.deputy}")

    def _with_deputy(self, person: str, instant: datetime) -> list[Away]:
        """The absence of an instant, and it is sure that its deputy was here."""
        away = self.waits.absences
        found = [one for one in away.of(person) if one.start <= instant - TOLERANCE and instant + TOLERANCE < one.end]
        return [one for one in found if one.deputy and self._was_here(one.deputy, instant, instant)]

    def _asked(self, row: dict[str, Any], person: str | None) -> bool:
        figure = row["cycle_id"], row["indicator_key"], person
        return any((one["cycle_id"], one["indicator_key"], one["person_id"]) == figure for one in self.requests)

    def _was_here(self, deputy: str, begun: datetime, end: datetime) -> bool:
        away = any(one.start <= end and one.end >= begun for one in self.waits.absences.of(deputy))
        return not (away or self.gone(deputy, begun) or self.gone(deputy, end))
