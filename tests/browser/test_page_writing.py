"""What one writes at the page: messages, replies, changes, names; and commands, which go to the app."""

from tests.browser.visiting import Desk, Visit, exactly, expect


def test_enter_sends_and_with_shift_begins_a_line(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    box = page.get_by_role("combobox", name=f"Message #{desk.channel_name}")
    expect(box).to_be_focused()

    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")

    expect(visit.message("one")).to_be_visible()
    expect(box).to_have_value("")
    sent = desk.act(desk.analyst, "history", channel=desk.channel)["messages"]
    assert [one["text"] for one in sent] == ["one\ntwo"]


def test_a_thread_is_answered_beside_the_conversation(desk: Desk, visit: Visit) -> None:
    first = desk.say(desk.director, "How sure are we?")
    page = visit.open(desk.analyst)
    visit.message("How sure").hover()
    visit.message("How sure").get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("combobox", name="Reply")).to_be_focused()

    page.keyboard.type("Fairly")
    page.keyboard.press("Enter")

    expect(thread.locator(".message")).to_have_count(2)
    expect(page.locator("#stream .replies")).to_contain_text("1 reply")
    desk.say(desk.director, "Good", thread_ts=first)
    expect(thread.locator(".message", has_text="Good")).to_be_visible()
    page.keyboard.press("Escape")
    expect(thread).to_be_hidden()
    page.get_by_role("button", name="2 replies").click()
    expect(thread.locator(".message")).to_have_count(3)


def test_ones_own_message_is_edited_and_deleted_after_a_question(desk: Desk, visit: Visit) -> None:
    desk.say(desk.director, "not mine")
    desk.say(desk.analyst, f"Ask <@{desk.director}>, he <knows>")
    page = visit.open(desk.analyst)
    mine = visit.message("Ask")
    more = mine.get_by_role("button", name="More to do")
    mine.hover()
    more.click()
    page.get_by_role("menuitem", name="Edit message").click()
    box = page.get_by_role("combobox", name="Edit message")
    expect(box).to_have_value(f"Ask @{desk.names[1]}, he <knows>")

    box.fill(f"Ask @{desk.names[1]} again")
    box.press("Enter")

    expect(mine).to_contain_text("again (edited)")
    expect(mine.locator(".b-mention")).to_be_visible()
    mine.hover()
    more.click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()
    expect(mine).to_have_count(0)
    others = visit.message("not mine")
    others.hover()
    others.get_by_role("button", name="More to do").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Reply in thread", "Make it a promiseStocktake"])


def test_names_are_proposed_and_become_mentions(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    box = page.locator("#composer textarea")
    box.press_sequentially(f"Ask @{desk.names[1]}")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Tab")
    box.press_sequentially(f"about #{desk.channel_name}")
    expect(page.get_by_role("option")).to_have_text([f"#{desk.channel_name}"])
    box.press("Enter")
    expect(box).to_have_value(f"Ask @{desk.names[1]} about #{desk.channel_name} ")
    box.press("Enter")

    expect(visit.message("Ask")).to_be_visible()
    text = desk.act(desk.analyst, "history", channel=desk.channel)["messages"][0]["text"]
    assert text.strip() == f"Ask <@{desk.director}> about <#{desk.channel}|{desk.channel_name}>"


def test_commands_are_proposed_with_their_hints_and_answered_to_one_person(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    box = page.locator("#composer textarea")
    box.press_sequentially("/st")
    expect(page.get_by_role("option").first).to_contain_text("/stocktake [form | steps]Ask the unit")
    box.press("Enter")
    expect(page.locator("#composer .tip")).to_have_text("/stocktake [form | steps]")
    box.press_sequentially("help")
    box.press("Enter")

    expect(visit.message("You asked for help").locator(".only-you")).to_be_visible()
    expect(box).to_have_value("")


def test_a_command_that_is_none_stays_in_the_box_with_a_reason(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    visit.write("/nonsense today")

    expect(page.locator("#composer .failed")).to_have_text("/nonsense is not a command here.")
    expect(page.locator("#composer textarea")).to_have_value("/nonsense today")


def test_what_is_half_written_stays_with_its_place(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    box = page.locator("#composer textarea")
    box.fill("half a thought")
    page.get_by_role("navigation").get_by_role("button", name="Stocktake").click()
    expect(box).to_have_value("")
    page.get_by_role("navigation").get_by_role("button", name=desk.channel_name).click()

    expect(box).to_have_value("half a thought")


def test_what_is_said_to_an_app_is_answered_by_it(desk: Desk, visit: Visit) -> None:
    direct = desk.direct(desk.analyst)
    page = visit.open(desk.analyst, at=direct)
    visit.write("92.4")

    expect(visit.message("You said 92.4")).to_be_visible()
    expect(page.locator("#place-title")).to_have_text(exactly("Stocktake"))


def test_two_people_write_to_each_other_and_no_app_hears_of_it(desk: Desk, visit: Visit) -> None:
    desk.say(desk.director, "Which trusts fell most?")
    page = visit.open(desk.analyst)
    visit.message("Which trusts").get_by_role("button", name="director no.").click()
    expect(page.locator("#place-title")).to_contain_text("director no.")
    visit.write("Three of them. May I ring you?")
    expect(visit.message("May I ring you?")).to_be_visible()

    page.get_by_role("navigation").get_by_role("button", name=desk.channel_name).click()
    page.locator(f"#people [data-key='{desk.director}'] button").click()
    talks = page.get_by_role("region", name="Direct messages").get_by_role("button")
    expect(talks).to_have_count(1)
    expect(talks).to_contain_text("analyst no.")
    expect(talks.locator(".badge")).to_contain_text("1 unread")
    talks.click()
    expect(visit.message("May I ring you?").locator(".author")).to_contain_text("analyst no.")
    visit.write("At three.")
    expect(visit.message("At three.").locator(".author")).to_contain_text("director no.")
    expect(page.locator("#stream .message")).to_have_count(2)
