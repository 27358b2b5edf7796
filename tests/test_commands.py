"""`/stocktake ...` as people type it: done, shown, a form opened, or told how it is written and who may."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.store.tables import action, cycle, summary
from sandbox.people import buttons
from tests.support.asking import BOTTOM, REST, TOP, asked_world, rest, rows, say
from tests.support.world import World

STAFF, WAITS, SITES = "unit-staff", "waits-analyst", "sites-analyst"


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def typed(world: World, handle: str, text: str) -> str:
    """What the person is told, or what stands in the form that opens."""
    told = world.person(handle).command(f"/stocktake {text}".strip())
    rest(world)
    return told


def test_alone_it_says_five_things_to_do_and_every_usage(world: World) -> None:
    told = typed(world, STAFF, "")
    assert told.count("•") == 5
    assert "`/stocktake stocktake move DATE REASON`" in told
    assert "stocktake move" not in typed(world, WAITS, "help")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("calender", "`/stocktake calendar [30d]`"),
        ("stocktake mvoe", "`/stocktake stocktake move DATE REASON`"),
        ("action sohw", "`/stocktake action show A-1`"),
    ],
)
def test_a_misspelt_word_gets_the_nearest_and_no_error(world: World, text: str, meant: str) -> None:
    assert f"Did you mean this? {meant}" in typed(world, STAFF, text)


@pytest.mark.parametrize(
    "text",
    [
        "rate",
        "problem raise",
        "problem level P-1",
        "stocktake plan",
        "stocktake post",
        "action show",
        "action give A-1",
    ],
)
def test_what_is_left_out_is_told_with_how_it_is_written(world: World, text: str) -> None:
    assert typed(world, STAFF, text).startswith("Something is missing. It is written like this: `/stocktake ")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("remind", "Only delivery unit staff may remind owners."),
        ("rate A1", "Only delivery unit staff may rate likelihood."),
        ("stocktake freeze", "Only delivery unit staff may run the meeting."),
        ("stocktake move 25 Oct no time", "Only delivery unit staff may move or cancel a stocktake."),
        ("stocktake cancel no time", "Only delivery unit staff may move or cancel a stocktake."),
        ("stocktake plan 2018-01-10", "Only delivery unit staff may plan a stocktake."),
        ("stocktake hold A1", "Only delivery unit staff may hold a summary."),
        ("stocktake post A1", "Only delivery unit staff may post a summary."),
        ("stocktake preview A1", "Only delivery unit staff may edit a summary."),
        ("action add A1 Do it", "Only delivery unit staff may add an action."),
        ("preview", "Only delivery unit staff may see all messages to come."),
        ("problem", "Only delivery unit staff may see the problems."),
        ("problem raise A1", "Only delivery unit staff may see the problems."),
        ("health", "Only delivery unit staff may see the health of the routine."),
        ("why @unit-head", "may see why a message came."),
    ],
)
def test_a_refusal_says_who_may_and_nothing_is_changed(world: World, text: str, who: str) -> None:
    before = rows(world, cycle), rows(world, action)
    assert who in typed(world, WAITS, text)
    assert (rows(world, cycle), rows(world, action)) == before


def test_submit_opens_the_form_of_what_is_owed(world: World) -> None:
    assert "Emergency waits (A1)" in typed(world, WAITS, "submit")
    assert "You owe no figure." in typed(world, STAFF, "submit")
    assert "You owe no figure of Long waits in major departments." in typed(world, WAITS, "submit B1")


def test_status_of_one_priority_and_of_one_that_is_not_there(world: World) -> None:
    assert typed(world, STAFF, "status b1").count("•") == 1
    assert "There is no priority Z9." in typed(world, STAFF, "status Z9")


def test_a_stocktake_is_moved_and_what_was_not_sent_follows(world: World) -> None:
    assert "is moved to Wed 25 Oct 2017" in typed(world, STAFF, "stocktake move 25 Oct the principal is abroad")
    unit = world.person(STAFF).channel("#delivery-unit")
    assert world.person(STAFF).sees("moved to Wed 25 Oct", unit)
    assert next(str(one["meeting_on"]) for one in rows(world, cycle)) == "2017-10-25"
    request = world.person(WAITS).find("for the stocktake on Wed 25 Oct")
    assert "Answer" in buttons(request)
    world.run_until(datetime(2017, 10, 18, 12, tzinfo=UTC))
    assert not world.person(STAFF).sees("the meeting.", unit)
    world.run_until(datetime(2017, 10, 25, 9, 5, tzinfo=UTC))
    assert world.person(STAFF).sees("the meeting.", unit)


def test_two_moves_in_a_row_are_told_to_the_units_head(world: World) -> None:
    typed(world, STAFF, "stocktake move 25 Oct the principal is abroad")
    typed(world, STAFF, "stocktake move 26 Oct and still is")
    assert world.person("unit-head").sees("The stocktake has been moved 2 times")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("stocktake move 22 Oct why", "is not a working day"),
        ("stocktake move 1 Oct 2017 why", "not in the future"),
        ("stocktake move soon", "I found no date there."),
        ("stocktake plan 11 Oct", "The stocktake on Wed 18 Oct comes first."),
        ("stocktake move 18 Oct why", "The stocktake is on that day already."),
    ],
)
def test_a_day_that_cannot_be_is_refused(world: World, text: str, why: str) -> None:
    assert why in typed(world, STAFF, text)


def test_a_stocktake_that_is_called_off_asks_nobody_any_more(world: World) -> None:
    assert "The stocktake on Wed 18 Oct 2017 is called off." in typed(world, STAFF, "stocktake cancel an election")
    assert not buttons(world.person(WAITS).find("No longer needed"))
    world.run_until(datetime(2017, 10, 11, 12, tzinfo=UTC))
    assert not [one for one in world.person(WAITS).dm() if " to look at." in one["text"]][1:]


def test_frozen_by_hand_before_the_bot_came_to_it_the_data_are_those_of_the_hour(world: World) -> None:
    hour = datetime(2017, 10, 13, 16, tzinfo=UTC)
    world.run_until(hour - REST)
    world.clock.move_to(hour + 20 * REST)  # the bot does nothing meanwhile
    world.person(STAFF).command("/stocktake stocktake freeze")
    assert rows(world, cycle)[0]["frozen_at"] == hour


def test_what_was_given_before_a_move_nearer_counts_although_the_new_hour_had_passed(
    world: World,
) -> None:
    world.run_until(datetime(2017, 10, 12, 12, tzinfo=UTC))  # a Thursday
    say(world, WAITS, f"{TOP}/{BOTTOM}")
    typed(world, STAFF, "stocktake move 16 Oct the principal is abroad")
    assert rows(world, cycle)[0]["state"] == "frozen"
    world.run_until(datetime(2017, 10, 13, 9, tzinfo=UTC))
    (brief,) = [one["text"] for one in world.person("principal").dm() if "Mon 16 Oct" in one["text"]]
    assert "Emergency waits (slightly behind)" in brief


def test_a_meeting_wants_frozen_data_and_then_begins(world: World) -> None:
    assert "Freeze them first" in typed(world, STAFF, "stocktake meet")
    typed(world, STAFF, "stocktake freeze")
    assert "comes to the unit’s channel" in typed(world, STAFF, "stocktake meet")
    assert world.person(STAFF).sees("the meeting.", world.person(STAFF).channel("#delivery-unit"))


def test_an_action_in_one_line_is_shown_given_and_dropped(world: World) -> None:
    line = "Agree the drive @hospitals-director by 27 Oct done when 20 plans are signed so that beds are free"
    assert "A-1 is recorded" in typed(world, STAFF, f"action add A1 {line}")
    assert "20 plans are signed" in typed(world, STAFF, "action show a1")
    assert "is with" in typed(world, STAFF, "action give A-1 @delivery-lead")
    assert "A-1 is dropped" in typed(world, STAFF, "action drop A-1 it is done elsewhere")
    assert [one["state"] for one in rows(world, action)] == ["dropped"]


def test_a_line_that_does_not_say_everything_opens_the_form_with_what_it_said(world: World) -> None:
    assert "fill in what the line did not say" in typed(world, STAFF, "action add A1 Agree the drive by 27 Oct")
    view = world.person(STAFF).do("view")["view"]
    assert view["blocks"][1]["element"]["initial_value"] == "Agree the drive"


def test_why_tells_what_was_sent_and_what_it_was_for(world: World) -> None:
    told = typed(world, WAITS, "why")
    assert "a request for a figure, sent: the stocktake on Wed 18 Oct" in told
    assert told.splitlines()[1:] == typed(world, STAFF, "why @waits-analyst").splitlines()[1:]


def test_preview_tells_what_will_go_out_to_whom_and_when(world: World) -> None:
    told = typed(world, STAFF, "preview 20d")
    assert "Tue 10 Oct, 09:00 (London): ratings asked of the unit: the stocktake on Wed 18 Oct." in told
    assert (
        "Thu 19 Oct, 10:00 (London): summary, if its gate is open and nobody holds it, Emergency waits: the stocktake"
        in told
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("calendar soon", "soon is no number of days. Write 1 to 999, like 30d."),
        ("calendar 0d", "0d is no number of days."),
        ("preview 1000", "1000 is no number of days."),
        ("requests lat", "There are no requests called lat. Write late, or nothing for all."),
        ("action list lat", "There are no actions called lat. Write mine, overdue, or nothing for all."),
    ],
)
def test_a_word_that_means_nothing_there_is_told_and_not_passed_over(world: World, text: str, says: str) -> None:
    assert says in typed(world, STAFF, text)


def test_a_stocktake_called_off_leaves_each_priority_where_its_last_due_figure_put_it(world: World) -> None:
    before = typed(world, STAFF, "status A1")
    typed(world, STAFF, "stocktake cancel The hall is closed")
    assert typed(world, STAFF, "status A1") == before
    assert "in Aug 2017 against" in before


def test_no_summary_is_posted_before_the_freeze(world: World) -> None:
    told = typed(world, STAFF, "stocktake post A1")
    assert told.startswith("The data of this stocktake are not frozen yet")
    assert not rows(world, summary)


def test_remind_reminds_whoever_was_not_told_today_and_says_how_many_that_is(world: World) -> None:
    assert typed(world, STAFF, "remind").startswith("*Nobody needs a reminder:*")
    typed(world, WAITS, "submit")
    world.run_until(datetime(2017, 10, 4, 8, 5, tzinfo=UTC))
    before = len(world.person(WAITS).dm())
    assert typed(world, STAFF, "remind").startswith("*2 people will be reminded today*")
    assert typed(world, STAFF, "remind").startswith("*Nobody needs a reminder:*")
    reminders = world.person(WAITS).dm()[before:]
    assert ["Emergency waits, September 2017 figure: due" in one["text"] for one in reminders] == [True]


def test_whoever_promised_a_day_is_not_reminded_by_hand_before_it(world: World) -> None:
    world.person(WAITS).say("Friday")
    world.run_until(datetime(2017, 10, 4, 8, 5, tzinfo=UTC))
    assert typed(world, STAFF, "remind").startswith("*1 person will be reminded today*")


def test_late_requests_are_called_late_and_a_promise_stands_beside(world: World) -> None:
    assert typed(world, STAFF, "requests late") == "*No figure is late.*"
    world.person(WAITS).say("Tuesday 10 October")
    world.run_until(datetime(2017, 10, 11, 8, 5, tzinfo=UTC))
    told = typed(world, STAFF, "requests late")
    assert told.startswith("*2 late figures*")
    assert "*late*, was due Tue 10 Oct, 17:00 (London), promised for Tue 10 Oct." in told
    typed(world, STAFF, "stocktake freeze")
    assert typed(world, STAFF, "requests late").startswith("*2 late figures*")


def test_the_status_says_the_unit_of_its_number(world: World) -> None:
    assert "90.30 % in Aug 2017 against 90.00 expected" in typed(world, STAFF, "status A1")


def test_the_calendar_goes_on_with_the_meetings_after_the_next(world: World) -> None:
    told = typed(world, WAITS, "calendar 150d")
    assert [line for line in told.splitlines() if "*meeting*" in line] == [
        "• Wed 18 Oct, 10:00 (London): *meeting*: Health stocktake.",
        "• Wed 13 Dec, 10:00 (London): *meeting*: Health stocktake.",
        "• Wed 14 Feb 2018, 10:00 (London): *meeting*: Health stocktake.",
    ]
    assert "13 Dec" not in typed(world, WAITS, "calendar 30d")


def test_because_is_no_part_of_the_reason_and_no_reason_by_itself(world: World) -> None:
    assert "New date of the meeting" in typed(world, STAFF, "stocktake move 25 Oct because")
    world.person(STAFF).close()
    typed(world, STAFF, "stocktake move 25 Oct because the principal is abroad")
    assert next(one["reason"] for one in rows(world, cycle)) == "the principal is abroad"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stocktake meet", "This stocktake is held already, so there is nothing to hold."),
        ("stocktake cancel no time", "This stocktake is held already, so there is nothing to call off."),
    ],
)
def test_after_the_meeting_a_refusal_names_what_cannot_be_done(world: World, text: str, says: str) -> None:
    typed(world, STAFF, "stocktake freeze")
    typed(world, STAFF, "stocktake meet")
    staff = world.person(STAFF)
    staff.press(staff.find("the meeting.", staff.channel("#delivery-unit")), "Close Meeting")
    rest(world)
    assert typed(world, STAFF, text) == says


def test_a_summary_that_is_out_is_not_said_to_go_out_again(world: World) -> None:
    for text in ("stocktake freeze", "stocktake meet"):
        typed(world, STAFF, text)
    staff = world.person(STAFF)
    staff.press(staff.find("the meeting.", staff.channel("#delivery-unit")), "Close Meeting")
    rest(world)
    line = "Agree it @hospitals-director by 27 Oct 2017 done when it is agreed so that beds are free"
    typed(world, STAFF, f"action add A1 {line}")
    assert typed(world, STAFF, "stocktake post A1") == "*Going out now:* Emergency waits."
    assert typed(world, STAFF, "stocktake post A1") == "*Nothing to do:* the summary of Emergency waits is out already."


def test_help_says_what_a_leader_can_do_and_not_what_an_analyst_can(world: World) -> None:
    assert "Ask a Question" in typed(world, "hospitals-director", "help")
    assert "Ask a Question" not in typed(world, WAITS, "help")


def test_a_stocktake_planned_by_hand_pushes_none_of_the_calendar_out(world: World) -> None:
    typed(world, STAFF, "stocktake plan 2018-01-10")
    typed(world, STAFF, "stocktake cancel because the hall is closed")
    told = typed(world, STAFF, "calendar 120d")
    assert [line.split(",")[0] for line in told.splitlines() if "*meeting*" in line] == [
        "• Wed 13 Dec",
        "• Wed 10 Jan 2018",
    ]


def test_a_stocktake_that_was_moved_stands_once_in_the_calendar(world: World) -> None:
    typed(world, STAFF, "stocktake move 12 Oct the principal is abroad")
    told = typed(world, STAFF, "calendar 90d")
    assert [line.split(",")[0] for line in told.splitlines() if "*meeting*" in line] == ["• Thu 12 Oct", "• Wed 13 Dec"]


def test_no_summary_is_posted_before_its_meeting_is_closed(world: World) -> None:
    typed(world, STAFF, "stocktake freeze")
    told = typed(world, STAFF, "stocktake post A1")
    assert told.startswith("This stocktake has not been held yet")
    assert not rows(world, summary)


def test_a_date_that_comes_sooner_is_no_slip_and_the_same_date_no_proposal(world: World) -> None:
    line = "Agree it @hospitals-director by 27 Oct 2017 done when it is agreed so that beds are free"
    for text in (f"action add A1 {line}", "stocktake freeze", "stocktake meet"):
        typed(world, STAFF, text)
    staff, director = world.person(STAFF), world.person("hospitals-director")
    unit = staff.channel("#delivery-unit")
    staff.press(staff.find("the meeting.", unit), "Close Meeting")
    rest(world)
    director.press(director.find("A-1, due"), "Propose Another Date")
    director.fill(day="2017-10-27", reason="It fits.")
    assert director.submit() == {"day": "It is due on that day already. Pick another."}
    director.fill(day="2017-10-20", reason="It fits.")
    assert not director.submit()
    rest(world)
    staff.press(staff.find("proposes Fri 20 Oct", unit), "Agree")
    assert [(str(one["due_on"]), one["slips"]) for one in rows(world, action)] == [("2017-10-20", 0)]


def test_problems_and_the_health_of_the_routine_are_told_to_the_unit(world: World) -> None:
    assert "No problem is open or proposed." in typed(world, STAFF, "problem")
    assert "Who leads on it?" in typed(world, STAFF, "problem raise A1")
    assert typed(world, STAFF, "problem level P-1 3 winter") == (
        "There is no problem P-1. See /stocktake problem list."
    )
    assert "*Regularity:* stocktakes held on the planned date: none yet." in typed(world, STAFF, "health")
    assert "*Pace:* 95 % by Mar 2018 needs" in typed(world, STAFF, "status A1")
