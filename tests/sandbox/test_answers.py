"""Answers to a response_url: five in thirty minutes, and what they can do."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from sandbox.errors import NotThere
from tests.sandbox.office import Json, Office, actions, button, section


def url(office: Office) -> str:
    """The path of the response_url of the last thing pressed."""
    return urlsplit(office.pressed()["response_url"]).path


def pressed_message(office: Office) -> str:
    """The response_url of a button pressed on a message."""
    office.post(blocks=[actions(button("Answer"))])
    office.person().press(office.person().read(office.channel)[-1], "Answer")
    return url(office)


def texts(office: Office) -> list[str]:
    return [str(one["text"]) for one in office.person(office.director).read(office.channel)]


def test_five_answers_and_no_sixth(office: Office) -> None:
    path = pressed_message(office)
    for number in range(5):
        assert office.workspace.respond(path, {"text": str(number)}) == {"ok": True}

    with pytest.raises(NotThere):
        office.workspace.respond(path, {"text": "5"})
    assert [one["text"] for one in office.person().whispers()] == ["0", "1", "2", "3", "4"]


def test_thirty_minutes_of_the_workspaces_time(office: Office) -> None:
    path = pressed_message(office)
    office.pass_time(minutes=30)
    assert office.workspace.respond(path, {"text": "in time"})["ok"]

    office.pass_time(seconds=1)
    with pytest.raises(NotThere):
        office.workspace.respond(path, {"text": "late"})


def test_a_url_that_nobody_gave_out_leads_nowhere(office: Office) -> None:
    with pytest.raises(NotThere):
        office.workspace.respond("/response/R9", {"text": "x"})


def test_the_original_can_be_replaced(office: Office) -> None:
    path = pressed_message(office)
    office.workspace.respond(path, {"replace_original": True, "text": "Answered"})

    assert texts(office) == ["Answered"]
    assert "blocks" not in office.person().read(office.channel)[0]


def test_the_original_can_be_deleted(office: Office) -> None:
    path = pressed_message(office)
    office.workspace.respond(path, {"delete_original": True})

    assert texts(office) == []


def test_everybody_can_be_told(office: Office) -> None:
    path = pressed_message(office)
    office.workspace.respond(path, {"response_type": "in_channel", "text": "All can see"})

    assert texts(office)[-1] == "All can see"


def test_a_whisper_can_be_replaced_and_deleted(office: Office) -> None:
    office.answer = lambda delivery: (200, {"text": "Two", "blocks": [actions(button("Remind"))]})
    office.person().command("/stocktake", office.channel)
    office.person().press(office.person().whispers()[0], "Remind")

    office.workspace.respond(url(office), {"replace_original": True, "text": "Reminded"})
    assert [(one["text"], "blocks" in one) for one in office.person().whispers()] == [("Reminded", False)]
    office.workspace.respond(url(office), {"delete_original": True})
    assert office.person().whispers() == []


BAD: list[tuple[Json, str]] = [({}, "no_text"), ({"text": "x", "blocks": [section("")]}, "invalid_blocks")]


@pytest.mark.parametrize(("body", "code"), BAD)
def test_a_body_that_cannot_be_shown_is_refused_and_not_counted(
    office: Office, body: dict[str, Any], code: str
) -> None:
    path = pressed_message(office)
    for _ in range(6):
        assert office.workspace.respond(path, body) == {"ok": False, "error": code}

    assert office.workspace.respond(path, {"text": "fine"}) == {"ok": True}
