"""What the app is told when people press and choose, and what they are asked before."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import blocks_support
from tests.browser.blocks_support import Json, asks, draw, option, pressed, section, words
from tests.sandbox.served import wait_for

base, sheet, page = blocks_support.FIXTURES

RATINGS = [option("On track", "green"), option("Some doubt", "amber"), option("Off track", "red")]
CONFIRM: Json = {
    "title": words("Close the cycle?"),
    "text": {"type": "mrkdwn", "text": "*Nobody* can answer then."},
    "confirm": words("Close It"),
    "deny": words("Keep It"),
    "style": "danger",
}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "acts", "elements": list(elements)}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": words("Go"), "value": "1", **more}


def told(chosen: Json | None, action: str = "go") -> list[Json]:
    return [{"block": "acts", "action": action, "chosen": chosen}]


def gone(page: Page) -> None:
    """Wait until the dialog is not only closed, but what follows from it is done."""
    expect(page.locator("dialog")).to_have_count(0)


def test_a_button_tells_its_block_and_action(page: Page) -> None:
    draw(page, actions(button(), {**button(), "action_id": "other", "text": words("Other")}))
    page.get_by_role("button", name="Go").click()
    assert pressed(page) == told(None)


def test_a_button_is_pressed_with_the_keyboard(page: Page) -> None:
    draw(page, actions(button()))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert pressed(page) == told(None)


def test_buttons_of_each_style_look_different(page: Page) -> None:
    styles = [{}, {"style": "primary"}, {"style": "danger"}]
    elements = [{**button(**style), "action_id": str(n)} for n, style in enumerate(styles)]
    drawn = draw(page, actions(*elements)).get_by_role("button").all()
    assert len({one.evaluate("one => getComputedStyle(one).backgroundColor") for one in drawn}) == 3


def test_a_confirm_is_asked_first_and_may_be_denied(page: Page) -> None:
    draw(page, actions(button(confirm=CONFIRM)))
    page.get_by_role("button", name="Go").click()
    dialog = page.get_by_role("dialog", name="Close the cycle?")
    assert dialog.locator(".b-text").inner_html() == "<b>Nobody</b> can answer then."
    dialog.get_by_role("button", name="Keep It").click()
    gone(page)
    assert pressed(page) == []
    page.get_by_role("button", name="Go").click()
    dialog.get_by_role("button", name="Close It").click()
    gone(page)
    assert pressed(page) == told(None)


def test_escape_denies_and_gives_the_focus_back(page: Page) -> None:
    draw(page, actions(button(confirm=CONFIRM)))
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("button", name="Keep It")).to_be_focused()
    page.keyboard.press("Escape")
    gone(page)
    expect(page.get_by_role("button", name="Go")).to_be_focused()
    assert pressed(page) == []


def test_a_confirm_stays_while_its_message_is_drawn_anew(page: Page) -> None:
    draw(page, actions(button(confirm=CONFIRM)))
    page.get_by_role("button", name="Go").click()
    page.evaluate("document.querySelector('main').replaceChildren()")
    page.get_by_role("button", name="Close It").click()
    gone(page)
    assert pressed(page) == told(None)


def test_a_button_with_an_address_opens_it_elsewhere_and_is_told(page: Page, base: str) -> None:
    draw(page, actions(button(url=f"{base}/page/icon.svg")))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Go").click()
    assert opened.value.url == f"{base}/page/icon.svg"
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    opened.value.close()
    assert pressed(page) == told(None)


def test_an_address_behind_a_confirm_waits_for_it(page: Page, base: str) -> None:
    draw(page, actions(button(url=f"{base}/page/icon.svg", confirm=CONFIRM)))
    page.get_by_role("link", name="Go").click()
    assert pressed(page) == []
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Close It").click()
    opened.value.close()
    assert pressed(page) == told(None)


def test_a_button_with_an_address_that_is_none_is_only_a_button(page: Page) -> None:
    draw(page, actions(button(url="javascript:window.caught = 1")))
    page.get_by_role("button", name="Go").click()
    assert pressed(page) == told(None)
    assert page.evaluate("window.caught") is None


OVERFLOW: Json = {"type": "overflow", "action_id": "go", "options": RATINGS}


def test_the_menu_behind_three_dots_tells_what_was_chosen(page: Page) -> None:
    draw(page, actions(OVERFLOW))
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Some doubt").click()
    assert pressed(page) == told({"type": "overflow", "selected_option": RATINGS[1]})
    expect(page.get_by_role("menu")).to_be_hidden()


def test_the_menu_behind_three_dots_is_walked_with_the_keyboard(page: Page) -> None:
    draw(page, actions(OVERFLOW))
    dots = page.get_by_role("button", name="More actions")
    dots.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="On track")).to_be_focused()
    expect(dots).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Off track")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dots).to_be_focused()
    expect(dots).to_have_attribute("aria-expanded", "false")
    assert pressed(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="On track")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert pressed(page) == told({"type": "overflow", "selected_option": RATINGS[2]})


def test_a_sheet_stays_inside_a_phones_window(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    draw(page, {**section("Words"), "accessory": OVERFLOW})
    page.get_by_role("button", name="More actions").click()
    place = page.get_by_role("menu").bounding_box()
    assert place is not None
    assert 0 <= place["x"] <= 390 - place["width"]


@pytest.mark.parametrize("scrolled", [0, 150, 400])
def test_a_sheet_lies_beside_its_button_and_not_over_it(page: Page, scrolled: int) -> None:
    page.set_viewport_size({"width": 390, "height": 420})
    above, below = ([section(f"{where} {n}") for n in range(14)] for where in ("above", "below"))
    many = [option(f"Region {letter}", letter) for letter in "ABCDEFGHIJKL"]
    accessory = select("multi_static_select", options=many, placeholder=words("Which?"))
    draw(page, *above, {**section("Words"), "block_id": "menu", "accessory": accessory}, *below)
    button, found = page.get_by_role("button", name="Which?"), page.locator(".b-sheet")
    button.evaluate("(one, top) => window.scrollTo(0, one.offsetTop - top)", scrolled)
    button.evaluate("one => one.click()")
    expect(found).to_be_visible()
    page.evaluate("window.scrollBy(0, 5)")
    expect(found.get_by_role("checkbox").first).to_be_in_viewport()
    on, sheet = button.bounding_box(), found.bounding_box()
    assert on is not None
    assert sheet is not None
    assert sheet["y"] >= on["y"] + on["height"] or sheet["y"] + sheet["height"] <= on["y"]
    assert 0 <= sheet["y"] <= 420 - sheet["height"]


def select(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "go", **more}


def test_a_select_is_told_at_once(page: Page) -> None:
    shown = draw(page, actions(select("static_select", options=RATINGS)))
    shown.get_by_role("combobox").select_option("Off track")
    assert pressed(page) == told({"type": "static_select", "selected_option": RATINGS[2]})


def test_arrows_through_a_select_tell_only_where_they_end(page: Page) -> None:
    draw(page, actions(select("radio_buttons", options=RATINGS, initial_option=RATINGS[0]), {**button()}))
    page.get_by_role("radio", name="On track").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Off track")).to_be_checked()
    assert pressed(page) == []
    page.keyboard.press("Tab")
    assert pressed(page) == told({"type": "radio_buttons", "selected_option": RATINGS[2]})


@pytest.mark.parametrize(
    ("kind", "entered", "chosen"),
    [
        ("datepicker", "2026-12-24", {"selected_date": "2026-12-24"}),
        ("timepicker", "14:05", {"selected_time": "14:05"}),
        ("datetimepicker", "2026-11-23T18:53", {"selected_date_time": 1_795_460_000 - 20}),
    ],
)
def test_a_picked_instant_is_told(page: Page, kind: str, entered: str, chosen: Json) -> None:
    draw(page, actions(select(kind))).locator("input").fill(entered)
    assert pressed(page) == told({"type": kind, **chosen})


def test_an_instant_is_in_the_zone_of_the_reader(page: Page) -> None:
    shown = draw(page, actions(select("datetimepicker", initial_date_time=1_795_460_000)), tz="Asia/Kolkata")
    expect(shown.locator("input")).to_have_value("2026-11-24T00:23")


def test_checkboxes_are_told_each_time(page: Page) -> None:
    draw(page, actions(select("checkboxes", options=RATINGS[:2])))
    page.get_by_label("On track").check()
    page.get_by_label("Some doubt").check()
    assert [one["chosen"]["selected_options"] for one in pressed(page)] == [RATINGS[:1], RATINGS[:2]]


def test_a_menu_of_several_is_told_when_it_closes(page: Page) -> None:
    accessory = select("multi_static_select", options=RATINGS, placeholder=words("Which?"))
    draw(page, {**section("Words"), "block_id": "acts", "accessory": accessory})
    page.get_by_role("button", name="Which?").click()
    page.get_by_label("On track").check()
    page.get_by_label("Off track").check()
    assert pressed(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Which?")).to_have_text("On trackOff track")
    wait_for(lambda: pressed(page) != [], "a sheet's closing is told a moment after it is seen")
    assert pressed(page) == told({"type": "multi_static_select", "selected_options": [RATINGS[0], RATINGS[2]]})


def test_a_choice_that_is_denied_is_put_back(page: Page) -> None:
    shown = draw(page, actions(select("static_select", options=RATINGS, initial_option=RATINGS[0], confirm=CONFIRM)))
    menu = shown.get_by_role("combobox")
    menu.select_option("Off track")
    page.get_by_role("button", name="Keep It").click()
    expect(menu.locator("option:checked")).to_have_text("On track")
    assert pressed(page) == []
    menu.select_option("Some doubt")
    page.get_by_role("button", name="Close It").click()
    gone(page)
    assert pressed(page) == told({"type": "static_select", "selected_option": RATINGS[1]})


def test_what_is_entered_in_a_form_is_not_told_by_itself(page: Page) -> None:
    draw(page, asks(select("static_select", options=RATINGS))).get_by_role("combobox").select_option("On track")
    draw(page, asks({"type": "plain_text_input"})).get_by_role("textbox").press("Enter")
    assert pressed(page) == []


def test_an_input_that_asks_for_it_is_told(page: Page) -> None:
    shown = draw(page, asks({"type": "datepicker"}, dispatch_action=True))
    shown.get_by_label("A question").fill("2026-12-24")
    chosen = {"type": "datepicker", "selected_date": "2026-12-24"}
    assert pressed(page) == [{"block": "asked", "action": "answer", "chosen": chosen}]


@pytest.mark.parametrize(
    ("on", "values"),
    [(None, ["ab"]), ("on_enter_pressed", ["ab"]), ("on_character_entered", ["a", "ab"])],
)
def test_typing_is_told_at_enter_or_at_each_character(page: Page, on: str | None, values: list[str]) -> None:
    config = {"dispatch_action_config": {"trigger_actions_on": [on]}} if on else {}
    shown = draw(page, asks({"type": "plain_text_input", **config}, dispatch_action=True))
    shown.get_by_role("textbox").press_sequentially("ab")
    page.keyboard.press("Enter")
    assert [one["chosen"] for one in pressed(page)] == [{"type": "plain_text_input", "value": one} for one in values]
