"""Answers to a response_url: five in thirty minutes, and what they can do."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from sandbox.errors import NotThere
from tests.sandbox.bureau import Bureau, Json, actions, button, section


def url(bureau: Bureau) -> str:
    """The path of the response_url of the last thing pressed."""
    return urlsplit(bureau.pressed()["response_url"]).path


def pressed_message(bureau: Bureau) -> str:
    """The response_url of a button pressed on a message."""
    bureau.post(blocks=[actions(button("Answer"))])
    bureau.person().press(bureau.person().read(bureau.channel)[-1], "Answer")
    return url(bureau)


def texts(bureau: Bureau) -> list[str]:
    return [str(one["text"]) for one in bureau.person(bureau.director).read(bureau.channel)]


def test_five_answers_and_no_sixth(bureau: Bureau) -> None:
    path = pressed_message(bureau)
    for number in range(5):
        assert bureau.workspace.respond(path, {"text": str(number)}) == {"ok": True}

    with pytest.raises(NotThere):
        bureau.workspace.respond(path, {"text": "5"})
    assert [one["text"] for one in bureau.person().whispers()] == ["0", "1", "2", "3", "4"]


def test_thirty_minutes_of_the_workspaces_time(bureau: Bureau) -> None:
    path = pressed_message(bureau)
    bureau.pass_time(minutes=30)
    assert bureau.workspace.respond(path, {"text": "in time"})["ok"]

    bureau.pass_time(seconds=1)
    with pytest.raises(NotThere):
        bureau.workspace.respond(path, {"text": "late"})


def test_a_url_that_nobody_gave_out_leads_nowhere(bureau: Bureau) -> None:
    with pytest.raises(NotThere):
        bureau.workspace.respond("/response/R9", {"text": "x"})


def test_the_original_can_be_replaced(bureau: Bureau) -> None:
    path = pressed_message(bureau)
    bureau.workspace.respond(path, {"replace_original": True, "text": "Answered"})

    assert texts(bureau) == ["Answered"]
    assert "blocks" not in bureau.person().read(bureau.channel)[0]


def test_the_original_can_be_deleted(bureau: Bureau) -> None:
    path = pressed_message(bureau)
    bureau.workspace.respond(path, {"delete_original": True})

    assert texts(bureau) == []


def test_everybody_can_be_told(bureau: Bureau) -> None:
    path = pressed_message(bureau)
    bureau.workspace.respond(path, {"response_type": "in_channel", "text": "All can see"})

    assert texts(bureau)[-1] == "All can see"


def test_a_whisper_can_be_replaced_and_deleted(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, {"text": "Two", "blocks": [actions(button("Remind"))]})
    bureau.person().command("/stocktake", bureau.channel)
    bureau.person().press(bureau.person().whispers()[0], "Remind")

    bureau.workspace.respond(url(bureau), {"replace_original": True, "text": "Reminded"})
    assert [(one["text"], "blocks" in one) for one in bureau.person().whispers()] == [("Reminded", False)]
    bureau.workspace.respond(url(bureau), {"delete_original": True})
    assert bureau.person().whispers() == []


BAD: list[tuple[Json, str]] = [({}, "no_text"), ({"text": "x", "blocks": [section("")]}, "invalid_blocks")]


@pytest.mark.parametrize(("body", "code"), BAD)
def test_a_body_that_cannot_be_shown_is_refused_and_not_counted(
    bureau: Bureau, body: dict[str, Any], code: str
) -> None:
    path = pressed_message(bureau)
    for _ in range(6):
        assert bureau.workspace.respond(path, body) == {"ok": False, "error": code}

    assert bureau.workspace.respond(path, {"text": "fine"}) == {"ok": True}
