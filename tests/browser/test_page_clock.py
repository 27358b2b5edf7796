"""The clock at the page, and its buttons."""

from collections.abc import Iterator

import pytest

from tests.browser.visiting import Desk, Visit, expect
from tests.sandbox.served import Served, serving
from tests.sandbox.test_served import Idler


@pytest.fixture
def served() -> Iterator[Served]:
    """A workspace of one test's own, with nobody in it who could be asked whether they are done."""
    with serving() as made:
        yield made


@pytest.fixture
def idler(served: Served) -> Iterator[Idler]:
    """Has something to do on Tuesday, at three in the afternoon in London; not yet started."""
    made = Idler(served, 30)
    yield made
    made.stopped = True
    if made.is_alive():
        made.join(5)


def test_an_hour_a_day_and_to_whatever_happens_next(desk: Desk, visit: Visit, idler: Idler) -> None:
    page = visit.open(desk.analyst)
    clock = page.get_by_role("region", name="The workspace's clock")
    expect(clock.locator(".now")).to_have_text("Mon 25 Sept, 09:00")
    expect(clock.locator(".utc")).to_have_text("London · 08:00 UTC")

    clock.get_by_role("button", name="+1 hour").click()
    for button in clock.get_by_role("button").all():
        expect(button).to_be_disabled()  # it runs: nobody has said yet that they are done
    idler.start()
    expect(clock.locator(".now")).to_have_text("Mon 25 Sept, 10:00")
    clock.get_by_role("button", name="+1 day").click()
    expect(clock.locator(".now")).to_have_text("Tue 26 Sept, 10:00")
    clock.get_by_role("button", name="Next").click()
    expect(clock.locator(".now")).to_have_text("Tue 26 Sept, 15:00")
    clock.get_by_role("button", name="Next").click()

    expect(page.get_by_role("alert")).to_contain_text(["Nothing is going to happen by itself"])
    assert idler.came == ["2017-09-26T14:00:00+00:00"]


def test_an_app_that_is_not_done_is_said_to_be_busy(desk: Desk, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.clock.PATIENCE", 0.1)
    page = visit.open(desk.analyst)

    page.get_by_role("button", name="+1 hour").click()

    expect(page.locator("#toasts")).to_contain_text(
        "The app is still busy, or not there; the clock has not been moved."
    )
    expect(page.get_by_role("button", name="+1 hour")).to_be_enabled()
    expect(page.locator("#clock .now")).to_have_text("Mon 25 Sept, 09:00")
    visit.complaints.clear()  # the browser notes that a request was refused


def test_the_time_is_that_of_whoever_looks(desk: Desk, visit: Visit) -> None:
    page = visit.open(desk.director)

    expect(page.locator("#clock .times")).to_have_text("Mon 25 Sept, 10:00 Paris · 08:00 UTC")
