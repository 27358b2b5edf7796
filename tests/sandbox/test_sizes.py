"""Slack's sizes: each at its most is taken, and refused with one more."""

from collections.abc import Callable

import pytest

from tests.sandbox.office import Json, Office, actions, button, modal, option, plain, section

Sized = Callable[[int], Json]


def _text(count: int) -> Json:
    return plain("x" * count)


def _select(kind: str = "static_select", **more: object) -> Json:
    return {"type": kind, "action_id": "chosen", "options": [option("a")], **more}


def _options(count: int) -> list[Json]:
    return [option(str(one)) for one in range(count)]


def _buttons(count: int) -> list[Json]:
    return [button(action_id=str(one)) for one in range(count)]


def _image(count: int) -> Json:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "x" * count}


def _confirm(part: str, count: int) -> Json:
    whole = {"title": plain("Sure?"), "text": plain("Really"), "confirm": plain("Yes"), "deny": plain("No")}
    return actions(button(confirm={**whole, part: _text(count)}))


BLOCKS: dict[str, tuple[int, Sized]] = {
    "text of a section": (3000, lambda n: section("x" * n)),
    "header": (150, lambda n: {"type": "header", "text": _text(n)}),
    "fields": (10, lambda n: {"type": "section", "fields": [plain("x")] * n}),
    "text of a field": (2000, lambda n: {"type": "section", "fields": [_text(n)]}),
    "elements of a context": (10, lambda n: {"type": "context", "elements": [plain("x")] * n}),
    "elements of an actions block": (25, lambda n: actions(*_buttons(n))),
    "text of a button": (75, lambda n: actions(button("x" * n))),
    "value of a button": (2000, lambda n: actions(button(value="x" * n))),
    "block_id": (255, lambda n: section("x", block_id="b" * n)),
    "action_id": (255, lambda n: actions(button(action_id="a" * n))),
    "options of a select": (100, lambda n: actions(_select(options=_options(n)))),
    "options of a select of several": (
        100,
        lambda n: section("x", accessory=_select("multi_static_select", options=_options(n))),
    ),
    "options of radio buttons": (10, lambda n: actions(_select("radio_buttons", options=_options(n)))),
    "options of checkboxes": (10, lambda n: actions(_select("checkboxes", options=_options(n)))),
    "options of an overflow": (5, lambda n: actions(_select("overflow", options=_options(n)))),
    "text of an option": (75, lambda n: actions(_select(options=[option("a", "x" * n)]))),
    "value of an option": (150, lambda n: actions(_select(options=[option("v" * n, "x")]))),
    "description of an option": (75, lambda n: actions(_select(options=[option("a", description=_text(n))]))),
    "placeholder": (150, lambda n: actions(_select(placeholder=_text(n)))),
    "alt text": (2000, _image),
    "title of a confirmation": (100, lambda n: _confirm("title", n)),
    "text of a confirmation": (300, lambda n: _confirm("text", n)),
    "yes of a confirmation": (30, lambda n: _confirm("confirm", n)),
    "no of a confirmation": (30, lambda n: _confirm("deny", n)),
    "rows of a table": (100, lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * n}),
    "cells of a row": (20, lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * n]}),
    "text of a table": (10_000, lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * n}]]}),
}
WRONG: dict[str, Json] = {
    "an unknown block": {"type": "carousel"},
    "an empty text": section(""),
    "a text that is none": {"type": "section", "text": "words"},
    "a section of nothing": {"type": "section"},
    "a header in mrkdwn": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "a context of nothing": {"type": "context", "elements": []},
    "actions of nothing": actions(),
    "an empty button": actions(button("")),
    "a button in mrkdwn": actions({**button(), "text": {"type": "mrkdwn", "text": "x"}}),
    "an unknown style": actions(button(style="loud")),
    "an action_id twice": actions(button(), button()),
    "an empty action_id": actions(button(action_id="")),
    "an unknown element": actions({"type": "slider"}),
    "a text box outside an input": actions({"type": "plain_text_input", "action_id": "a"}),
    "a menu of nothing": actions(_select(options=[])),
    "a menu of several of nothing": actions({"type": "multi_static_select", "action_id": "a"}),
    "an option without value": actions(_select(options=[option("", "x")])),
    "an option of a menu in mrkdwn": actions(
        _select(options=[{"text": {"type": "mrkdwn", "text": "x"}, "value": "a"}])
    ),
    "a picture without words": _image(0),
    "a picture of nothing": {"type": "image", "alt_text": "x"},
    "a picture of no file": {"type": "image", "alt_text": "x", "slack_file": {"id": "F404"}},
    "an empty block_id": section("x", block_id=""),
}


@pytest.fixture
def office() -> Office:
    return Office()


def _refusal(office: Office, *blocks: Json) -> str:
    return office.refusal("chat.postMessage", channel=office.channel, text="Words", blocks=list(blocks))


@pytest.mark.parametrize(("most", "sized"), BLOCKS.values(), ids=BLOCKS.keys())
def test_a_size_is_taken_at_its_most_and_refused_beyond(office: Office, most: int, sized: Sized) -> None:
    office.post(sized(most))
    assert _refusal(office, sized(most + 1)) == "invalid_blocks"


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG.keys())
def test_a_block_that_cannot_be_is_refused(office: Office, block: Json) -> None:
    assert _refusal(office, block) == "invalid_blocks"


def test_buttons_without_names_of_their_own_are_taken(office: Office) -> None:
    nameless = {key: value for key, value in button().items() if key != "action_id"}
    shown = office.post(actions(nameless, nameless))
    first, second = shown["blocks"][0]["elements"]
    assert first["action_id"] != second["action_id"]


def test_mrkdwn_may_stand_beside_a_tick(office: Office) -> None:
    office.post(actions(_select("checkboxes", options=[{"text": {"type": "mrkdwn", "text": "*x*"}, "value": "a"}])))


def test_a_refusal_says_where_and_what(office: Office) -> None:
    answer = office.call("chat.postMessage", channel=office.channel, blocks=[section("x"), section("")])
    (message,) = answer["response_metadata"]["messages"]
    assert message == "[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]"


def test_a_message_takes_fifty_blocks_with_different_names(office: Office) -> None:
    office.post(*[section("x")] * 50)
    assert _refusal(office, *[section("x")] * 51) == "invalid_blocks"
    assert _refusal(office, *[section("x", block_id="same")] * 2) == "invalid_blocks"


def test_a_message_takes_one_table_and_a_modal_none(office: Office) -> None:
    table = BLOCKS["rows of a table"][1](1)
    assert _refusal(office, table, table) == "invalid_blocks"
    for block in (table, {"type": "markdown", "text": "x"}):
        view = modal(block)
        assert office.refusal("views.open", trigger_id=office.trigger(), view=view) == "invalid_arguments"


def test_texts_that_are_too_long_together_are_refused(office: Office) -> None:
    office.post(*[section("x" * 2260)] * 5)
    assert _refusal(office, *[section("x" * 2261)] * 5) == "msg_blocks_too_long"


def test_twelve_thousand_characters_of_markdown_are_taken(office: Office) -> None:
    office.post(*[{"type": "markdown", "text": "x" * 6000}] * 2)
    assert _refusal(office, *[{"type": "markdown", "text": "x" * 6001}] * 2) == "msg_blocks_too_long"
    assert _refusal(office, {"type": "markdown", "text": ""}) == "invalid_blocks"
