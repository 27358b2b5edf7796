"""What an app and a person do at the page: buttons, menus, forms, its Home, shortcuts; and an app that says nothing."""

import pytest
from slack_sdk import WebClient

from tests.browser.visiting import Desk, Visit, expect
from tests.sandbox.bureau import actions, button, options, section


def test_a_press_reaches_the_app_and_what_it_makes_of_it_is_shown(desk: Desk, visit: Visit) -> None:
    desk.post(actions(button("Done", "done")))
    page = visit.open(desk.analyst)

    page.get_by_role("button", name="Done", exact=True).click()

    expect(visit.message("Done by one press")).to_contain_text("(edited)")
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(0)


def test_a_press_that_asks_first(desk: Desk, visit: Visit) -> None:
    words = {
        key: {"type": "plain_text", "text": text}
        for key, text in (("title", "Sure?"), ("confirm", "Yes"), ("deny", "No"))
    }
    desk.post(actions(button("Done", "done", confirm={**words, "text": {"type": "mrkdwn", "text": "For everybody."}})))
    page = visit.open(desk.analyst)
    press = page.get_by_role("button", name="Done", exact=True)

    press.click()
    page.get_by_role("dialog", name="Sure?").get_by_role("button", name="No").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    press.click()
    page.get_by_role("dialog", name="Sure?").get_by_role("button", name="Yes").click()

    expect(visit.message("Done by one press")).to_be_visible()
    told = desk.served.ask("GET", f"/page-api/traffic?text={desk.channel}")["lines"]
    assert [one["title"] for one in told].count("interactive: block_actions done") == 1


def test_a_choice_in_a_message(desk: Desk, visit: Visit) -> None:
    menu = {"type": "static_select", "action_id": "choose", "options": options("Green", "Amber")}
    desk.post(section("How does it stand?", accessory=menu))
    page = visit.open(desk.analyst)

    page.locator("#stream select").select_option(label="Amber")

    expect(visit.message("You chose Amber").locator(".only-you")).to_be_visible()


def test_an_app_that_is_away_is_named_in_words(desk: Desk, visit: Visit) -> None:
    away = desk.served.ask("POST", "/control/set-up", {"app": "Away"})["app"]
    client = WebClient(away["bot_token"], base_url=f"{desk.served.url}/api/")
    client.chat_postMessage(channel=desk.analyst, text="Anybody?", blocks=[actions(button("Call", "call"))])
    page = visit.open(desk.analyst)
    page.get_by_role("navigation").get_by_role("button", name="Away").click()
    page.get_by_role("button", name="Call").click()

    expect(page.locator("#stream .failed")).to_have_text("Away is not connected.")


def test_a_form_is_checked_by_slack_and_by_the_app(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    visit.write("/stocktake form")
    form = page.get_by_role("dialog", name="Give a figure")
    figure = form.get_by_label("The figure")
    expect(figure).to_be_focused()

    form.get_by_role("button", name="Send").click()
    expect(form).to_contain_text("Please complete this required field.")
    figure.fill("many")
    form.get_by_role("button", name="Send").click()
    expect(form).to_contain_text("That is no number")
    expect(figure).to_have_value("many")
    expect(figure).to_be_focused()
    figure.fill("92.4")
    form.get_by_role("button", name="Send").click()

    expect(form).to_be_hidden()
    expect(page.locator("#composer textarea")).to_be_focused()
    page.get_by_role("navigation").get_by_role("button", name="Stocktake").click()
    expect(visit.message("Thank you for 92.4")).to_be_visible()


def test_a_form_that_the_app_changes_keeps_what_was_typed(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    visit.write("/stocktake form")
    form = page.get_by_role("dialog")
    form.get_by_label("The reason").fill("A strike\nin August")
    form.locator("select").select_option(label="Estimate")

    expect(form.get_by_role("heading", name="Kind is known")).to_be_visible()
    expect(form.get_by_label("The reason")).to_have_value("A strike\nin August")
    expect(form.locator("select option:checked")).to_have_text("Estimate")


def test_a_form_that_is_not_answered_says_so_and_keeps_everything(
    desk: Desk, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.wire.ANSWER_WITHIN", 1.0)
    page = visit.open(desk.analyst)
    visit.write("/stocktake form")
    form = page.get_by_role("dialog")
    form.get_by_label("The figure").fill("0")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("button", name="Sending")).to_be_disabled()

    expect(form.locator(".modal-foot .failed")).to_contain_text("Stocktake did not answer in time.")
    expect(form.get_by_label("The figure")).to_have_value("0")
    expect(form.get_by_role("button", name="Send")).to_be_enabled()


def test_a_form_waits_while_one_is_somebody_else(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    visit.write("/stocktake form")
    form = page.get_by_role("dialog")
    form.get_by_label("The figure").fill("92.4")
    page.locator("#people button", has_text="director no.").last.click()
    expect(form).to_be_hidden()
    expect(page.locator("#composer textarea")).to_be_enabled()

    page.locator("#people button", has_text="analyst no.").last.click()

    expect(form.get_by_label("The figure")).to_have_value("92.4")


def test_forms_over_forms_close_one_by_one(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst)
    visit.write("/stocktake steps")
    first = page.get_by_role("dialog", name="Give a figure")
    first.get_by_label("The first").fill("1")
    first.get_by_role("button", name="Send").click()
    second = page.get_by_role("dialog", name="Second step")
    expect(second).to_be_visible()

    page.keyboard.press("Escape")
    expect(first.get_by_label("The first")).to_have_value("1")
    first.get_by_role("button", name="Send").click()
    expect(second.get_by_label("The second")).to_be_focused()
    second.get_by_label("The second").fill("2")
    second.get_by_role("button", name="Send").click()

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_home_is_drawn_for_who_opens_it_and_hears_what_stands_in_it(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.analyst, at=desk.direct(desk.analyst))
    page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel")
    expect(home).to_contain_text("Your week")

    home.locator("select").select_option(label="Estimate")
    home.get_by_role("button", name="Redraw").click()

    expect(home).to_contain_text("Chosen: estimate")
    page.get_by_role("tab", name="Messages").click()
    expect(home).to_be_hidden()
    expect(page.locator("#composer")).to_be_visible()


def test_shortcuts_stand_where_slack_has_them(desk: Desk, visit: Visit) -> None:
    desk.say(desk.director, "We will have it by May")
    page = visit.open(desk.analyst)
    visit.message("by May").hover()
    visit.message("by May").get_by_role("button", name="More to do").click()
    page.get_by_role("menuitem", name="Make it a promise").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Promise: We will have it by May")

    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    page.locator("#composer textarea").press_sequentially("/beg")
    page.get_by_role("option", name="Begin a figure").click()
    expect(page.get_by_role("dialog", name="Give a figure")).to_be_visible()
