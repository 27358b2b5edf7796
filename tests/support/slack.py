"""The bot's Slack port straight onto the sandbox's workspace, without sockets, with faults on demand."""

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bot.ports import Json, SlackRefused, SlackUnknown
from bot.slack.errors import UNKNOWN, is_permanent
from sandbox.errors import RateLimited
from sandbox.workspace import Workspace

Go = Callable[[], Json]
Fault = Callable[[Go], Json]
"""What happens to one call: it gets what would carry the call out, and may do so, or not, or other things too."""

UPLOAD = "upload"  # the name under which faults of uploads are asked for


class Died(BaseException):
    """The process ended here."""


class WorkspaceSlack:
    """Implements ports.Slack. `calls` are (method, arguments) of every attempt, in order.

    `fault("chat.postMessage", drop_after, refuse("internal_error"))` spoils its next two calls, and
    `on_call[7] = die_before` the seventh of all calls.
    """

    def __init__(self, workspace: Workspace, token: str) -> None:
        self.workspace = workspace
        self.token = token
        self.calls: list[tuple[str, Json]] = []
        self.on_call: dict[int, Fault] = {}
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def fault(self, method: str, *faults: Fault) -> None:
        """Spoil the next calls of a method, one fault each."""
        self._faults[method].extend(faults)

    def call(self, method: str, **arguments: Any) -> Json:
        self.calls.append((method, arguments))
        return self._spoilt(method, lambda: self._answer(method, arguments))

    def upload(self, url: str, content: bytes) -> None:
        self.calls.append((UPLOAD, {"url": url}))
        self._spoilt(UPLOAD, lambda: self._put(url, content))

    def called(self, method: str) -> list[Json]:
        """The arguments of every attempt to call a method."""
        return [arguments for name, arguments in self.calls if name == method]

    def _spoilt(self, method: str, go: Go) -> Json:
        waiting = self._faults[method]
        fault = self.on_call.pop(len(self.calls), None) or (waiting.popleft() if waiting else None)
        return go() if fault is None else fault(go)

    def _answer(self, method: str, arguments: Json) -> Json:
        try:
            body = self.workspace.call(method, arguments, self.token)
        except RateLimited as limit:
            raise SlackRefused("ratelimited", permanent=False, retry_after=limit.retry_after) from limit
        if not body["ok"]:
            raise refusal(str(body["error"]))
        return body

    def _put(self, url: str, content: bytes) -> Json:
        self.workspace.put_file(urlsplit(url).path, content)
        return {}


def refusal(error: str) -> SlackRefused | SlackUnknown:
    """What the wire makes of an error code."""
    return SlackUnknown(error) if error in UNKNOWN else SlackRefused(error, permanent=is_permanent(error))


def refuse(error: str) -> Fault:
    """Slack says no, with this error code; nothing is done."""

    def fault(go: Go) -> Json:
        raise refusal(error)

    return fault


def rate_limit(seconds: float) -> Fault:
    """HTTP 429: come back in so many seconds."""

    def fault(go: Go) -> Json:
        raise SlackRefused("ratelimited", permanent=False, retry_after=seconds)

    return fault


def drop_before(go: Go) -> Json:
    """The connection drops before Slack has the call."""
    raise SlackUnknown("dropped")


def drop_after(go: Go) -> Json:
    """Slack carries the call out and the answer is lost."""
    go()
    raise SlackUnknown("dropped")


def die_before(go: Go) -> Json:
    """The process dies just before the call leaves it."""
    raise Died


def die_after(go: Go) -> Json:
    """Slack carries the call out and the process dies before it hears of it."""
    go()
    raise Died


def after(something: Callable[[], object]) -> Fault:
    """Something happens first: the clock moves, another worker takes its turn. Then the call goes on."""

    def fault(go: Go) -> Json:
        something()
        return go()

    return fault
