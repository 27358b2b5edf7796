"""What people enter, as Slack tells it in `view.state.values`, and what they are told beside it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import blocks_support
from tests.browser.blocks_support import Json, asks, draw, option, typed, words

base, sheet, page = blocks_support.FIXTURES

CAUSES = [option(f"Cause {letter}", letter) for letter in "ABC"]
MARKED = {"text": {"type": "mrkdwn", "text": "*Checked*"}, "value": "yes", "description": words("By two people")}
GROUPS = [{"label": words("Fine"), "options": CAUSES[:1]}, {"label": words("Not fine"), "options": CAUSES[1:]}]


def entered(page: Page) -> Any:
    """The state of the one input."""
    return typed(page)["asked"]["answer"]


@pytest.mark.parametrize(
    ("element", "key", "empty"),
    [
        ({"type": "plain_text_input"}, "value", None),
        ({"type": "number_input", "is_decimal_allowed": True}, "value", None),
        ({"type": "email_text_input"}, "value", None),
        ({"type": "url_text_input"}, "value", None),
        ({"type": "static_select", "options": CAUSES}, "selected_option", None),
        ({"type": "radio_buttons", "options": CAUSES}, "selected_option", None),
        ({"type": "checkboxes", "options": CAUSES}, "selected_options", []),
        ({"type": "multi_static_select", "options": CAUSES}, "selected_options", []),
        ({"type": "users_select"}, "selected_user", None),
        ({"type": "multi_users_select"}, "selected_users", []),
        ({"type": "conversations_select"}, "selected_conversation", None),
        ({"type": "multi_conversations_select"}, "selected_conversations", []),
        ({"type": "channels_select"}, "selected_channel", None),
        ({"type": "multi_channels_select"}, "selected_channels", []),
        ({"type": "datepicker"}, "selected_date", None),
        ({"type": "timepicker"}, "selected_time", None),
        ({"type": "datetimepicker"}, "selected_date_time", None),
    ],
)
def test_an_input_that_nobody_touched_is_empty(page: Page, element: Json, key: str, empty: Any) -> None:
    draw(page, asks(element))
    assert typed(page) == {"asked": {"answer": {"type": element["type"], key: empty}}}


@pytest.mark.parametrize(
    ("element", "key", "initial"),
    [
        ({"type": "plain_text_input"}, "value", "As it was"),
        ({"type": "plain_text_input", "multiline": True}, "value", "Two\nlines"),
        ({"type": "number_input", "is_decimal_allowed": True}, "value", "74.20"),
        ({"type": "email_text_input"}, "value", "office@example.org"),
        ({"type": "url_text_input"}, "value", "https://example.org"),
        ({"type": "static_select", "options": CAUSES}, "selected_option", CAUSES[1]),
        ({"type": "static_select", "option_groups": GROUPS}, "selected_option", CAUSES[2]),
        ({"type": "radio_buttons", "options": [MARKED]}, "selected_option", MARKED),
        ({"type": "checkboxes", "options": CAUSES}, "selected_options", CAUSES[1:]),
        ({"type": "multi_static_select", "options": CAUSES}, "selected_options", CAUSES[:2]),
        ({"type": "users_select"}, "selected_user", "U2"),
        ({"type": "multi_users_select"}, "selected_users", ["U1", "U2"]),
        ({"type": "conversations_select"}, "selected_conversation", "C2"),
        ({"type": "datepicker"}, "selected_date", "2026-11-30"),
        ({"type": "timepicker"}, "selected_time", "09:30"),
        ({"type": "datetimepicker"}, "selected_date_time", 1_795_460_400),
    ],
)
def test_an_input_begins_as_it_is_told_to(page: Page, element: Json, key: str, initial: Any) -> None:
    begins = key.replace("selected", "initial") if key != "value" else "initial_value"
    draw(page, asks({**element, begins: initial}))
    assert entered(page) == {"type": element["type"], key: initial}


def test_what_was_entered_before_stands_over_what_it_begins_with(page: Page) -> None:
    values = {"asked": {"answer": {"type": "plain_text_input", "value": "Since then"}}}
    draw(page, asks({"type": "plain_text_input", "initial_value": "At first"}), values=values)
    assert entered(page)["value"] == "Since then"


def test_text_is_read_as_it_was_typed(page: Page) -> None:
    shown = draw(page, asks({"type": "plain_text_input", "multiline": True, "placeholder": words("A sentence")}))
    box = shown.get_by_role("textbox", name="A question")
    expect(box).to_have_attribute("placeholder", "A sentence")
    box.press_sequentially("a <b> &\nc")
    assert entered(page)["value"] == "a <b> &\nc"


def test_a_box_counts_down_and_takes_no_more_than_it_may(page: Page) -> None:
    shown = draw(page, asks({"type": "plain_text_input", "max_length": 5, "initial_value": "abc"}))
    expect(shown.get_by_text("2 characters left")).to_be_visible()
    shown.get_by_role("textbox").press_sequentially("xdefg")
    expect(shown.get_by_text("0 characters left")).to_be_visible()
    assert len(entered(page)["value"]) == 5


@pytest.mark.parametrize(("decimals", "fits"), [(True, True), (False, False)])
def test_a_number_has_decimals_only_where_it_may(page: Page, decimals: bool, fits: bool) -> None:
    shown = draw(page, asks({"type": "number_input", "is_decimal_allowed": decimals, "initial_value": "1.5"}))
    assert shown.get_by_role("spinbutton").evaluate("one => one.validity.valid") is fits


@pytest.mark.parametrize(("value", "fits"), [("-1", False), ("0", True), ("100", True), ("101", False)])
def test_a_number_has_its_bounds(page: Page, value: str, fits: bool) -> None:
    bounds = {"min_value": "0", "max_value": "100"}
    shown = draw(page, asks({"type": "number_input", "is_decimal_allowed": False, **bounds}))
    shown.get_by_role("spinbutton").fill(value)
    assert shown.get_by_role("spinbutton").evaluate("one => one.validity.valid") is fits
    assert entered(page) == {"type": "number_input", "value": value}


def test_a_select_has_its_groups_and_says_what_is_missing(page: Page) -> None:
    shown = draw(page, asks({"type": "static_select", "option_groups": GROUPS, "placeholder": words("Pick one")}))
    menu = shown.get_by_label("A question")
    expect(menu.locator("option:checked")).to_have_text("Pick one")
    assert [one.get_attribute("label") for one in menu.locator("optgroup").all()] == ["Fine", "Not fine"]
    menu.select_option("Cause B")
    assert entered(page)["selected_option"] == CAUSES[1]


def test_an_answer_can_be_taken_back_only_where_it_may_be_left_out(page: Page) -> None:
    element = {"type": "static_select", "options": CAUSES, "initial_option": CAUSES[0], "placeholder": words("None")}
    nothing = draw(page, asks(element)).locator("option", has_text="None")
    assert nothing.evaluate("one => one.disabled")
    shown = draw(page, asks(element, optional=True))
    expect(shown.get_by_text("(optional)")).to_be_visible()
    shown.get_by_role("combobox").select_option("None")
    assert entered(page)["selected_option"] is None


def test_people_and_channels_are_offered_by_name(page: Page) -> None:
    shown = draw(page, asks({"type": "users_select"})).get_by_role("combobox")
    assert shown.locator("option").all_text_contents()[1:] == ["First Leader", "Second Deputy", "Stocktake"]
    shown.select_option("Second Deputy")
    assert entered(page)["selected_user"] == "U2"
    shown = draw(page, asks({"type": "conversations_select"}), dms={"U2": "D2"}).get_by_role("combobox")
    assert shown.locator("option").all_text_contents()[1:] == ["#delivery", "#schools", "Second Deputy"]
    shown.select_option("Second Deputy")
    assert entered(page)["selected_conversation"] == "D2"


def opened(page: Page, element: Json) -> Locator:
    """A menu of several, open."""
    draw(page, asks(element)).get_by_role("button", name="A question").click()
    return page.locator(".b-sheet")


def test_several_are_chosen_up_to_as_many_as_there_may_be(page: Page) -> None:
    found = opened(page, {"type": "multi_static_select", "options": CAUSES, "max_selected_items": 2})
    found.get_by_label("Cause C").check()
    found.get_by_label("Cause A").check()
    expect(found.get_by_label("Cause B")).to_be_disabled()
    assert entered(page)["selected_options"] == [CAUSES[0], CAUSES[2]]
    found.get_by_label("Cause C").uncheck()
    expect(found.get_by_label("Cause B")).to_be_enabled()


def test_a_long_menu_of_several_is_searched(page: Page) -> None:
    many = [option(f"Region {letter}", letter) for letter in "ABCDEFGHIJ"]
    found = opened(page, {"type": "multi_static_select", "options": many})
    expect(found.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("region h")
    expect(found.get_by_role("checkbox")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    assert entered(page)["selected_options"] == [many[7]]


def test_options_have_their_descriptions(page: Page) -> None:
    shown = draw(page, asks({"type": "checkboxes", "options": [MARKED]}))
    assert shown.get_by_text("Checked", exact=True).evaluate("one => one.tagName") == "B"
    expect(shown.get_by_text("By two people")).to_be_visible()
    shown.get_by_text("By two people").click()
    assert entered(page)["selected_options"] == [MARKED]


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input"},
        {"type": "number_input", "is_decimal_allowed": False},
        {"type": "static_select", "options": CAUSES},
        {"type": "multi_static_select", "options": CAUSES},
        {"type": "datepicker"},
        {"type": "radio_buttons", "options": CAUSES},
        {"type": "checkboxes", "options": CAUSES},
    ],
)
def test_what_is_wrong_stands_under_the_input_and_is_tied_to_it(page: Page, element: Json) -> None:
    shown = draw(page, asks(element, hint=words("As in the register")), errors={"asked": "Too <much>"})
    control = shown.locator("[aria-invalid=true]")
    expect(control).to_have_accessible_name("A question")
    expect(control).to_have_accessible_description("Too <much> As in the register")
    wrong, field = shown.get_by_role("alert").bounding_box(), control.bounding_box()
    assert wrong is not None
    assert field is not None
    assert wrong["y"] >= field["y"] + field["height"]


@pytest.mark.parametrize(
    ("element", "value", "told"),
    [
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "3"}, "2", "Enter a number of at least 3."),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "3"}, "3.5", "Enter a number of at most 3."),
        ({"type": "number_input", "is_decimal_allowed": False}, "2.5", "Enter a whole number."),
        ({"type": "email_text_input"}, "nobody", "Enter an e-mail address."),
        ({"type": "url_text_input"}, "example.org", "Enter a web address, with https:// before it."),
    ],
)
def test_what_the_box_sees_is_wrong_is_told_until_it_is_right(page: Page, element: Json, value: str, told: str) -> None:
    box = draw(page, asks(element, hint=words("As it is"))).get_by_label("A question")
    box.fill(value)
    box.blur()
    expect(page.get_by_text(told)).to_be_visible()
    expect(box).to_have_accessible_description(f"{told} As it is")
    box.fill("")
    expect(page.get_by_text(told)).to_have_count(0)
    expect(box).to_have_accessible_description("As it is")


def test_what_was_emptied_stays_empty(page: Page) -> None:
    values = {"asked": {"answer": {"type": "plain_text_input", "value": None}}}
    draw(page, asks({"type": "plain_text_input", "initial_value": "At first"}), values=values)
    assert entered(page)["value"] is None


def test_an_input_in_order_is_not_called_wrong(page: Page) -> None:
    expect(draw(page, asks({"type": "plain_text_input"})).locator("[aria-invalid], [role=alert]")).to_have_count(0)


def test_the_input_that_wants_the_focus_gets_it(page: Page) -> None:
    second = {**asks({"type": "plain_text_input", "focus_on_load": True}), "block_id": "second"}
    draw(page, asks({"type": "plain_text_input"}), second)
    expect(page.locator("[data-block=second] input")).to_be_focused()


def test_the_question_of_an_input_that_must_be_answered_is_the_question_alone(page: Page) -> None:
    shown = draw(page, asks({"type": "plain_text_input", "action_id": "typed"}, optional=False))
    expect(shown).not_to_contain_text("false")
