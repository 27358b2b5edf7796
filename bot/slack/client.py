"""Calls to Slack that end in a bounded time, never repeat themselves, and say whether they may have had an effect."""

import json
import re
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

from bot.ports import Json, SlackRefused, SlackUnknown, Told
from bot.slack import errors, wire
from bot.slack.wire import Answer, NotSent

T = TypeVar("T")

SECOND: Final = timedelta(seconds=1)  # what a Date leaves out is less
BOUND: Final = 10.0  # seconds a call may take altogether; a dripping answer outlives any socket timeout
SOONEST: Final = 1.0  # seconds to wait where a rate limit does not say how long
LATEST: Final = 3600.0  # seconds; a longer wait is looked at again after this


class WebSlack:
    """`bot.ports.Slack` over HTTP. `told` is by the Date of its last answer."""

    def __init__(self, token: str, base_url: str, *, bound: float = BOUND) -> None:
        self._headers = {"Authorization": f"Bearer {token}", "User-Agent": "stocktake"}
        self._base_url = base_url
        self._bound = bound
        self.told: Told | None = None
        self.scopes: frozenset[str] | None = None  # of the token, from Slack's last answer that named them

    def call(self, method: str, **arguments: Any) -> Json:
        """Raises SlackRefused for a definite no and SlackUnknown for anything that may have been carried out."""
        url, form = f"{self._base_url}{method}", urlencode(_form(arguments)).encode()
        return self._bounded(lambda until: self._call(Request(url, data=form, headers=self._headers), until))  # noqa: S310 - settings allow http and https only

    def upload(self, url: str, content: bytes) -> None:
        """Raises like `call`. The bytes go only where Slack itself may be, and without the token."""
        if not self._is_slacks(url):
            raise SlackRefused("upload_elsewhere", permanent=True)
        headers = {"Content-Type": "application/octet-stream"}
        self._bounded(lambda until: self._upload(Request(url, data=content, headers=headers), until))  # noqa: S310 - checked

    def _call(self, request: Request, until: float) -> Json:
        answer = self._ask(request, until)
        body = _body(answer)
        if answer.status == 200 and body.get("ok") is True:
            return body
        error = str(body.get("error") or "")
        if body.get("ok") is not False or not error or answer.status >= 500:
            raise SlackUnknown(f"status {answer.status} without an answer of Slack's")
        if error in errors.RATE_LIMITED:
            raise _limited(answer.headers)
        if error in errors.UNKNOWN:
            raise SlackUnknown(error)
        raise SlackRefused(error, permanent=errors.is_permanent(error))

    def _upload(self, request: Request, until: float) -> None:
        status = self._ask(request, until).status
        if 400 <= status < 500:
            raise SlackRefused(f"upload_status_{status}", permanent=True)
        if status != 200:
            raise SlackUnknown(f"status {status}")

    def _ask(self, request: Request, until: float) -> Answer:
        asked = monotonic()
        try:
            answer = wire.send(request, until)
        except NotSent as missed:
            raise SlackRefused(errors.NOT_SENT, permanent=False) from missed
        except (OSError, HTTPException, ValueError) as lost:
            raise SlackUnknown(type(lost).__name__) from lost
        self.told = _told(answer.headers, asked, monotonic()) or self.told
        named = answer.headers.get("x-oauth-scopes")
        self.scopes = self.scopes if named is None else frozenset(one.strip() for one in named.split(","))
        if answer.status == 429:
            raise _limited(answer.headers)
        return answer

    def _is_slacks(self, url: str) -> bool:
        """The server that the settings name, or any of Slack's own."""
        there, home = urlsplit(url), urlsplit(self._base_url)
        if (there.scheme, there.hostname) == (home.scheme, home.hostname):
            return True
        return there.scheme == "https" and (there.hostname or "").endswith(".slack.com")

    def _bounded(self, task: Callable[[float], T]) -> T:
        """The task's result, or SlackUnknown when time is up: looking up a name, say, heeds no deadline.

        A thread that is left over ends by itself and writes nothing any more.
        """
        until = monotonic() + self._bound
        outcome: SimpleQueue[T | SlackRefused | SlackUnknown] = SimpleQueue()

        def run() -> None:
            result: T | SlackRefused | SlackUnknown = SlackUnknown("the call broke off")
            try:
                result = task(until)
            except (SlackRefused, SlackUnknown) as failure:
                result = failure
            finally:
                outcome.put(result)

        threading.Thread(target=run, daemon=True, name="slack call").start()
        try:
            result = outcome.get(timeout=self._bound)
        except Empty:
            raise SlackUnknown(f"no answer in {self._bound:g} s") from None
        if isinstance(result, (SlackRefused, SlackUnknown)):
            raise result
        return result


def _form(arguments: Mapping[str, Any]) -> dict[str, str]:
    """As a form, which every method takes; some do not take JSON. What is no text goes as JSON inside it."""
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in arguments.items()
        if value is not None
    }


def _body(answer: Answer) -> Json:
    """The JSON object of an answer; empty for anything else, which says nothing of what was done."""
    try:
        body = json.loads(answer.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _limited(headers: Message) -> SlackRefused:
    """A rate limit, with how long to wait in seconds."""
    stated = headers.get("Retry-After", "")
    wait = float(stated) if re.fullmatch(r"\d{1,9}(\.\d+)?", stated) else SOONEST
    return SlackRefused("ratelimited", permanent=False, retry_after=min(max(wait, SOONEST), LATEST))


def _told(headers: Message, asked: float, heard: float) -> Told | None:
    """What the Date says, which was written some time between asking and hearing."""
    try:
        stated = parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return None
    since = stated.replace(tzinfo=stated.tzinfo or UTC).astimezone(UTC)
    return Told(since, since + SECOND + timedelta(seconds=heard - asked), heard)
