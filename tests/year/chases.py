"""Who is to be chased when: worked out from the calendar and from how actions and requests stood (I5)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from domain import ladder
from domain.absence import Absence, days_here, on
from domain.workdays import at
from tests.year import history
from tests.year.absences import Absences
from tests.year.history import Past, Records
from tests.year.hours import LONDON, MORNING, Hours
from tests.year.waits import Waits

CHASED: Final = ("proposed", "open")
WAITING: Final = ("sent", "promised", "queried")

CLOCKS_DIFFER: Final = timedelta(seconds=2)
"""By so much a replica's clock, by which a reminder was claimed, is off the world's, by which what changed is kept."""

Blame = Callable[[str, str], None]
"""The promise that is broken, and the sentence."""


@dataclass(frozen=True)
class Spoken:
    """A reminder that went out: to whom, of which facts, seen as they were when it was claimed."""

    key: str
    lane: str
    carried: Sequence[str]
    tried_at: datetime


@dataclass
class Chases:
    """`leaders` gives the delivery lead and the accountable leader of a priority."""

    records: Records
    hours: Hours
    absences: Absences
    leaders: Callable[[str], tuple[str | None, str]]
    blame: Blame
    spoken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def heard(self, one: Spoken) -> None:
        """Whatever a reminder spoke of was due to be said to that person by then, once, and was still open."""
        self.records.read()
        day = one.tried_at.astimezone(self.hours.zone(one.lane)).date()
        for fact in one.carried:
            self.spoken[(one.lane, fact)] += 1
            if self.spoken[(one.lane, fact)] > 1:
                self.blame("I5", f"{one.lane} was told {self.spoken[(one.lane, fact)]} times of {fact}")
            self._was_due(one, fact, day)

    def _was_due(self, one: Spoken, fact: str, day: date) -> None:
        noun, number, *rest = fact.split(":")
        past, waits = self.records.of(noun)[int(number)], CHASED if noun == "action" else WAITING
        around = [history.stood(past, one.tried_at + off) for off in (timedelta(0), -CLOCKS_DIFFER, CLOCKS_DIFFER)]
        stands = next((one for one in around if one is not None and one.state in waits), around[0])
        if stands is None or stands.state not in waits:
            how = stands.state if stands else "not there"
            self.blame("I5", f"{fact} was {how} and {one.key} spoke of it")
        elif noun == "action":
            known = [one.tried_at + off for off in (timedelta(0), -CLOCKS_DIFFER, CLOCKS_DIFFER)]
            dues = [self._rungs(int(number), stands, instant).get((rest[-1], one.lane)) for instant in known]
            if not any(due is not None and due <= day for due in dues):
                self.blame("I5", f"{one.key} on {day}: {fact} was due {dues[0]}")
            owner = stands.person or ""
            if one.lane != owner and all(on(self._away(owner, instant), day) for instant in known):
                self.blame("I5", f"{one.key} on {day}: {fact} was said while {owner} was away")
        elif date.fromisoformat(rest[-1]) > day:
            self.blame("I5", f"{one.key} on {day}: {fact} was early")

    def missed(
        self,
        now: datetime,
        waits: Waits,
        gone: Callable[[str, datetime], bool],
        unconfirmed: Collection[tuple[str, str]],
    ) -> None:
        """Each rung of an action that was open on its day was said then, or overtaken while nobody could say it.

        `waits` tells how long it may have taken; `gone` whether somebody could not be spoken to around an instant;
        `unconfirmed` is what was perhaps said to whom, and never could be looked up.
        """
        for number, past in self.records.read().of("action").items():
            for start, stands, until in history.spells(past, now):
                if stands.state not in CHASED or not stands.asked:
                    continue
                rungs = self._rungs(number, stands, now)
                for (kind, person), day in rungs.items():
                    morning = at(day, MORNING, self.hours.zone(person))
                    begun = _begun(waits, (person, stands.person or ""), morning)
                    end = begun + waits.given(begun)
                    fact = f"action:{number}:{stands.due_on.isoformat()}:{kind}"
                    missed = start <= morning and end < until and not self._overtaken(rungs, person, day, end)
                    said = self.spoken[(person, fact)] or (person, fact) in unconfirmed
                    if missed and not said and not (gone(person, morning) or gone(person, begun)):
                        self.blame("I5", f"{person} was not told of {fact}, due {day}")

    def _overtaken(self, rungs: dict[tuple[str, str], date], person: str, day: date, end: datetime) -> bool:
        zone = self.hours.zone(person)
        later: Iterable[date] = (other for (_, told), other in rungs.items() if told == person and other > day)
        return any(at(other, MORNING, zone) < end for other in later)

    def _rungs(self, number: int, stands: Past, instant: datetime) -> dict[tuple[str, str], date]:
        """(kind, person) -> day, by the ladder of the action as it stood, and by its owner's absences known then."""
        created = self.records.of("action")[number][0].at.astimezone(LONDON).date()
        lead, leader = self.leaders(stands.about)
        owner = stands.person or ""
        here = days_here(self.hours.days, self._away(owner, instant))
        warnings = ladder.warnings_of(owner, lead, leader)
        found: dict[tuple[str, str], date] = {}
        for rung in ladder.rungs(stands.due_on, created, self.hours.days, here, warnings):
            told = ladder.audience_of(rung, owner, lead, leader)
            if told is not None:
                found[(rung.kind.value, told)] = rung.day
        return found

    def _away(self, owner: str, instant: datetime) -> tuple[Absence, ...]:
        return tuple(Absence(owner, one.first, one.last) for one in self.absences.known(owner, instant))


def _begun(waits: Waits, people: Iterable[str], due: datetime) -> datetime:
    """From when on it has its time, when it waits for all of these."""
    begun = due
    for one in people:
        begun = waits.begun(one, begun)
    return begun if begun == due else _begun(waits, people, begun)
