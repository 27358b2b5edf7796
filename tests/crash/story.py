"""Ten days, two stocktakes, and people who do not give up: who sees an error tries again, as people do.

More days bring a stocktake a week (weeks.py).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, Person, buttons, rendered
from tests.support.world import World

LONDON: Final = ZoneInfo("Europe/London")
PLAN: Final = Path(__file__).parent / "plan.yaml"
START: Final = datetime(2017, 10, 2, 7, 0, tzinfo=UTC)
DAYS: Final = 10
UNIT: Final = "#delivery-unit"
AGAIN: Final = timedelta(minutes=3)  # after which somebody tries again: longer than a dead worker's lease
TRIES: Final = 20  # people are patient: their bot may be killed again and again
SATURDAY: Final = 5


class Hands(Protocol):
    """Of a clock."""

    def now(self) -> datetime: ...


class Town(Protocol):
    """Where the story is told: in one process, or by several over real sockets (tests/campaign)."""

    @property
    def clock(self) -> Hands: ...

    def person(self, handle: str) -> Person: ...

    def run_until(self, instant: datetime) -> None:
        """Let time pass, everything happening that falls due on the way."""
        ...

    def soon(self, condition: Callable[[], bool]) -> bool:
        """Whether it holds, in a moment of nobody's doing."""
        ...


Act = Callable[[Town], None]
Entry = tuple[int, str, Act]
"""The day, counted from the first of October, the time in London, and what somebody does then."""


def tell(world: World, look: Callable[[datetime], None], script: Sequence[Entry], days: int) -> None:
    """Everything that people do in these days. `look` is called at fixed hours, everything being at rest."""
    for entry in script:
        _pass_time(world, instant_of(entry), look)
        entry[2](world)
    _pass_time(world, START.replace(hour=12) + timedelta(days=days), look)


def instant_of(entry: Entry) -> datetime:
    """When it happens."""
    day, wall, _ = entry
    hour, minute = map(int, wall.split(":"))
    return (datetime(2017, 10, 1, hour, minute, tzinfo=LONDON) + timedelta(days=day - 1)).astimezone(UTC)


def _marks(after: datetime, before: datetime) -> Iterator[datetime]:
    """The fixed hours between two instants: twice an hour on working days."""
    mark = after.replace(minute=25, second=0, microsecond=0)
    while mark < before:
        if after < mark and 8 <= mark.hour < 17 and mark.weekday() < SATURDAY:
            yield mark
        mark += timedelta(minutes=30)


def _pass_time(world: World, until: datetime, look: Callable[[datetime], None]) -> None:
    """As `World.run_until`, looking at each mark on which nothing happens, without stopping the clock for it."""
    while True:
        wake = world.settle()
        now = world.clock.now()
        if now >= until:
            return
        after = until if wake is None else min(wake, until)
        for mark in _marks(now, after):
            look(mark)
        world.clock.move_to(max(after, now + timedelta(microseconds=1)))


def promise(town: Town) -> None:
    clerk = town.person("clerk")
    _until(town, lambda: clerk.sees("Potholes"))
    clerk.reply(clerk.find("Potholes"), "tomorrow")


def answer_by_form(town: Town) -> None:
    analyst = town.person("analyst")
    _form(
        town, analyst, "Permits", "Answer", {"numerator": "410", "denominator": "500", "for_summary": "two clerks ill"}
    )


def answer_by_reply(town: Town) -> None:
    clerk = town.person("clerk")
    typed = clerk.reply(clerk.find("Potholes"), "1009 <!channel> heavy rain")
    town.run_until(town.clock.now() + AGAIN)
    clerk.edit(typed, "1090 <!channel> heavy rain")


def rate(town: Town) -> None:
    staff = town.person("unit-staff")
    for key in ("P1", "P2"):
        judged = {"likelihood": "amber-red", "reason": "It slows down."}
        _form(town, staff, "How likely is delivery?", "Rate", judged, UNIT, block=f"rate:{key}")


def agree(by: str) -> Act:
    def act(town: Town) -> None:
        staff = town.person("unit-staff")
        for title in ("Permits", "Potholes"):
            what = f"Hire two clerks for {title.lower()}"
            line = f"{what} @director by {by} done when both have started so that 60 more go"
            _form(town, staff, f"Draft summary: {title}", "Add Action", {"line": line}, UNIT)

    return act


def accept(town: Town) -> None:
    director = town.person("director")
    for title in ("permits", "potholes"):
        _pressed(town, director, f"Hire two clerks for {title}", "Accept")


def claim(town: Town) -> None:
    director = town.person("director")
    for title in ("permits", "potholes"):
        _form(town, director, f"Hire two clerks for {title}", "Done", {"evidence": f"two contracts for {title}"})


def close(town: Town) -> None:
    staff = town.person("unit-staff")
    for title in ("permits", "potholes"):
        _pressed(town, staff, f"two contracts for {title}", "Close Action", UNIT)


def answer_again(on: str, permits: str, potholes: str) -> Act:
    def act(town: Town) -> None:
        analyst, clerk = town.person("analyst"), town.person("clerk")
        asked = f"for the stocktake on {on}"
        _until(town, lambda: analyst.sees(asked) and clerk.sees(asked))
        analyst.reply(analyst.find(asked), permits)
        clerk.say(potholes)

    return act


def explain(town: Town) -> None:
    staff = town.person("unit-staff")
    for title in ("Permits", "Potholes"):
        _form(town, staff, title, "No Action Because", {"because": "Two clerks have just started."}, UNIT)


def _form(
    town: Town,
    person: Person,
    words: str,
    label: str,
    filled: dict[str, Any],
    channel: str = "",
    block: str | None = None,
) -> None:
    """Press, fill in, send. After an error the modal is still there, with what was typed: send it again."""
    for _ in range(TRIES):
        if person.do("view")["view"] is None:
            _press(town, person, words, label, channel, block)
        if town.soon(lambda: person.do("view")["view"] is not None):
            break
    person.fill(**filled)
    _send(town, person)
    view = person.do("view")["view"]
    if view is not None and any(one.get("block_id") == "explains" for one in view["blocks"]):
        person.fill(explains="The clerks are not counted yet.")
        _send(town, person)
    person.close()


def _send(town: Town, person: Person) -> None:
    for _ in range(TRIES):
        try:
            errors = person.submit()
        except ErrorTriangle:
            town.run_until(town.clock.now() + AGAIN)
            continue
        if not errors:
            break
        town.run_until(town.clock.now() + AGAIN)


def _pressed(town: Town, person: Person, words: str, label: str, channel: str = "") -> None:
    """Press until the button is gone; what says that it was done already is closed."""
    for _ in range(TRIES):
        if _newest(person, words, label, channel) is None:
            break
        _press(town, person, words, label, channel)
        town.run_until(town.clock.now() + AGAIN)
    person.close()


def _press(town: Town, person: Person, words: str, label: str, channel: str, block: str | None = None) -> None:
    _until(town, lambda: _newest(person, words, label, channel) is not None)
    message = _newest(person, words, label, channel)
    assert message is not None
    try:
        person.press(message, label, block=block)
    except ErrorTriangle:
        town.run_until(town.clock.now() + AGAIN)


def _newest(person: Person, words: str, label: str, channel: str) -> dict[str, Any] | None:
    place = person.channel(channel) if channel else person.app_channel()
    for message in reversed(person.everything(place)):
        reminder = " to look at." in message["text"]  # has a line, and a button, for more than one thing
        if words in rendered(message) and label in buttons(message) and not reminder:
            return message
    return None


def _until(town: Town, condition: Callable[[], bool]) -> None:
    """Look again until it is there, as one does."""
    for _ in range(TRIES):
        if condition():
            return
        town.run_until(town.clock.now() + AGAIN)
    raise NotThere("it never came")


SCRIPT: Final[tuple[Entry, ...]] = (
    (2, "10:00", promise),
    (3, "11:00", answer_by_form),
    (3, "14:00", answer_by_reply),
    (4, "09:30", rate),
    (5, "12:30", agree("6 Oct")),
    (5, "14:00", accept),
    (9, "11:00", answer_again("Wed 11 Oct", "84.2 both are back", "1075 a dry week")),
    (10, "09:30", rate),
    (10, "11:00", claim),
    (11, "09:30", close),
    (11, "12:30", explain),
)
