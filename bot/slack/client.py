"""Calls to Slack that end in a bounded time, never repeat themselves, and say whether they may have had an effect."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.ports import Json, SlackRefused, SlackUnknown
from bot.slack import errors

T = TypeVar("T")

BOUND: Final = 10.0  # seconds a call may take altogether; a dripping answer outlives any socket timeout
SOCKET: Final = 8  # seconds of silence on the socket


class WebSlack:
    """`bot.ports.Slack` over HTTP. `seen_at` is Slack's own clock, from its last answer."""

    def __init__(self, token: str, base_url: str, *, bound: float = BOUND) -> None:
        self._client = WebClient(token=token, base_url=base_url, timeout=SOCKET, retry_handlers=[])
        self._host = urlsplit(base_url)
        self._bound = bound
        self.seen_at: datetime | None = None

    def call(self, method: str, **arguments: Any) -> Json:
        """Raises SlackRefused for a definite no and SlackUnknown for anything that may have been carried out."""
        return self._bounded(lambda: self._call(method, arguments))

    def upload(self, url: str, content: bytes) -> None:
        """Raises like `call`. The bytes go only where Slack itself may be."""
        parts = urlsplit(url)
        ours = (parts.scheme, parts.hostname) == (self._host.scheme, self._host.hostname)
        if not ours and not (parts.scheme == "https" and (parts.hostname or "").endswith(".slack.com")):
            raise SlackRefused("upload_elsewhere", permanent=True)
        self._bounded(lambda: _post(url, content))

    def _call(self, method: str, arguments: Mapping[str, Any]) -> Json:
        try:
            answer = self._client.api_call(method, data=_form(arguments))
        except SlackApiError as refused:
            raise self._refusal(refused) from refused
        except (SlackClientError, OSError, HTTPException, ValueError) as unclear:
            raise _lost(unclear) from unclear
        self._read_clock(answer.headers)
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    def _refusal(self, refused: SlackApiError) -> SlackRefused | SlackUnknown:
        response = refused.response
        self._read_clock(response.headers)
        error = str(response.get("error") or "")
        if response.status_code == 429 or error in errors.RATE_LIMITED:
            after = float(response.headers.get("Retry-After", response.headers.get("retry-after", 1)))
            return SlackRefused("ratelimited", permanent=False, retry_after=after)
        if response.status_code >= 500 or not error or error in errors.UNKNOWN:
            return SlackUnknown(error or f"status {response.status_code}")
        return SlackRefused(error, permanent=errors.is_permanent(error))

    def _read_clock(self, headers: Mapping[str, str]) -> None:
        stated = headers.get("Date") or headers.get("date")
        if stated:
            self.seen_at = parsedate_to_datetime(stated)

    def _bounded(self, task: Callable[[], T]) -> T:
        """The task's result, or SlackUnknown when time is up; the thread that is left over ends by itself."""
        outcome: SimpleQueue[tuple[bool, Any]] = SimpleQueue()

        def run() -> None:
            try:
                outcome.put((True, task()))
            except (SlackRefused, SlackUnknown) as failure:
                outcome.put((False, failure))

        threading.Thread(target=run, daemon=True, name="slack call").start()
        try:
            done, result = outcome.get(timeout=self._bound)
        except Empty:
            raise SlackUnknown(f"no answer in {self._bound:g} s") from None
        if not done:
            raise result
        return result  # type: ignore[no-any-return]  # the queue carries what the task returned


def _form(arguments: Mapping[str, Any]) -> dict[str, str]:
    """As a form, which every method takes; some do not take JSON. What is no text goes as JSON inside it."""
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in arguments.items()
        if value is not None
    }


def _post(url: str, content: bytes) -> None:
    request = Request(url, data=content, headers={"Content-Type": "application/octet-stream"})  # noqa: S310 - checked
    try:
        with urlopen(request, timeout=SOCKET) as answer:  # noqa: S310 - the scheme is Slack's own
            answer.read()
    except (OSError, HTTPException) as unclear:
        raise _lost(unclear) from unclear


def _lost(cause: Exception) -> SlackRefused | SlackUnknown:
    """Nothing was sent when nobody was there to take it; everything else may have arrived."""
    reason = cause.reason if isinstance(cause, URLError) else cause
    if isinstance(reason, ConnectionRefusedError):
        return SlackRefused("connection_refused", permanent=False)
    return SlackUnknown(type(cause).__name__)
