"""What everybody in a year can do: type, press, fill in, and try again what fails in their face, as people do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, Person
from tests.year.office import Office
from tests.year.plan import UNIT, days
from tests.year.trips import Trip

AGAIN: Final = timedelta(minutes=4)
TRIES: Final = 4
AROUND: Final = (-1.5, 0.5)  # seconds: whoever is first of a replica that does it and of one that is told
AT_ONCE: Final = 0.9  # seconds within which two people do the same
BACK: Final = (10, 600)  # minutes after they are back in which people do what has waited for them
SPICE: Final = ("<!channel> fewer beds", "slower & later", "<https://evil.example|press here>", "*loud* _quiet_", "ok")


@dataclass
class Saying:
    """Something that somebody typed to the bot, in its latest wording."""

    person: str
    channel: str
    ts: str
    text: str
    at: datetime
    edited: int = 0
    edited_ts: str | None = None


@dataclass
class Taken:
    """A form that its sender saw taken, and with what."""

    person: str
    form: str
    values: dict[str, Any]
    at: datetime


@dataclass
class Doings:
    """`sayings` and `taken` are what the bot must have recorded. `instants` says when each step comes. `trips` are by

    the handle of whoever goes away.
    """

    office: Office
    owners: int
    sayings: dict[tuple[str, str], Saying] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    instants: dict[str, list[datetime]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    trips: dict[str, list[Trip]] = field(default_factory=dict)
    agreed: int = 0

    def __post_init__(self) -> None:
        self.names = {user: handle for handle, user in self.office.cast.items()}
        self.unit = self.office.channels[UNIT.removeprefix("#")]

    def _soon(self, name: str, act: Callable[[Person], None], low: float, high: float, tries: int = TRIES) -> None:
        """In so many minutes; what fails in somebody's face is tried again."""
        after = timedelta(minutes=self.office.chance.between(f"delays of {name}", low, high))
        self._plan(name, act, self.office.clock.now() + after, tries)

    def _in_the_minute(self, name: str, act: Callable[[Person], None], step: str) -> None:
        """Just when the next such step of a stocktake comes about, before it or after it."""
        coming = [one for one in self.instants[step] if one > self.office.clock.now()]
        if coming:
            away = timedelta(seconds=self.office.chance.between(f"the minute of {name}", *AROUND))
            self._plan(name, act, min(coming) + away, TRIES)

    def _both(
        self, act: Callable[[Person], None], low: float, high: float, and_act: Callable[[Person], None] | None = None
    ) -> None:
        """Two of staff at the same moment, in so many minutes: the same, or each something."""
        when = self.office.clock.now() + timedelta(minutes=self.office.chance.between("both", low, high))
        for name, does in (("staff", act), ("head", and_act or act)):
            self._plan(name, does, when + timedelta(seconds=self.office.chance.between("both", 0, AT_ONCE)), TRIES)

    def _plan(
        self, name: str, act: Callable[[Person], None], when: datetime, tries: int, *, anyway: bool = False
    ) -> None:
        """Who is away then does it when they are back, but for those who answer from the beach, or what they do
        `anyway`.
        """

        def run() -> None:
            user = self.office.cast[name]
            if self.office.workspace.state.users[user].deleted:
                return None
            trip = None if anyway else self._trip(name)
            if trip is not None:
                later = timedelta(minutes=self.office.chance.between("back", *BACK))
                return self._plan(name, act, trip.ends + later, tries)
            person = self.office.person(name)
            try:
                act(person)
            except ErrorTriangle:
                person.close()
                if tries:
                    self._plan(name, act, self.office.clock.now() + AGAIN, tries - 1, anyway=anyway)
            except NotThere:
                person.close()  # somebody was faster, or it is not asked for any more

        self.office.at(when, run, name)

    def _trip(self, name: str) -> Trip | None:
        """That somebody is on now, and answers nothing."""
        now = self.office.clock.now()
        return next((one for one in self.trips.get(name, ()) if one.starts <= now < one.ends and not one.beach), None)

    def message(self, place: tuple[str, str]) -> dict[str, Any]:
        """As it is now. Raises NotThere."""
        channel, ts = place
        for message in reversed(self.office.workspace.state.conversations[channel].messages):
            if message["ts"] == ts:
                return {**message, "channel": channel}
        raise NotThere("the message is gone")

    def _press(self, person: Person, place: tuple[str, str], label: str, *, twice: bool = False) -> None:
        message = self.message(place)
        for _ in range(2 if twice and self._likes("twice", 0.3) else 1):
            person.press(message, label)
        person.close()

    def _form(
        self, person: Person, place: tuple[str, str], label: str, /, block: str | None = None, **boxes: Any
    ) -> None:
        person.press(self.message(place), label, block=block)
        view = person.do("view")["view"]
        if view is None:
            raise ErrorTriangle("no form opened")
        there = {one.get("block_id") for one in view["blocks"] if one["type"] == "input"}
        person.fill(**{box: value for box, value in boxes.items() if box in there})
        errors = person.submit()
        asked = person.do("view")["view"]  # what may be a slip, or lies far apart, is asked about in the form itself
        if asked and "sure" in {one.get("block_id") for one in asked["blocks"]} - there:
            person.fill(sure=True)
            errors = person.submit()
        if asked and "explains" in {one.get("block_id") for one in asked["blocks"]} - there:
            person.fill(explains="It is seen so here.")
            errors = person.submit()
        if not errors:
            self.taken.append(Taken(person.id, label, boxes, self.office.clock.now()))
        person.close()

    def _type(self, person: Person, command: str) -> None:
        """`/stocktake` and this. Whoever may not is told so."""
        person.command(f"/stocktake {command}")
        person.close()

    def _say(self, person: Person, text: str) -> None:
        self._said(person, person.say(text), text)

    def _reply(self, person: Person, place: tuple[str, str], text: str) -> None:
        self._said(person, person.reply(self.message(place), text), text)

    def _reply_and_edit(self, person: Person, place: tuple[str, str], text: str) -> None:
        typed = person.reply(self.message(place), text)
        saying = self._said(person, typed, text)
        better = self._figure()

        def edit(person: Person) -> None:
            place = saying.channel, saying.ts
            person.edit({"channel": saying.channel, "ts": saying.ts}, better)
            saying.text, saying.edited, saying.at = better, saying.edited + 1, self.office.clock.now()
            saying.edited_ts = self.message(place)["edited"]["ts"]

        self._soon(self.names[person.id], edit, 1, 3000)

    def _reply_and_delete(self, person: Person, place: tuple[str, str], text: str) -> None:
        typed = person.reply(self.message(place), text)
        saying = self._said(person, typed, text)

        def delete(person: Person) -> None:
            person.delete({"channel": saying.channel, "ts": saying.ts})
            self.sayings.pop((saying.channel, saying.ts), None)

        self._soon(self.names[person.id], delete, 1000, 3000)

    def _said(self, person: Person, typed: dict[str, Any], text: str) -> Saying:
        saying = Saying(person.id, typed["channel"], typed["ts"], text, self.office.clock.now())
        self.sayings[(saying.channel, saying.ts)] = saying
        return saying

    def _last_said(self, name: str) -> Saying | None:
        mine = [one for one in self.sayings.values() if one.person == self.office.cast[name]]
        return max(mine, key=lambda one: one.at, default=None)

    # Words

    def _figure(self) -> str:
        """A number near the ones before, and a few words."""
        return f"{self.office.chance.of('figures').randint(900, 2300)} {self._words()}"

    def _words(self) -> str:
        return self.office.chance.one_of("words", SPICE)

    def _pick(self, stream: str, choices: Any) -> Any:
        return self.office.chance.one_of(stream, list(choices))

    def _likes(self, stream: str, probability: float) -> bool:
        return self.office.chance.happens(stream, probability)

    def _working_day(self, ahead: float) -> str:
        day = (self.office.clock.now() + timedelta(days=ahead)).date()
        return days().on_or_after(day).isoformat()
