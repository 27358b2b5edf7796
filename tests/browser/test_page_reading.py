"""What one sees at the page: whom one can be, where one can go, what was written, and what is new."""

import re

import pytest

from tests.browser.visiting import Desk, Visit, exactly, expect
from tests.sandbox.bureau import section

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


def test_one_click_and_one_is_somebody_else(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    director = page.locator(
        "#people button", has_text=desk.served.ask("GET", f"/page-api/view?as={desk.director}")["me"]["real_name"]
    )
    expect(director.locator(".role")).to_have_text("Decides")

    director.click()

    expect(director).to_have_attribute("aria-current", "true")
    visit.write("I have looked at it")
    expect(visit.message("I have looked at it").locator(".author")).to_contain_text("director")


@pytest.mark.parametrize("width", [1280, 390])
def test_who_names_no_place_comes_to_where_something_is_new_or_to_the_first_there_is(
    desk: Desk, visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    direct = desk.direct(desk.analyst)
    desk.say(desk.director, "news")
    page = visit.come(**{"as": desk.analyst})
    expect(visit.message("news")).to_be_visible()

    page.goto("about:blank")
    visit.come(**{"as": desk.analyst})

    expect(page).to_have_url(re.compile(f"at={direct}"))
    expect(page.locator("#stream .begin")).to_be_visible()


def test_people_have_badges_of_what_is_new_to_them(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    desk.say(desk.analyst, "one")
    desk.say(desk.analyst, "two")

    expect(
        page.locator("#people button", has_text=f"director no. {desk.names[1][8:]}").locator(".badge")
    ).to_contain_text("2 unread")


def test_a_channel_with_something_new_is_marked_until_it_is_opened(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst, at=desk.direct(desk.analyst))
    channel = page.locator("#places button", has_text=desk.channel_name)
    expect(channel.locator(".badge")).to_have_count(0)

    desk.say(desk.director, "news")
    expect(channel.locator(".badge")).to_contain_text("1 unread")
    channel.click()

    expect(visit.message("news")).to_be_visible()
    expect(channel.locator(".badge")).to_have_count(0)


def test_a_line_stands_before_what_is_new(desk: Desk, visit: Visit) -> None:
    desk.say(desk.director, "old")
    desk.act(desk.analyst, "read", channel=desk.channel)
    desk.say(desk.director, "new")

    page = visit.open(desk.analyst)

    order = page.locator("#stream .messages > *").evaluate_all("all => all.map((one) => one.className)")
    assert order == ["day", "message", "day new", "message"]


def test_what_is_written_elsewhere_appears_by_itself_and_is_read_out(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    desk.say(desk.director, "from elsewhere")

    expect(visit.message("from elsewhere")).to_be_visible()
    expect(page.locator("#news[aria-live=polite]")).to_contain_text("from elsewhere")


def test_messages_of_one_person_stand_together_with_times_of_ones_own_zone(desk: Desk, visit: Visit) -> None:
    for text in ("first", "second"):
        desk.say(desk.analyst, text)

    page = visit.open(desk.director)

    expect(page.locator("#stream .message")).to_have_count(2)
    expect(page.locator("#stream .author")).to_have_count(1)
    expect(page.locator("#stream .byline time")).to_have_text("10:00")  # Paris; the clock stands at eight


def test_the_direct_messages_with_an_app(desk: Desk, visit: Visit) -> None:
    desk.app.chat_postMessage(channel=desk.analyst, text="Only for you")
    page = visit.open(desk.analyst)
    entry = page.get_by_role("navigation").get_by_role("button", name="Stocktake")
    expect(entry.locator(".badge")).to_contain_text("1 unread")

    entry.click()

    expect(visit.message("Only for you").locator(".app-tag")).to_have_text("APP")


def test_a_channel_that_one_is_not_in_cannot_be_opened(desk: Desk, visit: Visit) -> None:
    closed = desk.served.channels["desk"]
    page = visit.open(desk.analyst, at=closed)

    expect(page.locator("#places")).not_to_contain_text("desk")
    expect(page.locator("#place-title")).not_to_have_text("desk")


def test_an_ephemeral_message_is_for_one_person(desk: Desk, visit: Visit) -> None:
    desk.app.chat_postEphemeral(channel=desk.channel, user=desk.analyst, text="Between us")
    page = visit.open(desk.analyst)
    whisper = visit.message("Between us")
    expect(whisper).to_contain_text("Only visible to you")

    whisper.hover()
    whisper.get_by_role("button", name="Dismiss").click()
    expect(whisper).to_have_count(0)
    visit.open(desk.director)
    expect(page.locator("#stream .message")).to_have_count(0)


def test_a_picture_of_the_workspace_is_shown(desk: Desk, visit: Visit) -> None:
    file = desk.app.files_upload_v2(filename="dot.png", content=DOT, alt_txt="A dot")["files"][0]["id"]
    desk.post({"type": "image", "slack_file": {"id": file}, "alt_text": "A dot"})
    page = visit.open(desk.analyst)

    picture = page.locator("#stream").get_by_role("img", name="A dot")
    expect(picture).to_be_visible()
    assert picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth }") == 1


def test_what_one_reads_last_stays_in_sight_when_a_picture_comes_in_or_the_window_shrinks(
    desk: Desk, visit: Visit
) -> None:
    first = desk.say(desk.director, "How sure are we?")
    for number in range(30):
        desk.say(desk.director, f"answer {number}", thread_ts=first)
    page = visit.open(desk.analyst, thread=first)
    last = page.locator("#thread .message", has_text="answer 29")
    expect(last).to_be_in_viewport()

    page.locator("#thread .message", has_text="answer 3").first.evaluate("one => { one.style.paddingTop = '300px'; }")
    expect(last).to_be_in_viewport(ratio=0.9)
    page.set_viewport_size({"width": 1280, "height": 500})
    expect(last).to_be_in_viewport(ratio=0.9)


def test_everybody_one_can_be_is_in_sight(desk: Desk, visit: Visit) -> None:
    staff = [{"name": f"{desk.channel_name}-{number}", "real_name": f"clerk no. {number}"} for number in range(10)]
    desk.served.ask("POST", "/control/set-up", {"people": staff})
    page = visit.open(desk.analyst)
    expect(page.locator("#people")).to_contain_text(f"@{desk.channel_name}-9")

    people, places = (page.locator(f"#side .{name}").bounding_box() for name in ("people", "places"))
    assert people is not None
    assert places is not None
    whole = page.locator("#people").evaluate("one => one.scrollHeight")
    assert people["height"] >= min(whole, 0.6 * (people["height"] + places["height"]))
    assert people["height"] + places["height"] == page.locator("#side").evaluate("one => one.clientHeight")


def test_what_people_write_never_becomes_markup(desk: Desk, visit: Visit) -> None:
    desk.say(desk.analyst, HOSTILE)
    desk.post(section(HOSTILE.replace("<", "&lt;").replace(">", "&gt;")), text=HOSTILE)
    desk.served.ask("POST", "/control/set-up", {"channels": [{"name": HOSTILE, "members": [desk.names[0]]}]})
    page = visit.open(desk.analyst)

    expect(page.locator("#stream .message")).to_have_count(2)
    expect(page.locator("#stream .message").first.locator(".said")).to_have_text(HOSTILE)
    expect(page.locator("#places button", has_text="onerror")).to_be_visible()
    assert page.locator("img, body script").count() == 0
    assert "taken" not in page.title()


def test_mentions_have_names(desk: Desk, visit: Visit) -> None:
    desk.say(desk.analyst, f"Ask <@{desk.director}> in <#{desk.channel}>")
    visit.open(desk.analyst)

    number = desk.names[0][7:]
    expect(visit.message("Ask").locator(".said")).to_have_text(
        exactly(f"Ask @director no. {number} in #{desk.channel_name}")
    )


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)
