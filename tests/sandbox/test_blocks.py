"""What blocks Slack takes, at the edge of each size and past it."""

from typing import Any

import pytest

from sandbox.blocks import check
from sandbox.errors import SlackError
from tests.sandbox.bureau import Json, actions, box, button, options, plain, section


def complaints(*blocks: Json, surface: str = "message") -> list[str]:
    """What Slack says of them; nothing where it takes them."""
    try:
        check(list(blocks), surface)
    except SlackError as refused:
        return list(refused.details) or [refused.code]
    return []


def menu(*texts: str, kind: str = "static_select", **more: Any) -> Json:
    return {"type": kind, "action_id": "choice", "options": options(*texts), **more}


def many(count: int) -> list[str]:
    return [f"Option {number}" for number in range(count)]


def confirm(**more: str) -> Json:
    words = {"title": "Sure?", "text": "It is final", "confirm": "Yes", "deny": "No", **more}
    return {name: plain(text) for name, text in words.items()}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A chart", **more}


def table(rows: int, columns: int, text: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


TAKEN: dict[str, list[Json]] = {
    "50 blocks": [{"type": "divider"}] * 50,
    "3000 characters": [section("x" * 3000)],
    "10 fields of 2000": [{"type": "section", "fields": [plain("x" * 1000)] * 10}],
    "header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "10 elements of context": [{"type": "context", "elements": [plain("x")] * 10}],
    "25 buttons": [actions(*(button("x", f"b{number}") for number in range(25)))],
    "button of 75": [actions(button("x" * 75, value="v" * 2000))],
    "100 options": [actions(menu(*many(100)))],
    "5 in an overflow": [section("x", accessory=menu(*many(5), kind="overflow"))],
    "10 radio buttons": [actions(menu(*many(10), kind="radio_buttons"))],
    "names of 255": [section("x", block_id="b" * 255), actions(button("x", "a" * 255))],
    "words of 2000 for a picture": [image(alt_text="x" * 2000)],
    "a question first": [actions(button("x", confirm=confirm(title="x" * 100, text="x" * 300, confirm="x" * 30)))],
    "a table of 100 x 20": [table(100, 20)],
    "2000 characters in a hint": [box("note", hint=plain("x" * 2000))],
    "a menu in groups": [
        actions({"type": "static_select", "option_groups": [{"label": plain("A"), "options": options("B")}]})
    ],
    "markdown": [{"type": "markdown", "text": "x" * 11_000}],
}
REFUSED: dict[str, list[Json]] = {
    "51 blocks": [{"type": "divider"}] * 51,
    "an unknown kind": [{"type": "marquee"}],
    "a block that is none": ["section"],  # type: ignore[list-item] # what an app might send all the same
    "an unknown field": [section("x", colour="red")],
    "empty text": [section("")],
    "3001 characters": [section("x" * 3001)],
    "a section of nothing": [{"type": "section"}],
    "text that is a string": [{"type": "section", "text": "x"}],
    "11 fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "field of 2001": [{"type": "section", "fields": [plain("x" * 2001)]}],
    "header of 151": [{"type": "header", "text": plain("x" * 151)}],
    "header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "11 elements of context": [{"type": "context", "elements": [plain("x")] * 11}],
    "a button in context": [{"type": "context", "elements": [button("x")]}],
    "26 buttons": [actions(*(button("x", f"b{number}") for number in range(26)))],
    "no buttons": [actions()],
    "button of 76": [actions(button("x" * 76))],
    "button without words": [actions(button(""))],
    "value of 2001": [actions(button("x", value="v" * 2001))],
    "a style of its own": [actions(button("x", style="purple"))],
    "101 options": [actions(menu(*many(101)))],
    "no options": [actions(menu())],
    "6 in an overflow": [section("x", accessory=menu(*many(6), kind="overflow"))],
    "11 radio buttons": [actions(menu(*many(11), kind="radio_buttons"))],
    "option of 76": [actions(menu("x" * 76))],
    "option with a value of 151": [actions(menu(options=[{"text": plain("x"), "value": "v" * 151}]))],
    "description of 76": [actions(menu(options=[{**options("x")[0], "description": plain("d" * 76)}]))],
    "a first choice that is not offered": [actions(menu("Red", initial_option=options("Blue")[0]))],
    "placeholder of 151": [actions(menu("Red", placeholder=plain("x" * 151)))],
    "block name of 256": [section("x", block_id="b" * 256)],
    "action name of 256": [actions(button("x", "a" * 256))],
    "a block name twice": [section("x", block_id="b"), section("y", block_id="b")],
    "a picture without words": [{"type": "image", "image_url": "https://example.org/a.png"}],
    "a picture with empty words": [image(alt_text="")],
    "a picture with words of 2001": [image(alt_text="x" * 2001)],
    "a picture from two places": [image(slack_file={"id": "F1"})],
    "a picture from nowhere": [{"type": "image", "alt_text": "x"}],
    "a question without an answer": [actions(button("x", confirm={**confirm(), "deny": plain("")}))],
    "a long question": [actions(button("x", confirm=confirm(text="x" * 301)))],
    "text input in actions": [actions({"type": "plain_text_input", "action_id": "a"})],
    "input without a label": [{"type": "input", "element": {"type": "plain_text_input"}}],
    "input of a button": [box("note", button("x"))],
    "max_length of 3001": [box("note", {"type": "plain_text_input", "max_length": 3001})],
    "more than max_length": [box("note", {"type": "plain_text_input", "max_length": 2, "initial_value": "abc"})],
    "a number of no kind": [box("note", {"type": "number_input"})],
    "a date with a time": [box("day", {"type": "datepicker", "initial_date": "2017-09-25T08:00"})],
    "101 rows": [table(101, 1)],
    "21 columns": [table(1, 21)],
    "a table of 10,001 characters": [table(1, 1, "x" * 10_001)],
    "two tables": [table(1, 1), table(1, 1)],
    "markdown of 12,001": [{"type": "markdown", "text": "x" * 12_001}],
}


@pytest.mark.parametrize("blocks", TAKEN.values(), ids=TAKEN.keys())
def test_what_is_at_the_edge_is_taken(blocks: list[Json]) -> None:
    assert complaints(*blocks) == []


@pytest.mark.parametrize("blocks", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_past_the_edge_is_refused_with_one_complaint(blocks: list[Json]) -> None:
    assert len(complaints(*blocks)) == 1


def test_a_complaint_says_where() -> None:
    assert complaints(section("fine"), section("")) == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]"
    ]


def test_every_complaint_is_told_at_once() -> None:
    assert len(complaints(section(""), section("x" * 3001), {"type": "divider", "text": plain("x")})) == 3


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_a_view_takes_a_hundred_blocks_and_no_tables(surface: str) -> None:
    divider = {"type": "divider"}

    assert complaints(*[divider] * 100, surface=surface) == []
    assert complaints(*[divider] * 101, surface=surface) != []
    assert complaints(table(1, 1), surface=surface) != []
    assert complaints({"type": "markdown", "text": "x"}, surface=surface) != []
