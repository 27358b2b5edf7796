"""The story from the meeting to the summaries: actions agreed, drafts held and posted, a question asked."""

from demo.acts import fill_in, mention
from demo.example import Stage
from demo.seeing import CHANNEL, UNIT, check, check_picture, newest_with, posted_once, see
from sandbox.people import buttons, rendered

LEADERS = "#leaders"
BORDERS = "#borders"


def agreed(stage: Stage) -> None:
    """The meeting, row by row; nothing is sent until it is closed."""
    staff, director = stage.person("unit-staff"), stage.person("hospitals-director")
    staff.press(newest_with(staff, UNIT, "the meeting", "Add Action"), "Add Action")
    fill_in(
        staff,
        "an action in one line is taken",
        line="Agree the winter drive for the 20 lowest trusts @hospitals-director by Fri 27 Oct "
        "done when all 20 trusts have confirmed their plan in writing "
        "so that half of the patients who wait too long are reached",
    )
    stage.go_to_rest()
    meeting = newest_with(staff, UNIT, "the meeting", "Add Action")
    check("Agreed today: A-1" in rendered(meeting), "the row names what was agreed")
    staff.press(meeting, "Open", block="row:D1")
    stage.go_to_rest()
    meeting = newest_with(staff, UNIT, "the meeting", "Add Action")
    staff.press(meeting, "Add Action")
    staff.modal()
    staff.fill(line="Open the two closed wards @delivery-lead by 10 Nov")
    check(not staff.submit(), "a line that does not say everything is no mistake")
    check("fill in what the line did not say" in rendered(staff.modal()), "what it did not say is asked for")
    fill_in(
        staff,
        "the form is taken",
        moves_number="40 beds more, where most people wait.",
        closure_test="both wards take patients",
    )
    staff.press(meeting, "Next")
    stage.go_to_rest()
    staff.press(newest_with(staff, UNIT, "the meeting", "No Action Because"), "No Action Because")
    fill_in(staff, "a reason is taken", because="The new count starts on 1 November.")
    stage.go_to_rest()
    check("A-1" not in "".join(rendered(one) for one in director.dm()), "nobody is asked before the meeting is closed")
    staff.press(newest_with(staff, UNIT, "the meeting", "Close Meeting"), "Close Meeting")
    stage.go_to_rest()
    offer = see(director, "Agree the winter drive")
    director.press(offer, "Accept")
    stage.go_to_rest()
    check("Accept" not in buttons(see(director, "Agree the winter drive")), "an accepted offer has no Accept any more")


def drafted(stage: Stage) -> None:
    """The drafts come to staff; one is edited and held."""
    staff = stage.person("unit-staff")
    draft = newest_with(staff, UNIT, "Draft summary: Asylum applications", "Edit")
    staff.press(draft, "Edit")
    fill_in(staff, "a line is edited", why="Fewer arrivals by lorry since the new checks")
    stage.go_to_rest()
    staff.press(newest_with(staff, UNIT, "Draft summary: Asylum applications", "Hold"), "Hold")
    stage.go_to_rest()
    see(staff, "it does not post itself", UNIT)


def posted(stage: Stage) -> None:
    reader = stage.person("principal")
    summary = posted_once(reader, "Emergency waits: slightly behind")
    for words in ("89.67 % in Sep 2017 against 90.00 expected", "AMBER-RED", "amber-green", "1 open"):
        check(words in rendered(summary), f"the summary says “{words}”: {rendered(summary)}")
    check("Needed from the principal by Fri 27 Oct" in rendered(summary), "and what is needed, as staff wrote it")
    thread = reader.thread(summary)
    check(len(thread) == 3, f"follow-ups, three questions and chart are in its thread, not {len(thread)} replies")
    check("A-1" in rendered(thread[0]), "its actions come first in the thread")
    check_picture(reader, thread[2])
    posted_once(reader, "Long waits in major departments: slightly behind")
    cover = rendered(see(reader, "worst first", LEADERS))
    check(cover.index("Home before noon") < cover.index("Long waits"), f"the cover has the worst first: {cover}")
    check("Not out yet: Asylum applications" in cover, "and says what is not out yet")


def posted_by_hand(stage: Stage) -> None:
    staff, reader = stage.person("unit-staff"), stage.person("principal")
    staff.press(newest_with(staff, UNIT, "Asylum applications", "Post Now"), "Post Now")
    stage.go_to_rest()
    summary = rendered(see(reader, "Asylum applications: on trajectory", BORDERS))
    check("target met" in summary and "GREEN" in summary, f"the pledge was met: {summary}")
    check("Fewer arrivals by lorry since the new checks" in summary, "in the words that staff edited")
    check("Not out yet" not in rendered(see(reader, "worst first", LEADERS)), "nothing is missing on the cover")


def questioned(stage: Stage) -> None:
    reader, staff = stage.person("principal"), stage.person("unit-staff")
    reader.press(posted_once(reader, "Emergency waits: slightly behind"), "Ask a Question")
    fill_in(reader, "a question is taken", what="Which trusts fell most since August?")
    stage.go_to_rest()
    staff.press(newest_with(staff, UNIT, "Which trusts fell most since August?", "Answer It"), "Answer It")
    fill_in(staff, "an answer is taken", reply="The three largest; their plans come with the winter drive")
    stage.go_to_rest()
    see(reader, "The three largest")


def mentioned(stage: Stage) -> None:
    """`@Stocktake` in the summary's thread reaches staff as well, and becomes an action."""
    reader, staff = stage.person("hospitals-director"), stage.person("unit-staff")
    summary = posted_once(reader, "Long waits in major departments")
    reader.reply(summary, f"{mention(reader, 'stocktake')} Can we have the numbers by site?")
    stage.go_to_rest()
    message = newest_with(staff, UNIT, "Can we have the numbers by site?", "Make an Ask")
    staff.press(message, "Make an Ask")
    fill_in(
        staff,
        "an ask is taken",
        what="Send the numbers by site",
        person=stage.person("trusts-analyst").id,
        by_when="2017-11-15",
        why="One sees where the long waits are.",
    )
    stage.go_to_rest()
    see(stage.person("trusts-analyst"), "Send the numbers by site")
    see(reader, "is asked")


def agreed_in_the_room(stage: Stage) -> None:
    staff = see(stage.person("unit-staff"), "agreed in the room", UNIT)
    check("A-2" in rendered(staff), "silence counts as agreed, and staff are told")


CHANNELS = (CHANNEL, LEADERS, BORDERS)
