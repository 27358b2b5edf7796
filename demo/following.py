"""The story after the summaries: actions chased and closed, a figure corrected, the next cycle."""

from datetime import UTC, datetime

from demo.acts import fill_in, rate
from demo.example import Stage, published
from demo.seeing import CHANNEL, UNIT, check, digests, newest_with, posted_once, see
from sandbox.people import buttons, rendered


def overdue(stage: Stage) -> None:
    director = stage.person("hospitals-director")
    check(any("overdue" in rendered(one) for one in digests(director)), "an overdue action is brought to mind")


def escalated(stage: Stage) -> None:
    check(
        any("A-1" in rendered(one) for one in digests(stage.person("delivery-lead"))), "the delivery lead hears of it"
    )


def claimed(stage: Stage) -> None:
    director = stage.person("hospitals-director")
    offer = see(director, "Agree the winter drive")
    if "Done" in buttons(offer):
        director.press(offer, "Done")
        fill_in(director, "done is claimed, with evidence", evidence="20 letters, in the shared folder")
    stage.go_to_rest()


def closed(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    message = newest_with(staff, UNIT, "20 letters, in the shared folder", "Close Action")
    staff.press(message, "Close Action")
    stage.go_to_rest()
    see(stage.person("hospitals-director"), "closed")
    check("Close Action" not in buttons(see(staff, "20 letters", UNIT)), "a closed action has no buttons any more")


def corrected(stage: Stage) -> None:
    """Two digits were exchanged, and nobody saw it until now."""
    person, figure = stage.person("trusts-analyst"), published("D1", "Sep 2017")
    person.reply(see(person, "Recorded: 82.64 %"), "D1 82.46 recounted")
    stage.go_to_rest()
    correction = see(stage.person("principal"), "Correction: Emergency waits at one large trust", CHANNEL)
    check(f"{figure['value']} %" in rendered(correction) and "82.46 %" in rendered(correction), "both figures are told")


def asked_again(stage: Stage) -> None:
    director = stage.person("hospitals-director")
    after = [one for one in digests(director) if float(one["ts"]) > datetime(2017, 11, 8, tzinfo=UTC).timestamp()]
    check(not any("A-1" in rendered(one) for one in after), "a closed action is not chased")
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
    for key in ("(A1)", "(B1)"):
        rate(staff, key, "amber-red", "Winter comes on top.")
    stage.go_to_rest()


def explained(stage: Stage) -> None:
    """Nobody closed the meeting, so that it has closed itself."""
    staff = stage.person("unit-staff")
    for title in ("Draft summary: Emergency waits*", "Draft summary: Long waits in major departments*"):
        staff.press(newest_with(staff, UNIT, title, "No Action Because"), "No Action Because")
        because = "The winter drive began last week; its first figures come in January."
        fill_in(staff, "a reason is taken", because=because)
    stage.go_to_rest()


def posted_again(stage: Stage) -> None:
    reader = stage.person("principal")
    summary = posted_once(reader, "89.94 % in Oct 2017")
    thread = reader.thread(summary)
    check("A-1" in rendered(thread[0]) and "closed" in rendered(thread[0]), "it opens with the action that was closed")
