"""Somebody at the page, in a browser."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from slack_sdk import WebClient

from tests.sandbox.served import TOKEN, Json, Served, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page
    from playwright.sync_api import expect as expect
else:
    expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

SHORTCUTS = [
    {"name": "Make it a promise", "type": "message", "callback_id": "promise"},
    {"name": "Begin a figure", "type": "global", "callback_id": "begin", "description": "For any priority"},
]
COMMAND = {"command": "/stocktake", "description": "Ask the unit", "usage_hint": "[form | steps]"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
numbers = count(1)


def executable() -> str:
    """Where a browser is; skips where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no chromium on this machine")
    return found


@contextmanager
def connected(served: Served) -> Iterator[None]:
    """The app of these tests runs."""
    secrets = [served.app["bot_token"], served.app["app_token"]]
    process = subprocess.Popen([sys.executable, "-m", "tests.browser.bolt_app", served.url, *secrets])
    try:
        wait_for(lambda: served.ask("GET", "/control/dump")["connections"] == 1, "a connection")
        yield
    finally:
        process.kill()
        process.wait()


class Desk:
    """Two people and a channel of one test's own, with the app in it."""

    def __init__(self, served: Served) -> None:
        number = next(numbers)
        self.served = served
        self.names = [f"analyst{number}", f"director{number}"]
        people = [
            {"name": self.names[0], "real_name": f"analyst no. {number}"},
            {"name": self.names[1], "real_name": f"director no. {number}", "tz": "Europe/Paris", "title": "Decides"},
        ]
        self.channel_name = f"waits{number}"
        told = served.ask("POST", "/control/set-up", {"people": people, "channels": [{"name": self.channel_name}]})
        self.analyst, self.director = (told["people"][name] for name in self.names)
        self.channel = told["channels"][self.channel_name]
        self.app = WebClient(served.app["bot_token"], base_url=f"{served.url}/api/")

    def act(self, person: str, name: str, **args: Any) -> Json:
        return self.served.ask("POST", f"/people/{person}/{name}", args)

    def say(self, person: str, text: str, **more: Any) -> str:
        """The ts of a message in the channel."""
        return str(self.act(person, "send", channel=self.channel, text=text, **more)["ts"])

    def post(self, *blocks: Json, text: str = "Words") -> str:
        """The ts of a message of the app's in the channel."""
        return str(self.app.chat_postMessage(channel=self.channel, text=text, blocks=list(blocks) or None)["ts"])

    def direct(self, person: str) -> str:
        return str(self.act(person, "direct", app="Stocktake")["channel"])


class Visit:
    """A page of one test's own. Whatever the browser complains of, or asks of another machine, is kept."""

    def __init__(self, browser: "Browser", desk: Desk, **context: Any) -> None:
        self.desk = desk
        self.complaints: list[str] = []
        self.abroad: list[str] = []
        given = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "UTC", **context}
        self.context: BrowserContext = browser.new_context(**given)
        self.context.set_default_timeout(8_000)
        self.context.on("request", self._note)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def open(self, person: str, at: str = "", **more: str) -> "Page":
        """The page as this person sees it; in the channel unless another place is named."""
        return self.come(**{"as": person, "at": at or self.desk.channel, **more})

    def come(self, **said: str) -> "Page":
        """The page at an address that says this much; `as` who looks."""
        key = f"?key={quote(TOKEN)}" if self.page.url == "about:blank" else ""
        self.page.goto(f"{self.desk.served.url}/{key}#{urlencode(said)}")
        expect(self.page.locator(f"#people [data-key='{said['as']}'] [aria-current]")).to_have_count(1)
        expect(self.page.locator("#place-title")).not_to_be_empty()
        return self.page

    def message(self, text: str) -> "Locator":
        """The message in the conversation that says this."""
        return self.page.locator("#stream .message", has_text=text)

    def write(self, text: str) -> None:
        box = self.page.locator("#composer textarea")
        box.fill(text)
        box.press("Enter")

    def close(self) -> None:
        self.context.close()

    def _note(self, request: Any) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.abroad.append(request.url)


def exactly(text: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(text)}$")
