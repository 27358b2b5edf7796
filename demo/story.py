"""One whole cycle and the beginning of the next, acted out by people in their Slack and checked by what they see.

The same story is told in one process, by a test, and over real sockets, by `play`. Every check reads the workspace.
Figures are the published ones (examples/published.yaml).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

import yaml

from demo.seeing import UNIT, check, check_picture, digests, has, newest_with, posted_once, see
from sandbox.people import Person, buttons, rendered

LONDON: Final = ZoneInfo("Europe/London")
EXAMPLES: Final = Path(__file__).parent.parent / "examples"
PLAN: Final = EXAMPLES / "delivery-unit.yaml"
START: Final = datetime(2017, 9, 25, 8, 0, tzinfo=UTC)


class Stage(Protocol):
    """Where the story is told."""

    def person(self, handle: str) -> Person:
        """Somebody of the cast at their Slack."""
        ...

    def go_to(self, instant: datetime) -> None:
        """Let time pass, everything happening that falls due on the way."""
        ...

    def go_to_rest(self) -> None:
        """Let what was just done be answered."""
        ...


@dataclass(frozen=True)
class Step:
    """One step: when, what happens in a line, and how it is done and checked."""

    at: datetime
    title: str
    do: Callable[[Stage], None]


def steps() -> Iterator[Step]:
    """The story, in order."""
    for day, wall, title, do in SCRIPT:
        hour, minute = map(int, wall.split(":"))
        yield Step(datetime(*day, hour, minute, tzinfo=LONDON).astimezone(UTC), title, do)


def published(key: str, period: str) -> dict[str, Any]:
    """What was published for a period: value, and the two numbers it is made from where there are."""
    figures: dict[str, Any] = yaml.safe_load((EXAMPLES / "published.yaml").read_text())[key][period]
    return figures


def asked(stage: Stage) -> None:
    for handle, title, month in (
        ("waits-analyst", "Emergency waits", "September 2017"),
        ("sites-analyst", "Long waits", "September 2017"),
    ):
        message = see(stage.person(handle), "for the stocktake on Wed 18 Oct")
        check(title in rendered(message) and month in rendered(message), f"{handle} is asked for {title}, {month}")
        check("Tue 10 Oct" in message["text"], "the text names the day it is due")
        check("Answer" in buttons(message), "it can be answered by a button")


def promised(stage: Stage) -> None:
    person = stage.person("sites-analyst")
    person.reply(see(person, "for the stocktake on Wed 18 Oct"), "Thursday")
    stage.go_to_rest()
    see(person, "Thu 5 Oct")


def reminded(stage: Stage) -> None:
    see(stage.person("waits-analyst"), "September")
    person = stage.person("waits-analyst")
    check(len(digests(person)) == 1, "who has not answered is reminded once")
    check(not digests(stage.person("sites-analyst")), "who promised is left alone")


def promise_recalled(stage: Stage) -> None:
    check(len(digests(stage.person("sites-analyst"))) == 1, "on the promised day it is brought to mind, once")


def replied(stage: Stage) -> None:
    person = stage.person("sites-analyst")
    typed = person.reply(see(person, "for the stocktake on Wed 18 Oct"), "159,015 fewer beds were free")
    stage.go_to_rest()
    see(person, "Recorded: 159,015 patients")
    person.edit(typed, f"{published('B1', 'Sep 2017')['value']:,} fewer beds were free")
    stage.go_to_rest()
    reading = see(person, "195,015 patients")
    check("159,015" in rendered(reading), "the corrected reading names what it replaces")


def answered(stage: Stage) -> None:
    person, figure = stage.person("waits-analyst"), published("A1", "Sep 2017")
    person.press(see(person, "for the stocktake on Wed 18 Oct"), "Answer")
    person.modal()
    top, bottom = str(figure["numerator"]), str(figure["denominator"])
    person.fill(numerator=bottom, denominator=top, for_summary="more patients than planned")
    errors = person.submit()
    check("numerator" in errors, "exchanged numbers are questioned beside their box")
    person.fill(numerator=top, denominator=bottom, likelihood="amber-green")
    check(not person.submit(), "the right numbers are taken")
    shown = rendered(person.modal())
    check("Recorded: 89.67 %, September 2017" in shown, f"the modal shows how it reads: {shown}")
    check("6,431 patients" in shown, "and by how many patients the interim target was missed")
    person.close()
    stage.go_to_rest()
    reading = see(person, "Recorded: 89.67 %, September 2017")
    check_picture(person, reading)


def rated(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    for title, likelihood, reason in (
        ("Emergency waits", "amber-red", "Last winter fell 5.5 points from September to January."),
        ("Long waits in major departments", "amber-green", "Within what past months suggest."),
    ):
        message = newest_with(staff, UNIT, title, "Rate")
        staff.press(message, "Rate")
        staff.modal()
        staff.fill(likelihood=likelihood, reason=reason)
        check(not staff.submit(), "a rating is taken")
    stage.go_to_rest()


def shared(stage: Stage) -> None:
    person = stage.person("waits-analyst")
    message = see(person, "You see it first")
    check("amber-red" in rendered(message).lower(), "the owner sees the draft rating before anybody else does")


def agreed(stage: Stage) -> None:
    staff, director = stage.person("unit-staff"), stage.person("hospitals-director")
    draft = newest_with(staff, UNIT, "Emergency waits", "Post Now")
    staff.press(draft, "Post Now")
    check("no open action" in rendered(staff.modal()), "the gate is shut without an action, and says so")
    staff.close()
    staff.press(draft, "Add Action")
    staff.modal()
    staff.fill(
        text="Agree the winter drive for the 20 lowest trusts",
        moves_number="The 20 lowest trusts hold half of the patients who wait too long.",
        owner=director.id,
        due_on="2017-10-27",
        closure_test="all 20 trusts have confirmed their plan in writing",
    )
    check(not staff.submit(), "an action is taken")
    stage.go_to_rest()
    check("no open action" not in rendered(newest_with(staff, UNIT, "Emergency waits", "Post Now")), "the gate opens")
    offer = see(director, "Agree the winter drive")
    director.press(offer, "Accept")
    stage.go_to_rest()
    check("Accept" not in buttons(see(director, "Agree the winter drive")), "an accepted offer has no Accept any more")


def posted(stage: Stage) -> None:
    reader = stage.person("principal")
    summary = posted_once(reader, "Emergency waits: slightly behind")
    for words in ("89.67 % in Sep 2017 against 90.00 expected", "AMBER-RED", "amber-green", "1 open"):
        check(words in rendered(summary), f"the summary says “{words}”: {rendered(summary)}")
    thread = reader.thread(summary)
    check(len(thread) == 3, f"follow-ups, three questions and chart are in its thread, not {len(thread)} replies")
    check("A-1" in rendered(thread[0]), "its actions come first in the thread")
    check_picture(reader, thread[2])
    posted_once(reader, "Long waits in major departments: slightly behind")


def overdue(stage: Stage) -> None:
    director = stage.person("hospitals-director")
    check(any("overdue" in rendered(one) for one in digests(director)), "an overdue action is brought to mind")


def escalated(stage: Stage) -> None:
    check(
        any("A-1" in rendered(one) for one in digests(stage.person("delivery-lead"))), "the delivery lead hears of it"
    )


def claimed(stage: Stage) -> None:
    director = stage.person("hospitals-director")
    director.press(see(director, "Agree the winter drive"), "Done") if has(director, "Done") else None
    director.modal()
    director.fill(evidence="20 letters, in the shared folder")
    check(not director.submit(), "done is claimed, with evidence")
    stage.go_to_rest()


def closed(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    message = newest_with(staff, UNIT, "20 letters, in the shared folder", "Close Action")
    staff.press(message, "Close Action")
    stage.go_to_rest()
    see(stage.person("hospitals-director"), "closed")
    check("Close Action" not in buttons(see(staff, "20 letters", UNIT)), "a closed action has no buttons any more")


def asked_again(stage: Stage) -> None:
    director = stage.person("hospitals-director")
    after = [one for one in digests(director) if float(one["ts"]) > datetime(2017, 11, 8, tzinfo=UTC).timestamp()]
    check(not after, "a closed action is not chased")
    message = see(stage.person("waits-analyst"), "for the stocktake on Wed 13 Dec")
    check("October 2017" in rendered(message), "the next cycle asks for October")
    check("A-1" in rendered(message) or "winter drive" in rendered(message), "and says what the last answer led to")


def answered_again(stage: Stage) -> None:
    waits, sites, a1 = stage.person("waits-analyst"), stage.person("sites-analyst"), published("A1", "Oct 2017")
    waits.reply(see(waits, "for the stocktake on Wed 13 Dec"), f"{a1['numerator']}/{a1['denominator']} a mild month")
    sites.say(f"{published('B1', 'Oct 2017')['value']} as last month")
    stage.go_to_rest()
    see(waits, "Recorded: 89.94 %, October 2017")
    see(sites, "Recorded: 201,118 patients, October 2017")


def rated_again(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    for title in ("Emergency waits", "Long waits in major departments"):
        staff.press(newest_with(staff, UNIT, title, "Rate"), "Rate")
        staff.modal()
        staff.fill(likelihood="amber-red", reason="Winter comes on top.")
        check(not staff.submit(), "a rating is taken")
    stage.go_to_rest()


def explained(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    for title in ("Emergency waits", "Long waits in major departments"):
        staff.press(newest_with(staff, UNIT, title, "No Action Because"), "No Action Because")
        staff.modal()
        staff.fill(because="The winter drive began last week; its first figures come in January.")
        check(not staff.submit(), "a reason is taken")
    stage.go_to_rest()


def posted_again(stage: Stage) -> None:
    reader = stage.person("principal")
    summary = posted_once(reader, "89.94 % in Oct 2017")
    thread = reader.thread(summary)
    check("A-1" in rendered(thread[0]) and "closed" in rendered(thread[0]), "it opens with the action that was closed")


SCRIPT: Final = (
    ((2017, 9, 27), "09:05", "Two analysts are asked for September", asked),
    ((2017, 9, 29), "10:00", "One promises it for Thursday", promised),
    ((2017, 10, 2), "09:05", "Who has not answered is reminded, who promised is left alone", reminded),
    ((2017, 10, 5), "09:05", "On Thursday the promise is brought to mind", promise_recalled),
    ((2017, 10, 5), "11:00", "A reply with two digits exchanged, put right by editing it", replied),
    ((2017, 10, 6), "14:00", "The other answers by form: exchanged numbers first, then right", answered),
    ((2017, 10, 10), "09:10", "Staff judge the likelihood of delivery", rated),
    ((2017, 10, 11), "09:05", "The owner sees the draft rating first", shared),
    ((2017, 10, 18), "12:10", "After the meeting the gate asks for an action; its owner accepts", agreed),
    ((2017, 10, 19), "10:05", "The summary goes out with its thread and chart", posted),
    ((2017, 10, 30), "09:05", "The action is overdue: its owner is reminded", overdue),
    ((2017, 11, 3), "09:05", "Five working days overdue: the delivery lead hears of it", escalated),
    ((2017, 11, 6), "11:00", "The owner says it is done, with evidence", claimed),
    ((2017, 11, 7), "11:00", "Staff check the closure test and close it", closed),
    ((2017, 11, 22), "09:05", "The next cycle asks, and says what came of the last", asked_again),
    ((2017, 11, 24), "10:00", "Both answer by reply", answered_again),
    ((2017, 12, 5), "09:10", "Staff judge again", rated_again),
    ((2017, 12, 13), "12:10", "Staff say why no action is needed", explained),
    ((2017, 12, 14), "10:05", "The next summary opens with what became of the action", posted_again),
)
