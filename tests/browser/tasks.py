"""Twelve tasks done in a browser against the running bot: `python -m tests.browser.tasks [FOLDER]`.

Sandbox and bot run as in `make demo`; each task is done as its person would, checked on the page, and photographed in
light, in dark and at a phone's width into FOLDER. Without one the README's pictures are made anew. Exit code 0 only if
all twelve came true.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from demo import story
from demo.machine import Machine
from tests.browser.visiting import executable

PICTURES: Final = Path("docs/pictures")
OF_THE_README: Final = ("02-answer-by-form.png", "08-the-meeting.png", "10-a-question.png", "12-closed-phone.png")
WIDE: Final[ViewportSize] = {"width": 1280, "height": 800}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}


class Person:
    """Somebody at the page, in a browser of their own."""

    def __init__(self, machine: Machine, browser: Browser, handle: str) -> None:
        self.machine = machine
        self.handle = handle
        self.page: Page = browser.new_context(viewport=WIDE, locale="en-GB", timezone_id="Europe/London").new_page()
        self.page.set_default_timeout(15_000)
        self.shown: Locator | None = None  # the message that was looked for last
        self.page.goto(machine.page)
        self.page.locator("#people button", has_text=f"@{handle}").click()

    def go(self, place: str) -> None:
        """To a channel, or to the app."""
        self.page.locator("#places").get_by_role("button", name=place).first.click()

    def message(self, words: str) -> Locator:
        """The newest that says this."""
        return self.page.locator("#stream .message", has_text=words).last

    def press(self, words: str, label: str) -> None:
        self.message(words).get_by_role("button", name=label, exact=True).last.click()

    def row(self, words: str, label: str) -> None:
        """The button beside a row of a message."""
        self.page.locator("#stream .b-section", has_text=words).last.get_by_role("button", name=label).click()

    def fill(self, **boxes: str) -> None:
        """By the words over each box, with _ for what is no letter."""
        modal = self.page.locator("#modal")
        for label, text in boxes.items():
            box = modal.get_by_label(label.replace("_", " "), exact=False).first
            if box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(label=text)
            else:
                box.fill(text)

    def send(self, label: str) -> None:
        self.page.locator("#modal").get_by_role("button", name=label, exact=True).click()

    def sent(self) -> None:
        expect(self.page.locator("#modal")).to_be_hidden()

    def choose(self, label: str, name: str) -> None:
        """Somebody from a list of people."""
        box = self.page.locator("#modal").get_by_label(label, exact=False).first
        box.select_option(label=name)

    def write(self, text: str) -> None:
        box = self.page.locator("#composer textarea")
        box.fill(text)
        box.press("Enter")

    def sees(self, words: str) -> None:
        self.shown = self.message(words)
        expect(self.shown).to_be_visible()

    def photograph(self, folder: Path | None, name: str) -> None:
        """Light, dark and as on a phone; without a folder only what the README shows."""
        for scheme, size, suffix in (("light", WIDE, ""), ("dark", WIDE, "-dark"), ("light", PHONE, "-phone")):
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            self.page.set_viewport_size(size)
            self.page.wait_for_timeout(150)
            if self.shown is not None and self.page.locator("#modal").is_hidden():
                self.shown.scroll_into_view_if_needed()
            if folder is not None or f"{name}{suffix}.png" in OF_THE_README:
                self.page.screenshot(path=(folder or PICTURES) / f"{name}{suffix}.png")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(WIDE)


class Run:
    """The twelve tasks, in the order of the calendar."""

    def __init__(self, machine: Machine, browser: Browser) -> None:
        self.machine, self.browser = machine, browser
        self.people: dict[str, Person] = {}

    def at(self, handle: str, place: str = "Stocktake") -> Person:
        if handle not in self.people:
            self.people[handle] = Person(self.machine, self.browser, handle)
        person = self.people[handle]
        person.go(place)
        return person

    def until(self, day: int, hour: int, minute: int = 5, month: int = 10) -> None:
        self.machine.go_to(max(datetime(2017, month, day, hour, minute, tzinfo=UTC), self.machine.now()))

    def rest(self) -> None:
        """What was just pressed arrives first: browser, workspace and bot are three processes."""
        time.sleep(0.6)
        self.machine.go_to_rest()

    def wrong_then_right_by_form(self) -> Person:
        waits = self.at("waits-analyst")
        waits.press("for the stocktake on Wed 18 Oct", "Answer")
        waits.fill(Patients_seen="1925961", All_attendances="1726934")
        waits.send("Send")
        expect(waits.page.locator("#modal")).to_contain_text("more than all of them")
        waits.fill(Patients_seen="1726934", All_attendances="1925961")
        waits.fill(What_changed="more patients than planned", How_likely="Amber-Green: probable; constant attention")
        return waits

    def by_form(self) -> Person:
        waits = self.people["waits-analyst"]
        waits.send("Send")
        expect(waits.page.locator("#modal")).to_contain_text("Recorded: 89.67 %")
        return waits

    def by_reply(self) -> Person:
        borders = self.at("borders-analyst")
        borders.write("4225 fewer arrivals by lorry")
        self.rest()
        borders.sees("for the stocktake on Wed 18 Oct")
        return borders

    def promised(self) -> Person:
        sites = self.at("sites-analyst")
        sites.press("for the stocktake on Wed 18 Oct", "Not Out Yet")
        sites.fill(It_comes_on="2017-10-05")
        sites.send("Promise")
        sites.sent()
        self.rest()
        sites.sees("You said it comes on Thu 5 Oct")
        return sites

    def asked_for_help(self) -> Person:
        sites = self.at("sites-analyst")
        sites.press("for the stocktake on Wed 18 Oct", "I Need Help")
        sites.fill(What_do_you_need="The figures of three trusts that changed their system")
        sites.send("Ask for Help")
        sites.sent()
        self.rest()
        staff = self.at("unit-staff", "delivery-unit")
        staff.sees("Help wanted: Long waits")
        return staff

    def given_away(self) -> Person:
        trusts = self.at("trusts-analyst")
        trusts.page.locator("#stream .b-actions").last.get_by_role("button").last.click()
        trusts.page.get_by_role("menuitem", name="Give to Someone Else").click()
        trusts.choose("Who has this figure", "Sites analyst")
        trusts.send("Give")
        trusts.sent()
        self.rest()
        trusts.sees("Given away")
        return trusts

    def why_it_came(self) -> Person:
        trusts = self.at("trusts-analyst")
        trusts.write("/stocktake why")
        trusts.sees("The last messages to")
        return trusts

    def the_meeting(self) -> Person:
        self.until(18, 9)
        staff = self.at("unit-staff", "delivery-unit")
        staff.press("the meeting", "Add Action")
        line = "Agree the winter drive @hospitals-director by 27 Oct done when 20 plans are signed so that beds free up"
        staff.fill(In_one_line=line)
        staff.send("Add Action")
        staff.sent()
        self.rest()
        staff.sees("Agreed today: A-1")
        return staff

    def held_and_posted(self) -> Person:
        staff = self.people["unit-staff"]
        staff.press("the meeting", "Close Meeting")
        staff.page.get_by_role("dialog", name="Close the meeting?").get_by_role("button", name="Close Meeting").click()
        self.rest()
        staff.press("Draft summary: Emergency waits, stocktake", "Hold")
        self.rest()
        staff.sees("it does not post itself")
        self.until(19, 9)
        staff.press("Draft summary: Emergency waits, stocktake", "Post Now")
        staff.page.get_by_role("dialog", name="Post now?").get_by_role("button", name="Post Now").click()
        self.rest()
        staff.sees("Summary: Emergency waits, stocktake")
        return staff

    def a_question(self) -> Person:
        reader = self.at("principal", "emergency-waits")
        reader.press("Emergency waits: slightly behind", "Ask a Question")
        reader.fill(Your_question="Which trusts fell most since August?")
        reader.send("Ask")
        reader.sent()
        return reader

    def accepted_chased_done(self) -> Person:
        director = self.at("hospitals-director")
        director.press("A-1", "Accept")
        self.until(30, 9)
        director.sees("working day overdue")
        director.press("Agreed", "Done")
        director.fill(How_can_one_see_it="20 letters, in the shared folder")
        director.send("Done")
        director.sent()
        self.rest()
        director.sees("Reported done")
        return director

    def closed(self) -> Person:
        staff = self.at("unit-staff", "delivery-unit")
        staff.press("20 letters", "Close Action")
        self.rest()
        director = self.at("hospitals-director")
        director.sees("A-1 is closed")
        return director


TASKS: Final[tuple[tuple[str, Callable[[Run], Person]], ...]] = (
    ("01-wrong-then-right", Run.wrong_then_right_by_form),
    ("02-answer-by-form", Run.by_form),
    ("03-answer-by-reply", Run.by_reply),
    ("04-promise", Run.promised),
    ("05-ask-for-help", Run.asked_for_help),
    ("06-give-to-someone-else", Run.given_away),
    ("07-why-it-came", Run.why_it_came),
    ("08-the-meeting", Run.the_meeting),
    ("09-hold-and-post", Run.held_and_posted),
    ("10-a-question", Run.a_question),
    ("11-accepted-chased-done", Run.accepted_chased_done),
    ("12-closed", Run.closed),
)


def main() -> int:
    """Do them all; the first that does not come true ends it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    (folder or PICTURES).mkdir(parents=True, exist_ok=True)
    with Machine() as machine, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        machine.go_to(next(story.steps()).at)
        run = Run(machine, browser)
        for name, task in TASKS:
            try:
                person = task(run)
            except Exception:
                for handle, one in run.people.items():
                    one.page.screenshot(path=(folder or PICTURES) / f"failed-{handle}.png")
                print(f"{name}: it did not come true", flush=True)
                raise
            person.photograph(folder, name)
            print(f"{name}: done", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
