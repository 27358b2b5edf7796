"""Parts of a cycle that the story does not tell: one tap, milestones, gaps, holds let go, what is blocked."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.store.tables import answer, milestone
from demo import asking, following, meeting
from demo.acts import fill_in
from demo.example import MEETING, Stage
from demo.seeing import UNIT, digests, newest_with, see
from sandbox.people import buttons, rendered
from tests.support.asking import rows
from tests.support.databases import in_memory
from tests.support.stage import InOneProcess, told


def at(step: Callable[[Stage], None]) -> InOneProcess:
    """The story up to this step, and without it."""
    return told(in_memory(), before=step)


def test_where_nothing_calls_for_words_one_tap_is_enough() -> None:
    stage = at(asking.promised)
    person = stage.person("borders-analyst")
    person.reply(see(person, MEETING), "4,225")
    stage.go_to_rest()
    reading = see(person, "Recorded: 4,225 applications")
    for _ in range(2):
        person.press(reading, "Nothing Has Changed")
    stage.go_to_rest()
    assert [one["way"] for one in rows(stage.world, answer)] == ["reply", "tap"]
    shown = see(person, "Recorded: 4,225 applications")
    assert "Nothing Has Changed" not in buttons(shown)
    assert "Nothing has changed since last time." in rendered(see(stage.person("unit-staff"), "Asylum", UNIT))


def test_a_reminders_button_goes_once_it_was_used() -> None:
    stage = at(asking.promise_recalled)
    person = stage.person("waits-analyst")
    reminder = digests(person)[-1]
    assert "Answer" in buttons(reminder)
    person.reply(see(person, MEETING), "1726934/1925961 more patients")
    stage.go_to_rest()
    assert not buttons(digests(person)[-1])
    assert "answered" in rendered(digests(person)[-1])


@pytest.mark.parametrize(("label", "state"), [("Done", "done"), ("Dropped", "dropped")])
def test_a_milestone_is_reported_and_not_asked_about_again(label: str, state: str) -> None:
    stage = at(asking.promised)
    lead = stage.person("delivery-lead")
    lead.press(see(lead, MEETING), label)
    if label == "Dropped":
        fill_in(lead, "a reason is taken", reason="The lounges were sold.")
    stage.go_to_rest()
    assert [one["state"] for one in rows(stage.world, milestone)] == [state]
    assert label not in buttons(lead.find("Discharge lounges"))
    assert f"Milestone {state}" in rendered(lead.find("Discharge lounges"))
    see(stage.person("unit-staff"), f"Milestone {state}: ", UNIT)


def test_gaps_that_nobody_decides_on_are_listed_in_the_brief_the_next_working_morning() -> None:
    stage = at(asking.frozen)
    principal = stage.person("principal")
    assert not principal.sees("decision for you")
    stage.go_to(datetime(2017, 10, 16, 8, 2, tzinfo=UTC))
    assert "No figure for:" in rendered(see(principal, "decision for you"))


def test_gaps_may_be_left_out_of_the_brief_and_the_first_word_counts() -> None:
    stage = at(asking.frozen)
    staff = stage.person("unit-staff")
    gaps = newest_with(staff, UNIT, "Home before noon", "Hold It")
    staff.press(gaps, "Hold It")
    stage.go_to_rest()
    assert "No figure for:" not in rendered(see(stage.person("principal"), "decision for you"))
    assert not buttons(see(staff, "The meeting is held", UNIT))
    assert len([one for one in stage.person("principal").dm() if "decision for you" in one["text"]]) == 1


def test_what_was_held_and_let_go_again_posts_itself() -> None:
    stage = at(meeting.drafted)
    staff = stage.person("unit-staff")
    for label in ("Hold", "Release"):
        staff.press(newest_with(staff, UNIT, "Draft summary: Asylum applications", label), label)
        stage.go_to_rest()
    stage.go_to(datetime(2017, 10, 19, 9, 5, tzinfo=UTC))
    assert stage.person("principal").sees("Asylum applications: on trajectory", stage.world.channels["borders"])


def test_a_question_from_a_messages_menu_is_about_that_summary() -> None:
    stage = at(meeting.posted_by_hand)
    reader, staff = stage.person("hospitals-director"), stage.person("unit-staff")
    summary = see(reader, "Long waits in major departments: slightly behind", "#emergency-waits")
    reader.shortcut("ask_about_message", summary)
    fill_in(reader, "a question is taken", what="Which sites?")
    stage.go_to_rest()
    assert "A question about Long waits in major departments" in rendered(see(staff, "Which sites?", UNIT))


def test_a_correction_between_the_freeze_and_the_summary_is_kept_late_and_told_under_it() -> None:
    stage = at(meeting.drafted)
    person = stage.person("trusts-analyst")
    person.reply(see(person, "Recorded: 82.64 %"), "D1 82.46 recounted")
    stage.go_to_rest()
    assert "marked late" in rendered(person.find("82.46 %"))
    stage.go_to(datetime(2017, 10, 19, 9, 5, tzinfo=UTC))
    waits = stage.world.channels["emergency-waits"]
    reader = stage.person("principal")
    assert "82.64 %" in rendered(reader.find("*Emergency waits at one large trust: ", waits))
    assert "it is *82.46 %" in rendered(reader.find("Correction: Emergency waits at one large trust", waits))


def test_a_stocktake_moved_for_its_gaps_asks_for_them_again_the_next_working_day() -> None:
    stage = at(asking.frozen)
    staff, owner = stage.person("unit-staff"), stage.person("trusts-analyst")
    staff.press(newest_with(staff, UNIT, "Home before noon", "Move It"), "Move It")
    fill_in(staff, "a later day is taken", day="2017-10-25", reason="One trust counts again.")
    stage.go_to_rest()
    assert "is moved to Wed 25 Oct" in rendered(see(staff, "One trust counts again.", UNIT))
    assert "the stocktake is on Wed 25 Oct now" in rendered(see(staff, "What is missing is asked for again", UNIT))
    stage.go_to(datetime(2017, 10, 16, 8, 1, tzinfo=UTC))
    assert "*Home before noon*, September 2017 figure: due today, Mon 16 Oct" in rendered(digests(owner)[-1])
    stage.go_to(datetime(2017, 10, 16, 16, 1, tzinfo=UTC))
    assert "due Mon 16 Oct" in rendered(see(staff, "1 figure late", UNIT))
    owner.reply(digests(owner)[-1], "E1 23.1 two more trusts")
    stage.go_to_rest()
    stage.go_to(datetime(2017, 10, 20, 16, 2, tzinfo=UTC))
    assert "No figure for:" not in rendered(see(stage.person("principal"), "decision for you"))


@pytest.mark.parametrize("where", ["under its reading", "by itself"])
def test_a_figure_is_corrected_by_its_priority_key_while_another_is_still_owed(where: str) -> None:
    stage = at(asking.rated)
    person = stage.person("trusts-analyst")
    if where == "by itself":
        person.say("D1 82.46 recounted")
    else:
        person.reply(see(person, "Recorded: 82.64 %"), "D1 82.46 recounted")
    stage.go_to_rest()
    assert person.sees("Corrected: 82.46 % instead of 82.64 %, September 2017")


def test_an_action_blocked_until_a_day_is_chased_again_from_that_day() -> None:
    stage = at(following.overdue)
    director = stage.person("hospitals-director")
    offer = [one for one in director.dm() if "Blocked" in buttons(one)][-1]
    director.press(offer, "Blocked")
    waits_for = {"person": stage.person("delivery-lead").id, "by_when": "2017-11-02"}
    fill_in(director, "what it waits for is taken", reason="Two trusts have no director.", **waits_for)
    stage.go_to_rest()
    stage.go_to(datetime(2017, 11, 1, 9, 5, tzinfo=UTC))
    reminded = len(digests(director))
    stage.go_to(datetime(2017, 11, 2, 9, 5, tzinfo=UTC))
    assert "Its due date is still Fri 27 Oct." in rendered(see(director, "A-1 goes on"))
    stage.go_to(datetime(2017, 11, 8, 9, 5, tzinfo=UTC))
    assert len(digests(director)) == reminded + 1
    assert "8 working days overdue" in rendered(digests(director)[-1])


def test_while_an_owner_is_away_nobody_else_hears_and_the_days_are_counted_on_when_they_are_back() -> None:
    stage = at(following.overdue)
    director, lead = stage.person("hospitals-director"), stage.person("delivery-lead")
    stage.person("unit-staff").command("/stocktake away @hospitals-director 31 Oct 7 Nov")
    stage.go_to(datetime(2017, 11, 8, 9, 5, tzinfo=UTC))
    assert "8 working days overdue" in rendered(digests(director)[-1])
    stage.go_to(datetime(2017, 11, 10, 9, 5, tzinfo=UTC))  # a Friday, the fourth day overdue that they are here
    warned = f"10 working days overdue. On Mon 13 Nov I tell <@{lead.id}>."
    assert warned in rendered(digests(director)[-1])
    assert not lead.sees("You may be able to unblock it")
    stage.go_to(datetime(2017, 11, 13, 9, 5, tzinfo=UTC))
    assert "11 working days overdue. You may be able to unblock it." in rendered(digests(lead)[-1])


def test_what_was_corrected_is_told_where_the_summary_stands_as_it_was_posted_and_back_too_and_nothing_twice() -> None:
    """Worked case V13."""
    stage = at(meeting.posted_by_hand)
    person, waits = stage.person("waits-analyst"), stage.world.channels["emergency-waits"]
    summary = see(stage.person("principal"), "Emergency waits: slightly behind", "#emergency-waits")
    for said in ("1736934/1925961 recounted", "1736934/1925961 recounted", "1726934/1925961 it was right"):
        person.reply(see(person, "Recorded: 89.67 %"), said)
        stage.go_to_rest()
    told = [one["text"] for one in stage.person("principal").read(waits) if one["text"].startswith("Correction: ")]
    assert ["it is 90.19 %, on trajectory" in told[0], "89.67 %, slightly behind, " in told[1], len(told)] == [
        True,
        True,
        2,
    ]
    assert "again: the correction before does not hold" in told[1]
    assert see(stage.person("principal"), "Emergency waits: slightly behind", "#emergency-waits") == summary


def test_a_draft_whose_hour_has_passed_says_that_it_goes_out_by_hand() -> None:
    stage = at(meeting.posted_by_hand)
    staff = stage.person("unit-staff")
    staff.press(newest_with(staff, UNIT, "Draft summary: ", "Release"), "Release")
    stage.go_to_rest()
    assert "its hour, Thu 19 Oct, 10:00 (London), has passed" in rendered(see(staff, "It does not post itself", UNIT))
