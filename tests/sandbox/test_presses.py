"""What the app is told of presses, choices and commands."""

import pytest

from sandbox.errors import NotThere
from tests.sandbox.office import Json, Office, actions, button, modal, option, plain, section

MENU = {"type": "overflow", "action_id": "more", "options": [option("later"), option("never")]}


@pytest.fixture
def office() -> Office:
    return Office()


def _click(office: Office, message: Json, action_id: str, **more: object) -> Json:
    office.act(office.director, "click", channel=message["channel"], ts=message["ts"], action_id=action_id, **more)
    return office.payloads("interactive")[-1]


def test_a_press_arrives_with_its_message_and_where_to_answer(office: Office) -> None:
    first = office.post()
    message = office.post(actions(button(value="r-1"), block_id="row"), thread_ts=first["ts"])
    told = _click(office, message, "answer")
    assert (told["type"], told["user"]["id"]) == ("block_actions", office.director)
    assert told["container"] == {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": office.channel,
        "is_ephemeral": False,
        "thread_ts": first["ts"],
    }
    assert told["channel"] == {"id": office.channel, "name": "delivery"}
    assert told["message"]["blocks"] == message["blocks"]
    assert told["response_url"].startswith("http://sandbox.invalid/response/")
    (action,) = told["actions"]
    assert {key: action[key] for key in ("type", "action_id", "block_id", "value", "text")} == {
        "type": "button",
        "action_id": "answer",
        "block_id": "row",
        "value": "r-1",
        "text": plain("Answer"),
    }
    assert action["action_ts"] > message["ts"]


def test_a_press_opens_a_modal_by_its_trigger(office: Office) -> None:
    told = _click(office, office.post(actions(button())), "answer")
    assert office.call("views.open", trigger_id=told["trigger_id"], view=modal(section("x")))["ok"]


def test_a_choice_arrives_with_its_option(office: Office) -> None:
    message = office.post(section("x", block_id="row", accessory=MENU))
    (action,) = _click(office, message, "more", option="never")["actions"]
    assert (action["type"], action["selected_option"]) == ("overflow", option("never"))
    select = {**MENU, "type": "static_select"}
    told = _click(office, office.post(actions(select, block_id="row")), "more", option="later")
    assert told["state"]["values"]["row"]["more"]["selected_option"] == option("later")


def test_nobody_presses_what_is_not_there(office: Office) -> None:
    message = office.post(actions(button(), MENU, block_id="row"))
    for args in ({"action_id": "gone"}, {"action_id": "answer", "block_id": "other"}, {"action_id": "more"}):
        with pytest.raises(NotThere):
            _click(office, message, **args)
    stranger = office.workspace.add_person("stranger", "Stranger")
    with pytest.raises(NotThere):
        office.act(stranger, "click", channel=office.channel, ts=message["ts"], action_id="answer")
    office.call("chat.update", channel=office.channel, ts=message["ts"], text="Done")
    with pytest.raises(NotThere):
        _click(office, message, "answer")
    assert office.payloads("interactive") == []


def test_a_command_arrives_as_a_form_with_names_as_ids(office: Office) -> None:
    office.act(office.director, "command", channel=office.channel, text="/stocktake ask @director about beds")
    (told,) = office.payloads("slash_commands")
    assert {key: told[key] for key in ("command", "text", "user_id", "channel_id", "channel_name")} == {
        "command": "/stocktake",
        "text": f"ask <@{office.director}|director> about beds",
        "user_id": office.director,
        "channel_id": office.channel,
        "channel_name": "delivery",
    }
    assert all(isinstance(value, str) for value in told.values())


def test_a_longer_name_is_not_taken_for_a_shorter_one(office: Office) -> None:
    second = office.workspace.add_person("director2", "Second director")
    office.act(office.director, "command", channel=office.channel, text="/stocktake @director2, a@director @nobody")
    assert office.payloads("slash_commands")[0]["text"] == f"<@{second}|director2>, a@director @nobody"


@pytest.mark.parametrize(
    ("body", "seen", "said"),
    [
        (None, [], 0),
        ("", [], 0),
        ({"response_type": "in_channel"}, [], 0),
        ("Plain words", ["Plain words"], 0),
        ({"text": "For you"}, ["For you"], 0),
        ({"response_type": "in_channel", "text": "For all"}, [], 1),
    ],
)
def test_what_answers_a_command_is_shown(office: Office, body: object, seen: list[str], said: int) -> None:
    office.body = body
    office.act(office.director, "command", channel=office.channel, text="/stocktake")
    assert [one["text"] for one in office.act(office.director, "ephemerals")["messages"]] == seen
    assert len(office.act(office.director, "history", channel=office.channel)["messages"]) == said


def test_an_answer_to_a_command_that_cannot_be_shows_as_an_error(office: Office) -> None:
    office.body = {"blocks": [section("")]}
    sent = office.act(office.director, "command", channel=office.channel, text="/stocktake")
    receipt = office.act(office.director, "receipt", delivery=sent["delivery"])
    assert receipt["state"] == "failed"
    assert receipt["error"].startswith("invalid_blocks")


def test_a_command_that_nobody_installed_is_no_command(office: Office) -> None:
    with pytest.raises(NotThere):
        office.act(office.director, "command", channel=office.channel, text="/weather")
