"""Ten days, two stocktakes, and people who do not give up: who sees an error tries again, as people do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, Person, buttons, rendered
from tests.support.world import World

LONDON: Final = ZoneInfo("Europe/London")
PLAN: Final = Path(__file__).parent / "plan.yaml"
START: Final = datetime(2017, 10, 2, 7, 0, tzinfo=UTC)
END: Final = datetime(2017, 10, 12, 12, 0, tzinfo=UTC)
UNIT: Final = "#delivery-unit"
AGAIN: Final = timedelta(minutes=3)  # after which somebody tries again: longer than a dead worker's lease
TRIES: Final = 4
MARKS: Final = tuple(
    START.replace(day=day, hour=hour, minute=minute)
    for day in (2, 3, 4, 5, 6, 9, 10, 11, 12)
    for hour in range(8, 17)
    for minute in (25, 55)
)

Act = Callable[[World], None]


def tell(world: World, look: Callable[[datetime], None]) -> None:
    """Everything that people do in these ten days. `look` is called at fixed hours, everything being at rest."""
    for day, wall, act in SCRIPT:
        hour, minute = map(int, wall.split(":"))
        _pass_time(world, datetime(2017, 10, day, hour, minute, tzinfo=LONDON).astimezone(UTC), look)
        act(world)
    _pass_time(world, END, look)


def _pass_time(world: World, until: datetime, look: Callable[[datetime], None]) -> None:
    """As `World.run_until`, looking at each mark on which nothing happens, without stopping the clock for it."""
    while True:
        wake = world.settle()
        now = world.clock.now()
        if now >= until:
            return
        after = until if wake is None else min(wake, until)
        for mark in MARKS:
            if now < mark < after:
                look(mark)
        world.clock.move_to(max(after, now + timedelta(microseconds=1)))


def promise(world: World) -> None:
    clerk = world.person("clerk")
    _until(world, lambda: clerk.sees("Potholes"))
    clerk.reply(clerk.find("Potholes"), "tomorrow")


def answer_by_form(world: World) -> None:
    analyst = world.person("analyst")
    _form(
        world, analyst, "Permits", "Answer", {"numerator": "410", "denominator": "500", "for_summary": "two clerks ill"}
    )


def answer_by_reply(world: World) -> None:
    clerk = world.person("clerk")
    typed = clerk.reply(clerk.find("Potholes"), "1009 <!channel> heavy rain")
    world.run_until(world.clock.now() + AGAIN)
    clerk.edit(typed, "1090 <!channel> heavy rain")


def rate(world: World) -> None:
    staff = world.person("unit-staff")
    for key in ("P1", "P2"):
        judged = {"likelihood": "amber-red", "reason": "It slows down."}
        _form(world, staff, "How likely is delivery?", "Rate", judged, UNIT, block=f"rate:{key}")


def agree(world: World) -> None:
    staff = world.person("unit-staff")
    for title in ("Permits", "Potholes"):
        line = f"Hire two clerks for {title.lower()} @director by 6 Oct done when both have started so that 60 more go"
        _form(world, staff, f"Draft summary: {title}", "Add Action", {"line": line}, UNIT)


def accept(world: World) -> None:
    director = world.person("director")
    for title in ("permits", "potholes"):
        _pressed(world, director, f"Hire two clerks for {title}", "Accept")


def claim(world: World) -> None:
    director = world.person("director")
    for title in ("permits", "potholes"):
        _form(world, director, f"Hire two clerks for {title}", "Done", {"evidence": f"two contracts for {title}"})


def close(world: World) -> None:
    staff = world.person("unit-staff")
    for title in ("permits", "potholes"):
        _pressed(world, staff, f"two contracts for {title}", "Close Action", UNIT)


def answer_again(world: World) -> None:
    analyst, clerk = world.person("analyst"), world.person("clerk")
    _until(
        world, lambda: analyst.sees("for the stocktake on Wed 11 Oct") and clerk.sees("for the stocktake on Wed 11 Oct")
    )
    analyst.reply(analyst.find("for the stocktake on Wed 11 Oct"), "84.2 both are back")
    clerk.say("1075 a dry week")


def explain(world: World) -> None:
    staff = world.person("unit-staff")
    for title in ("Permits", "Potholes"):
        _form(world, staff, title, "No Action Because", {"because": "Two clerks have just started."}, UNIT)


def _form(
    world: World,
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
            _press(world, person, words, label, channel, block)
        if person.do("view")["view"] is not None:
            break
    person.fill(**filled)
    for _ in range(TRIES):
        try:
            errors = person.submit()
        except ErrorTriangle:
            world.run_until(world.clock.now() + AGAIN)
            continue
        if not errors:
            break
        world.run_until(world.clock.now() + AGAIN)
    person.close()


def _pressed(world: World, person: Person, words: str, label: str, channel: str = "") -> None:
    """Press until the button is gone; what says that it was done already is closed."""
    for _ in range(TRIES):
        if _newest(person, words, label, channel) is None:
            break
        _press(world, person, words, label, channel)
        world.run_until(world.clock.now() + AGAIN)
    person.close()


def _press(world: World, person: Person, words: str, label: str, channel: str, block: str | None = None) -> None:
    _until(world, lambda: _newest(person, words, label, channel) is not None)
    message = _newest(person, words, label, channel)
    assert message is not None
    try:
        person.press(message, label, block=block)
    except ErrorTriangle:
        world.run_until(world.clock.now() + AGAIN)


def _newest(person: Person, words: str, label: str, channel: str) -> dict[str, Any] | None:
    place = person.channel(channel) if channel else person.app_channel()
    for message in reversed(person.everything(place)):
        reminder = " to look at." in message["text"]  # has a line, and a button, for more than one thing
        if words in rendered(message) and label in buttons(message) and not reminder:
            return message
    return None


def _until(world: World, condition: Callable[[], bool]) -> None:
    """Look again until it is there, as one does."""
    for _ in range(TRIES):
        if condition():
            return
        world.run_until(world.clock.now() + AGAIN)
    raise NotThere("it never came")


SCRIPT: Final[tuple[tuple[int, str, Act], ...]] = (
    (2, "10:00", promise),
    (3, "11:00", answer_by_form),
    (3, "14:00", answer_by_reply),
    (4, "09:30", rate),
    (5, "12:30", agree),
    (5, "14:00", accept),
    (9, "11:00", answer_again),
    (10, "09:30", rate),
    (10, "11:00", claim),
    (11, "09:30", close),
    (11, "12:30", explain),
)
