"""The page itself: its traffic, by day and by night, on a phone, and without a mouse."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.browser.visiting import Desk, Visit, expect
from tests.sandbox.served import TOKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PHONE: "ViewportSize" = {"width": 390, "height": 844}


def test_the_traffic_shows_what_was_sent_and_what_came_back(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    page.get_by_role("button", name="Traffic").click()
    panel = page.get_by_role("complementary", name="Traffic")
    desk.post(text="Beds are short")
    desk.post(text="Staff is short")
    panel.get_by_label("Filter traffic").fill("beds are")

    expect(panel.locator(".line")).to_have_count(1)
    panel.get_by_role("button", name="chat.postMessage").click()
    expect(panel.locator("pre").first).to_contain_text('"text": "Beds are short"')
    expect(panel.locator("pre").last).to_contain_text('"ok": true')
    panel.get_by_label("Filter traffic").fill(desk.served.app["bot_token"])
    expect(panel.locator(".line")).to_have_count(0)
    visit.write("/stocktake help")
    panel.get_by_label("Filter traffic").fill("/stocktake help")
    expect(panel.locator(".line").first).to_contain_text("acked")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_by_night_and_by_day(browser: "Browser", desk: Desk) -> None:
    visit = Visit(browser, desk, color_scheme="dark")
    page = visit.open(desk.analyst)

    def brightness() -> int:
        return int(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))

    assert brightness() < 60
    switch = page.get_by_role("button", name="Theme: system")
    switch.click()
    assert brightness() > 200
    page.reload()
    expect(page.get_by_role("button", name="Theme: light")).to_be_visible()
    assert brightness() > 200
    visit.close()


def test_on_a_phone_one_thing_is_seen_at_a_time(desk: Desk, visit: Visit) -> None:
    first = desk.say(desk.director, "How sure are we?")
    desk.say(desk.director, "Fairly", thread_ts=first)
    visit.page.set_viewport_size(PHONE)
    page = visit.open(desk.analyst, at=desk.direct(desk.analyst))
    channel = page.get_by_role("button", name=desk.channel_name)
    expect(channel).to_be_hidden()

    page.get_by_role("button", name="Show people and channels").click()
    channel.click()
    expect(channel).to_be_hidden()
    page.get_by_role("button", name="1 reply").click()

    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.locator(".message")).to_have_count(2)
    assert thread.bounding_box() == page.locator("#main").bounding_box()
    page.go_back()
    expect(thread).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_on_a_phone_a_form_is_the_whole_screen(desk: Desk, visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.open(desk.analyst)
    visit.write("/stocktake form")

    form = page.get_by_role("dialog", name="Give a figure")
    expect(form).to_be_visible()
    assert form.bounding_box() == {"x": 0, "y": 0, **PHONE}


def test_everything_can_be_done_from_the_keyboard(desk: Desk, visit: Visit) -> None:
    desk.say(desk.analyst, "by mistake")
    page = visit.open(desk.analyst)
    expect(page.locator("#composer textarea")).to_be_focused()

    page.keyboard.press("Shift+Tab")
    more = page.get_by_role("button", name="More to do")
    expect(more).to_be_focused()
    expect(page.locator("#stream .hover")).to_have_css("opacity", "1")
    assert more.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Delete message")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#stream .message")).to_have_count(0)


def test_a_key_is_needed_and_does_not_stay_in_the_address(browser: "Browser", desk: Desk) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused = page.goto(desk.served.url)
    assert refused is not None
    assert refused.status == 403
    expect(page.locator("body")).to_contain_text("Open this page with the address")

    page.goto(f"{desk.served.url}/?key={quote(TOKEN)}")

    expect(page.locator("#people [aria-current]")).to_be_visible()
    assert "key" not in page.url
    assert page.evaluate("document.cookie") == ""
    context.close()
