"""What whoever runs the workspace offers: buttons, a line that says what goes on, and where it does."""

from collections.abc import Iterator

import pytest

from tests.browser.visiting import Desk, Visit, expect

PLAY = {"play": "Play it for me"}


@pytest.fixture
def offering(desk: Desk) -> Iterator[Desk]:
    desk.served.ask("POST", "/control/offers", {"caption": "Monday: requests are out", "offers": PLAY})
    yield desk
    desk.served.ask("POST", "/control/offers", {})


def look(desk: Desk, caption: str, person: str, at: str, **more: str) -> None:
    desk.served.ask("POST", "/control/offers", {"caption": caption, "look": {"as": person, "at": at, **more}})


def test_an_offer_is_pressed_and_its_page_goes_where_things_happen_until_one_looks_elsewhere(
    offering: Desk, visit: Visit
) -> None:
    page = visit.open(offering.analyst)
    bar, me = page.locator("#offers"), page.locator("#people [aria-current]")
    expect(bar).to_contain_text("Monday: requests are out")
    bar.get_by_role("button", name="Play it for me").click()
    look(offering, "Tuesday: one answers", offering.director, offering.direct(offering.director))

    expect(bar).to_contain_text("Tuesday: one answers")
    expect(bar.get_by_role("button")).to_have_count(0)
    expect(me).to_contain_text("director no.")
    assert offering.served.ask("POST", "/control/taken", {})["taken"] == []  # of the offer that was put away

    summary = offering.say(offering.director, "Slightly behind")
    offering.say(offering.director, "Its chart", thread_ts=summary)
    look(offering, "Tuesday: the summary is out", offering.analyst, offering.channel, thread=summary)
    expect(page.locator("#thread .message", has_text="Its chart")).to_be_visible()
    look(offering, "Tuesday: one more answers", offering.director, offering.direct(offering.director))
    expect(page.locator("#thread")).to_be_hidden()

    page.locator(f"#people [data-key='{offering.analyst}'] button").click()
    look(offering, "Wednesday: staff rate", offering.director, offering.channel)
    expect(bar).to_contain_text("Wednesday: staff rate")
    expect(me).to_contain_text("analyst no.")


def test_who_pressed_nothing_is_not_taken_along(offering: Desk, visit: Visit) -> None:
    page = visit.open(offering.analyst)
    look(offering, "Tuesday: one answers", offering.director, offering.channel)
    expect(page.locator("#offers")).to_contain_text("Tuesday: one answers")
    expect(page.locator("#people [aria-current]")).to_contain_text("analyst no.")
