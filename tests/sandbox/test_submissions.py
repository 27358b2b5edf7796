"""Modals that are sent and closed, what the app answers, and what it says later by a response_url."""

import pytest

from sandbox.errors import NotThere
from tests.sandbox.office import Json, Office, actions, asked, button, modal, plain, section


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_submission_arrives_with_what_was_typed(office: Office) -> None:
    office.open_modal(modal(asked(), private_metadata="r-1", callback_id="answer"))
    office.act(office.director, "fill", block_id="reason", value={"value": "Beds"})
    office.act(office.director, "submit")
    told = office.payloads("interactive")[-1]
    assert (told["type"], told["user"]["id"]) == ("view_submission", office.director)
    assert told["view"]["state"]["values"] == {"reason": {"typed": {"type": "plain_text_input", "value": "Beds"}}}
    assert (told["view"]["private_metadata"], told["view"]["callback_id"]) == ("r-1", "answer")
    assert told["view"]["hash"]
    assert told["view"]["id"].startswith("V")


def _submitted(office: Office, body: object) -> Json:
    """Send a modal with one box, answered so; the receipt."""
    office.open_modal(modal(asked()))
    office.act(office.director, "fill", block_id="reason", value={"value": "Beds"})
    office.body = body
    sent = office.act(office.director, "submit")
    office.body = None
    return office.act(office.director, "receipt", delivery=sent["delivery"])


def _top(office: Office) -> Json | None:
    found: Json | None = office.act(office.director, "view")["view"]
    return found


def test_an_empty_answer_closes_the_modal(office: Office) -> None:
    assert _submitted(office, None)["state"] == "acked"
    assert _top(office) is None


def test_errors_stand_beside_their_boxes_until_it_is_sent_again(office: Office) -> None:
    _submitted(office, {"response_action": "errors", "errors": {"reason": "Say more."}})
    shown = _top(office)
    assert shown is not None
    assert shown["errors"] == {"reason": "Say more."}
    assert shown["values"]["reason"]["typed"]["value"] == "Beds"
    office.act(office.director, "submit")
    assert _top(office) is None


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "errors", "errors": {"nowhere": "Say more."}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors"},
        {"response_action": "explode"},
        {"response_action": "update", "view": modal()},
        {"response_action": "push", "view": modal(asked(), title=plain("x" * 25))},
    ],
)
def test_an_answer_that_slack_cannot_use_shows_as_an_error(office: Office, body: Json) -> None:
    assert _submitted(office, body)["state"] == "failed"
    shown = _top(office)
    assert shown is not None
    assert (shown["title"]["text"], shown["errors"]) == ("Answer", {})


def test_an_answer_may_put_another_modal_in_its_place(office: Office) -> None:
    _submitted(office, {"response_action": "update", "view": modal(section("Thanks"), title=plain("Done"))})
    shown = _top(office)
    assert shown is not None
    assert shown["title"]["text"] == "Done"
    office.act(office.director, "close_view")
    assert _top(office) is None


def test_an_answer_may_put_another_modal_on_top(office: Office) -> None:
    for title, below in (("Second", "Answer"), ("Third", "Second")):
        if title == "Second":
            _submitted(office, {"response_action": "push", "view": modal(asked(), title=plain(title))})
        else:
            office.act(office.director, "fill", block_id="reason", value={"value": "Beds"})
            office.body = {"response_action": "push", "view": modal(asked(), title=plain(title))}
            office.act(office.director, "submit")
        assert [one["title"]["text"] for one in _stack(office)][-2:] == [below, title]
    office.act(office.director, "fill", block_id="reason", value={"value": "Beds"})
    sent = office.act(office.director, "submit")
    receipt = office.act(office.director, "receipt", delivery=sent["delivery"])
    assert receipt == {"state": "failed", "error": "push_limit_reached: "}
    office.act(office.director, "close_view")
    assert [one["title"]["text"] for one in _stack(office)] == ["Answer", "Second"]
    office.body = {"response_action": "clear"}
    office.act(office.director, "submit")
    assert _top(office) is None


def _stack(office: Office) -> list[Json]:
    state = office.workspace.state
    return [state.views[one].body for one in state.stacks[office.director]]


def test_a_required_box_that_is_empty_is_told_by_slack_itself(office: Office) -> None:
    office.open_modal(modal(asked(), asked(block_id="other", optional=True)))
    before = len(office.told)
    sent = office.act(office.director, "submit")
    assert sent == {"delivery": None, "errors": {"reason": "Please complete this required field."}}
    assert len(office.told) == before


def test_a_submission_that_is_not_answered_leaves_the_modal_open(office: Office) -> None:
    office.open_modal(modal(section("x")))
    office.status = None
    sent = office.act(office.director, "submit")
    assert office.act(office.director, "receipt", delivery=sent["delivery"])["state"] == "failed"
    assert _top(office) is not None
    assert office.workspace.next_retry() is None


@pytest.mark.parametrize("asked_for", [True, False])
def test_a_closed_modal_is_told_where_that_was_asked_for(office: Office, asked_for: bool) -> None:
    office.open_modal(modal(section("x"), notify_on_close=asked_for))
    office.act(office.director, "close_view")
    told = [one for one in office.payloads("interactive") if one["type"] == "view_closed"]
    assert [one["is_cleared"] for one in told] == [False] * asked_for
    with pytest.raises(NotThere):
        office.act(office.director, "close_view")


def _response_path(office: Office, *, pressed: Json | None = None) -> str:
    if pressed is None:
        office.act(office.director, "command", channel=office.channel, text="/stocktake")
    else:
        office.act(office.director, "click", channel=office.channel, ts=pressed["ts"], action_id="answer")
    return str(office.told[-1][0].payload["response_url"]).removeprefix("http://sandbox.invalid")


def test_a_response_url_takes_five_answers(office: Office) -> None:
    path = _response_path(office)
    for number in range(5):
        assert office.workspace.respond(path, {"text": str(number)}) == {"ok": True}
    with pytest.raises(NotThere):
        office.workspace.respond(path, {"text": "Six"})
    shown = office.act(office.director, "ephemerals")["messages"]
    assert [one["text"] for one in shown] == ["0", "1", "2", "3", "4"]


def test_a_response_url_lives_for_thirty_minutes(office: Office) -> None:
    path = _response_path(office)
    office.later(minutes=30)
    assert office.workspace.respond(path, {"text": "Just so"})["ok"]
    office.later(seconds=1)
    for late in (path, "/response/R404"):
        with pytest.raises(NotThere):
            office.workspace.respond(late, {"text": "Late"})


def test_an_answer_to_a_press_may_replace_or_delete_its_message(office: Office) -> None:
    message = office.post(actions(button()))
    path = _response_path(office, pressed=message)
    office.workspace.respond(path, {"replace_original": True, "text": "Done"})
    (shown,) = office.act(office.director, "history", channel=office.channel)["messages"]
    assert (shown["ts"], shown["text"], "blocks" in shown) == (message["ts"], "Done", False)
    office.workspace.respond(path, {"delete_original": "true"})
    assert office.act(office.director, "history", channel=office.channel)["messages"] == []


def test_an_answer_may_be_for_everybody(office: Office) -> None:
    office.workspace.respond(_response_path(office), {"response_type": "in_channel", "text": "All", "blocks": []})
    (shown,) = office.act(office.head, "history", channel=office.channel)["messages"]
    assert (shown["text"], shown["bot_id"]) == ("All", "B000000001")


def test_an_answer_that_cannot_be_is_refused(office: Office) -> None:
    path = _response_path(office)
    assert office.workspace.respond(path, {}) == {"ok": False, "error": "no_text"}
    assert office.workspace.respond(path, {"blocks": [section("")]})["error"] == "invalid_blocks"
    assert office.act(office.director, "ephemerals")["messages"] == []
