"""Pressed by the wrong person, twice, or too late: no second effect, and whoever pressed is told what happened."""

import json
from collections.abc import Iterator

import pytest

from bot.ports import Json
from bot.store.tables import summary
from demo import meeting
from sandbox.people import Person, buttons, rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, by, content, deliver, figures, latest, open_answer, rest, rows
from tests.support.databases import in_memory
from tests.support.stage import told
from tests.support.world import World

WAITS, SITES = "waits-analyst", "sites-analyst"
NOT_THEIRS = "Only the owner, their deputy or office, or delivery unit staff may answer a request."


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def answered(world: World) -> None:
    """The analyst's answer by form: 89.67 %."""
    waits = open_answer(world, WAITS)
    waits.fill(numerator=asking.TOP, denominator=asking.BOTTOM, for_summary="more patients than planned")
    assert not waits.submit()


def pressed(payload: Json, action_id: str) -> bool:
    return any(one["action_id"] == action_id for one in payload.get("actions", []))


def giving(answering: Json) -> Json:
    """The press of Give to Someone Else on the request whose Answer was pressed."""
    value = answering["actions"][0]["value"]
    chosen = {"value": json.dumps({**json.loads(value), "act": "give"})}
    return {**answering, "actions": [{"type": "overflow", "action_id": "more", "selected_option": chosen}]}


def told_once(person: Person, words: str) -> bool:
    return len([one for one in person.everything(person.app_channel()) if words in rendered(one)]) == 1


def test_somebody_who_does_not_owe_a_figure_is_told_who_may_answer_instead_of_a_form(world: World) -> None:
    open_answer(world, WAITS)
    deliver(world, by(world, SITES, latest(world, "block_actions")))
    shown = world.person(SITES).modal()
    assert NOT_THEIRS in rendered(shown)
    assert "submit" not in shown
    assert not answers(world)


def test_an_answer_sent_by_somebody_who_does_not_owe_it_is_not_recorded_and_stays_in_their_boxes(world: World) -> None:
    answered(world)
    before = figures(world)
    sent = by(world, SITES, latest(world, "view_submission"))
    sent["view"]["state"]["values"]["numerator"]["typed"]["value"] = "1"
    told = content(deliver(world, sent))
    assert told == {"response_action": "errors", "errors": {"numerator": NOT_THEIRS}}
    assert figures(world) == before == ["89.67"]
    assert len(answers(world)) == 1


def test_staff_may_answer_for_whoever_owes_a_figure(world: World) -> None:
    open_answer(world, WAITS)
    deliver(world, by(world, "unit-staff", latest(world, "block_actions")))
    staff = world.person("unit-staff")
    staff.fill(numerator=asking.TOP, denominator=asking.BOTTOM)
    assert not staff.submit()
    assert [one["given_by"] for one in answers(world)] == [staff.id]


def test_a_form_sent_twice_is_one_answer_and_shows_the_same_reading_twice(world: World) -> None:
    answered(world)
    sent = latest(world, "view_submission")
    again = content(deliver(world, sent))
    shown = world.person(WAITS).modal()
    assert again["response_action"] == "update"
    assert rendered(again["view"]) == rendered(shown)
    assert "Recorded: 89.67 %, September 2017" in rendered(shown)
    rest(world)
    assert len(answers(world)) == 1
    assert figures(world) == ["89.67"]
    assert told_once(world.person(WAITS), "Recorded:")


def test_a_promise_sent_twice_is_one_promise_and_the_form_closes_both_times(world: World) -> None:
    waits = world.person(WAITS)
    waits.press(waits.find(asking.REQUEST), "Not Out Yet")
    waits.fill(day="2017-10-10")
    assert not waits.submit()
    rest(world)
    assert not content(deliver(world, latest(world, "view_submission")))
    rest(world)
    assert told_once(waits, "If it is out earlier")


def test_the_same_figure_from_a_second_form_is_no_new_figure_and_another_one_corrects_it(world: World) -> None:
    answered(world)
    answered(world)
    assert figures(world) == ["89.67"]
    waits = open_answer(world, WAITS)
    waits.fill(numerator="1726734")
    assert not waits.submit()
    assert "89.67" in rendered(waits.modal())
    assert figures(world) == ["89.67", "89.66"]


def test_an_answer_button_pressed_after_the_request_was_given_away_says_what_happened(world: World) -> None:
    waits = world.person(WAITS)
    request = waits.find(asking.REQUEST)
    waits.press(request, "Answer")
    form = waits.modal()
    old = latest(world, "block_actions")
    waits.close()
    waits.press(request, "Give to Someone Else")
    waits.fill(person=world.cast[SITES])
    assert not waits.submit()
    rest(world)
    world.person(SITES).find("Emergency waits (A1)")
    assert buttons(next(one for one in waits.dm() if one["ts"] == request["ts"])) == []
    deliver(world, by(world, WAITS, old))
    shown = waits.modal()
    assert shown["id"] != form["id"]
    assert "This request is with somebody else already, so there is nothing to answer." in rendered(shown)
    assert not answers(world)


def test_a_form_sent_after_the_request_was_given_away_keeps_what_was_typed_and_says_what_happened(
    world: World,
) -> None:
    waits = open_answer(world, WAITS)
    waits.fill(numerator=asking.TOP, denominator=asking.BOTTOM)
    staff = world.person("unit-staff")
    deliver(world, by(world, "unit-staff", giving(latest(world, "block_actions"))))
    staff.fill(person=world.cast[SITES])
    assert not staff.submit()
    told = waits.submit()
    assert told == {"numerator": "This request is with somebody else already, so there is nothing to answer."}
    assert waits.modal()["values"]["numerator"]["typed"]["value"] == asking.TOP
    assert not answers(world)
    assert not figures(world)


def test_accept_and_post_now_have_their_effect_once_and_only_lines_that_were_shown_are_posted() -> None:
    stage = told(in_memory(), before=meeting.agreed)
    world = stage.world
    meeting.agreed(stage)
    director, staff = world.person("hospitals-director"), world.person("unit-staff")
    accepted = [one.payload for one in world.workspace.state.deliveries.values() if pressed(one.payload, "accept")]
    assert len(accepted) == 1
    deliver(world, by(world, "hospitals-director", accepted[0]))
    assert "This action is open already, so there is nothing to accept." in rendered(director.modal())
    judge(world, "red")
    rest(world)
    shown = draft(world, "Emergency waits")
    assert "the department says red" in rendered(shown)
    judge(world, "green")
    assert_refused(world, shown)
    assert "the department says green" in rendered(draft(world, "Emergency waits"))
    staff.press(draft(world, "Emergency waits"), "Post Now")
    deliver(world, by(world, "unit-staff", latest(world, "block_actions")))
    rest(world)
    assert told_once(director, "is yours, due Fri 27 Oct")
    channel = world.person("principal").read(world.channels["emergency-waits"])
    assert len([one for one in channel if "Emergency waits: slightly behind" in rendered(one)]) == 1
    assert len(rows(world, summary)) == 1
    staff.press(draft(world, "Long waits in major departments"), "Add Action")
    staff.fill(line="Open two wards @principal by 10 Nov done when they are open so that fewer wait")
    assert not staff.submit()
    rest(world)
    staff.command("/stocktake action drop A-3 it is not needed")
    rest(world)
    assert_refused(world, draft(world, "Long waits in major departments"))
    assert "two wards" not in rendered(draft(world, "Long waits in major departments"))


def draft(world: World, title: str) -> Json:
    """As it stands on staff's screen."""
    return world.person("unit-staff").find(f"Draft summary: {title}*", world.channels["delivery-unit"])


def judge(world: World, likelihood: str) -> None:
    """The analyst's own word, given once more."""
    waits = world.person(WAITS)
    waits.press(waits.find("Recorded: 89.67 %"), "Correct It")
    waits.fill(likelihood=likelihood)
    assert not waits.submit()


def assert_refused(world: World, shown: Json) -> None:
    """Post Now posts nothing under lines that have changed since, and they are shown anew."""
    staff, before = world.person("unit-staff"), len(rows(world, summary))
    staff.press(shown, "Post Now")
    assert "The lines of this summary have changed since." in rendered(staff.modal("Changed since"))
    assert len(rows(world, summary)) == before
    rest(world)
