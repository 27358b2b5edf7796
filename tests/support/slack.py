"""The bot's Slack port straight onto the sandbox's workspace, without sockets, with faults on demand.

What goes wrong in Slack or on the way to it is the workspace's own kind of fault (docs/faults.md), met here as the wire
would meet it. What befalls the process that calls is a function around the call.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from bot.ports import Json, SlackRefused, SlackUnknown, Told
from bot.slack.client import BOUND
from bot.slack.errors import UNKNOWN, is_permanent
from sandbox import faults
from sandbox.errors import LateAnswer, NotThere, RateLimited, Spoilt
from sandbox.faults import Kind
from sandbox.workspace import Workspace

Go = Callable[[], Json]
Around = Callable[[Go], Json]
"""What happens around one call: it gets what would carry the call out, and may do so, or not, or other things too."""
Fault = faults.Fault | Around

UPLOAD = "upload"  # the name under which faults of uploads are asked for


class Died(BaseException):
    """The process ended here."""


class WorkspaceSlack:
    """Implements ports.Slack. `calls` are (method, arguments) of every attempt, in order.

    `told` is the workspace's clock at the last call that reached it. Nobody waits here: an answer that is later than
    the bot's bound is lost, and any other comes at once. `waits` is told for how many seconds somebody would have
    waited.
    `fault("chat.postMessage", drop_after, refuse("internal_error"))` spoils its next two calls, and
    `on_call[7] = die_before` the seventh of all calls.
    """

    def __init__(
        self, workspace: Workspace, token: str, waits: Callable[[float], object] = lambda seconds: None
    ) -> None:
        self.workspace = workspace
        self._waits = waits
        self.token = token
        self.told: Told | None = None
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
        if isinstance(fault, faults.Fault):
            self.workspace.spoil(replace(fault, of=method))
            fault = None
        return go() if fault is None else fault(go)

    def _answer(self, method: str, arguments: Json) -> Json:
        now = self.workspace.state.clock()
        self.told = Told(now, now, self.workspace.state.monotonic())
        body = self._heard(lambda: self.workspace.call(method, arguments, self.token))
        if not body["ok"]:
            raise refusal(str(body["error"]))
        return body

    def _put(self, url: str, content: bytes) -> Json:
        def put() -> Json:
            self.workspace.put_file(urlsplit(url).path, content)
            return {}

        try:
            return self._heard(put)
        except NotThere as missing:
            raise SlackRefused("upload_status_404", permanent=True) from missing

    def _heard(self, go: Go) -> Json:
        """The answer as the wire has it. Raises as ports.Slack does."""
        try:
            return go()
        except RateLimited as limit:
            raise SlackRefused("ratelimited", permanent=False, retry_after=limit.retry_after) from limit
        except LateAnswer as late:
            self._waits(min(late.seconds, BOUND))
            if late.seconds < BOUND:
                return late.answer
            raise SlackUnknown(str(late)) from late
        except Spoilt as lost:
            raise SlackUnknown(str(lost)) from lost


def refusal(error: str) -> SlackRefused | SlackUnknown:
    """What the wire makes of an error code."""
    return SlackUnknown(error) if error in UNKNOWN else SlackRefused(error, permanent=is_permanent(error))


drop_before: Final = faults.Fault(kind=Kind.DROP)
drop_after: Final = faults.Fault(kind=Kind.DROP, accepted=True)


def refuse(error: str) -> faults.Fault:
    """Slack says no, with this error code; nothing is done."""
    return faults.Fault(kind=Kind.REFUSE, code=error)


def rate_limit(seconds: float) -> faults.Fault:
    """HTTP 429: come back in so many seconds, whole ones."""
    return faults.Fault(kind=Kind.RATE_LIMIT, seconds=seconds)


def die_before(go: Go) -> Json:
    """The process dies just before the call leaves it."""
    raise Died


def die_after(go: Go) -> Json:
    """Slack carries the call out and the process dies before it hears of it."""
    go()
    raise Died


def after(something: Callable[[], object]) -> Around:
    """Something happens first: the clock moves, another worker takes its turn. Then the call goes on."""

    def fault(go: Go) -> Json:
        something()
        return go()

    return fault
