"""The story until the freeze: asked, promised, reminded, answered, queried, rated, edited."""

from demo.acts import fill_in, rate, row
from demo.example import MEETING, Stage, published
from demo.seeing import UNIT, check, check_picture, digests, newest_with, see
from sandbox.people import buttons, rendered

RATINGS = (
    ("(A1)", "amber-red", "Last winter fell 5.5 points from September to January."),
    ("(B1)", "amber-green", "Within what past months suggest."),
    ("(C1)", "green", "September is out, and the pledge is met."),
    ("(D1)", "red", "Nothing that was begun has reached the number.", "The path is steepest after the winter."),
    ("(E1)", "amber-red", "Nobody has seen a figure for September."),
)


def asked(stage: Stage) -> None:
    for handle, title in (
        ("waits-analyst", "Emergency waits"),
        ("sites-analyst", "Long waits"),
        ("borders-analyst", "Asylum applications"),
    ):
        message = see(stage.person(handle), MEETING)
        check(title in rendered(message) and "September 2017" in rendered(message), f"{handle} is asked for {title}")
        check("Tue 10 Oct" in message["text"], "the text names the day it is due")
        check("Answer" in buttons(message), "it can be answered by a button")
    both = rendered(see(stage.person("trusts-analyst"), MEETING))
    check("2 figures" in both and "one large trust" in both and "Home before noon" in both, f"one message asks: {both}")
    lead = see(stage.person("delivery-lead"), MEETING)
    check("Late, New Date" in buttons(lead), "whose milestone falls due is asked about it")


def promised(stage: Stage) -> None:
    person = stage.person("sites-analyst")
    person.reply(see(person, MEETING), "Thursday")
    stage.go_to_rest()
    see(person, "Thu 5 Oct")


def reminded(stage: Stage) -> None:
    see(stage.person("waits-analyst"), "September")
    check(len(digests(stage.person("waits-analyst"))) == 1, "who has not answered is reminded once")
    check(len(digests(stage.person("trusts-analyst"))) == 1, "of both figures in one message")
    check(not digests(stage.person("sites-analyst")), "who promised is left alone")


def promise_recalled(stage: Stage) -> None:
    check(len(digests(stage.person("sites-analyst"))) == 1, "on the promised day it is brought to mind, once")


def replied(stage: Stage) -> None:
    person = stage.person("sites-analyst")
    typed = person.reply(see(person, MEETING), "159,015 fewer beds were free")
    stage.go_to_rest()
    see(person, "Recorded: 159,015 patients")
    person.edit(typed, f"{published('B1', 'Sep 2017')['value']:,} fewer beds were free")
    stage.go_to_rest()
    reading = see(person, "195,015 patients")
    check("159,015" in rendered(reading), "the corrected reading names what it replaces")


def which(stage: Stage) -> None:
    person = stage.person("trusts-analyst")
    person.say(f"{published('D1', 'Sep 2017')['value']} two wards were closed")
    stage.go_to_rest()
    question = see(person, "Which figure is")
    person.press(question, "Emergency waits at one large trust, Sep 2017")
    stage.go_to_rest()
    see(person, "Recorded: 82.64 %, September 2017")


def answered(stage: Stage) -> None:
    person, figure = stage.person("waits-analyst"), published("A1", "Sep 2017")
    person.press(see(person, MEETING), "Answer")
    person.modal()
    top, bottom = str(figure["numerator"]), str(figure["denominator"])
    person.fill(numerator=bottom, denominator=top, for_summary="more patients than planned")
    errors = person.submit()
    check("numerator" in errors, "exchanged numbers are questioned beside their box")
    person.fill(numerator=top, denominator=bottom, likelihood="amber-green", chance="60", next_value="90.1")
    check(not person.submit(), "the right numbers are taken")
    shown = rendered(person.modal())
    check("Recorded: 89.67 %, September 2017" in shown, f"the modal shows how it reads: {shown}")
    check("6,431 patients" in shown, "and by how many patients the interim target was missed")
    person.close()
    stage.go_to_rest()
    reading = see(person, "Recorded: 89.67 %, September 2017")
    check_picture(person, reading)


def queried(stage: Stage) -> None:
    owner, staff = stage.person("borders-analyst"), stage.person("unit-staff")
    owner.reply(see(owner, MEETING), f"{published('C1', 'Sep 2017')['value']:,} fewer arrivals by lorry")
    stage.go_to_rest()
    staff.press(newest_with(staff, UNIT, "Asylum applications (C1), September 2017: 4,225", "Query"), "Query")
    fill_in(staff, "a question is taken", reason="Is it principal applicants only?")
    stage.go_to_rest()
    owner.reply(see(owner, "Is it principal applicants only?"), "Yes, without their families.")
    stage.go_to_rest()
    staff.press(newest_with(staff, UNIT, "Yes, without their families.", "Accept"), "Accept")
    stage.go_to_rest()
    see(owner, "The unit has checked it")


def rated(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    for key, likelihood, reason, *explains in RATINGS:
        rate(staff, key, likelihood, reason, *explains)
    stage.go_to_rest()
    see(staff, "Rated: all 5 priorities", UNIT)


def shared(stage: Stage) -> None:
    person = stage.person("waits-analyst")
    message = see(person, "You see it first")
    check("amber-red" in rendered(message).lower(), "the owner sees the draft rating before anybody else does")
    check("You said amber-green" in rendered(message), "beside their own")


def lines_edited(stage: Stage) -> None:
    staff, lead = stage.person("unit-staff"), stage.person("delivery-lead")
    message = newest_with(staff, UNIT, "The lines of 5 summaries", "Edit Lines")
    label, block = row(message, "Emergency waits:")
    staff.press(message, label, block=block)
    needed = "Agree the winter drive for the 20 lowest trusts"
    fill_in(staff, "a line is edited", needed=needed, needed_by="2017-10-27")
    lead.press(see(lead, MEETING), "Late, New Date")
    fill_in(lead, "a milestone is late", day="2017-11-30", reason="Two lounges wait for their fire doors.")
    stage.go_to_rest()
    see(staff, "Milestone late", UNIT)


def frozen(stage: Stage) -> None:
    staff = stage.person("unit-staff")
    gaps = newest_with(staff, UNIT, "Home before noon", "Hold It, Gaps Listed")
    check("Frozen, and one figure missing" in rendered(gaps) or "1 figure missing" in rendered(gaps), "a gap is told")
    staff.press(gaps, "Hold It, Gaps Listed")
    stage.go_to_rest()
    problems(stage)
    brief = rendered(see(stage.person("principal"), "1 decision for you"))
    check("winter drive" in brief and "No figure for" in brief, f"the brief has the decision and the gap: {brief}")
    check(brief.index("winter drive") < brief.index("Exceptions"), "decisions first")


def problems(stage: Stage) -> None:
    """What the rules find in the frozen data is proposed to staff: one is raised, one is not, for a reason."""
    staff = stage.person("unit-staff")
    proposed = newest_with(staff, UNIT, "2 problems proposed by rule", "Raise")
    check("rated red" in rendered(proposed), "a red rating is proposed as a problem")
    staff.press(proposed, "Raise", block="problem:2")
    lead = stage.person("delivery-lead").id
    fill_in(staff, "a problem is raised", lead=lead, exit_criteria="The two wards are open and it is amber-green")
    staff.press(proposed, "Not Now", block="problem:1")
    fill_in(staff, "a reason is taken", reason="The winter drive answers it")
    stage.go_to_rest()
    decided = rendered(see(staff, "Decided: 2 problems", UNIT))
    check("level 3, priority review" in decided and "Not now" in decided, f"both are kept: {decided}")
