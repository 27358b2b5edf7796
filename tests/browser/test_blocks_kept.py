"""A view that is drawn anew loses nothing that somebody is typing; and the gallery of everything."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import blocks_support
from tests.browser.blocks_support import CTX, Json, asks, draw, option, typed, words

base, sheet, page = blocks_support.FIXTURES

CAUSES = [option(f"Cause {letter}", letter) for letter in "ABC"]
AGAIN = """
async ([blocks, ctx]) => {
  const { renderBlocks } = await import("/page/blocks.js");
  const { keepTyped, restoreTyped } = await import("/page/inputs.js");
  const stage = document.querySelector("main");
  const kept = keepTyped(stage);
  stage.replaceChildren(renderBlocks(blocks, ctx));
  restoreTyped(stage, kept);
}
"""


def again(page: Page, *blocks: Json) -> None:
    """Draw the view anew, as the page does when the app has updated it."""
    page.evaluate(AGAIN, [list(blocks), CTX])


def named(block_id: str, element: Json) -> Json:
    return {**asks(element), "block_id": block_id, "label": words(block_id)}


FORM = [
    named("text", {"type": "plain_text_input"}),
    named("long", {"type": "plain_text_input", "multiline": True, "max_length": 10}),
    named("number", {"type": "number_input", "is_decimal_allowed": True}),
    named("menu", {"type": "static_select", "options": CAUSES}),
    named("menus", {"type": "multi_static_select", "options": CAUSES}),
    named("radio", {"type": "radio_buttons", "options": CAUSES}),
    named("ticks", {"type": "checkboxes", "options": CAUSES}),
    named("day", {"type": "datepicker"}),
    named("person", {"type": "users_select"}),
]


def fill(page: Page) -> None:
    page.get_by_role("button", name="menus").click()
    page.locator(".b-sheet").get_by_label("Cause C").check()
    page.keyboard.press("Escape")
    page.get_by_label("number").fill("7.5")
    page.get_by_label("menu", exact=True).select_option("Cause B")
    page.get_by_role("radiogroup").get_by_label("Cause A").check()
    page.get_by_role("group", name="ticks").get_by_label("Cause B").check()
    page.get_by_label("day").fill("2026-12-24")
    page.get_by_label("person").select_option("Second Deputy")
    page.get_by_label("long").fill("abc\nd")
    page.get_by_label("text").fill("half a sen")


def test_nothing_that_was_entered_is_lost(page: Page) -> None:
    draw(page, *FORM)
    fill(page)
    before = typed(page)
    again(page, {"type": "header", "text": words("New above")}, *FORM)
    assert typed(page) == before
    assert before["text"]["answer"]["value"] == "half a sen"
    expect(page.get_by_text("5 characters left")).to_be_visible()


def test_the_cursor_stays_where_it_was(page: Page) -> None:
    draw(page, *FORM)
    page.get_by_label("text").fill("half a sen")
    page.keyboard.press("ArrowLeft")
    again(page, {"type": "header", "text": words("New above")}, *FORM)
    expect(page.get_by_label("text")).to_be_focused()
    page.keyboard.type("X")
    assert typed(page)["text"]["answer"]["value"] == "half a seXn"


def test_what_nobody_touched_shows_what_the_new_view_says(page: Page) -> None:
    draw(page, named("one", {"type": "plain_text_input", "initial_value": "old"}), FORM[0])
    page.get_by_label("text").fill("mine")
    again(
        page,
        named("one", {"type": "plain_text_input", "initial_value": "new"}),
        named("text", {"type": "plain_text_input", "initial_value": "theirs"}),
    )
    assert [one["answer"]["value"] for one in typed(page).values()] == ["new", "mine"]


def test_another_action_id_is_another_input(page: Page) -> None:
    draw(page, FORM[0])
    page.get_by_label("text").fill("mine")
    again(page, named("text", {"type": "plain_text_input", "action_id": "other"}))
    assert typed(page) == {"text": {"other": {"type": "plain_text_input", "value": None}}}


def test_an_option_that_is_gone_is_no_longer_chosen(page: Page) -> None:
    draw(page, FORM[3])
    page.get_by_label("menu").select_option("Cause B")
    again(page, named("menu", {"type": "static_select", "options": CAUSES[:1]}))
    assert typed(page)["menu"]["answer"]["selected_option"] is None


@pytest.mark.parametrize("width", [390, 900])
def test_the_gallery_fits_its_window(page: Page, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    with page.context.expect_page() as fresh:
        page.evaluate("base => { window.open(`${base}/page/gallery.html`); }", base)
    gallery = fresh.value
    gallery.set_viewport_size({"width": width, "height": 800})
    expect(gallery.get_by_text("[video] is not shown here")).to_be_attached()
    assert gallery.evaluate("document.documentElement.scrollWidth") <= width
    gallery.close()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_gallery_is_light_or_dark_as_the_machine_is(page: Page, base: str, scheme: str, dark: bool) -> None:
    with page.context.expect_page() as fresh:
        page.evaluate("base => { window.open(`${base}/page/gallery.html?empty`); }", base)
    gallery = fresh.value
    gallery.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    gallery.reload()
    expect(gallery.get_by_role("heading", name="Every block")).to_be_visible()
    channels = gallery.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (max(channels[:3]) < 100) is dark
    gallery.close()
