"""A workspace that is watched: everything done to it is counted, and what went to and from its apps is kept."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sandbox.errors import LateAnswer, RateLimited, Spoilt
from sandbox.offers import Offers
from sandbox.page_traffic import Traffic
from sandbox.state import Delivery, Json
from sandbox.workspace import Workspace

SHOWING = {"chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete"}
READING = {"channels", "history", "thread", "ephemerals", "people", "receipt", "file", "home_view", "view"}


class Changes:
    """How often something changed, and waiting for the next time. For one event loop's thread."""

    def __init__(self) -> None:
        self.count = 0
        self._news = asyncio.Event()

    def bump(self) -> None:
        self.count += 1
        self._news.set()
        self._news = asyncio.Event()

    async def after(self, seen: int, wait: float, gone: Callable[[], Coroutine[None, None, None]]) -> int:
        """The count, as soon as it is not `seen` any more, or after `wait` real seconds, or when nobody waits."""
        if self.count == seen:
            waiting = [asyncio.ensure_future(self._news.wait()), asyncio.ensure_future(gone())]
            try:
                await asyncio.wait(waiting, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:  # the server ends; whoever asked gets an answer all the same
                return self.count
            finally:
                for one in waiting:
                    one.cancel()
        return self.count


class Watched(Workspace):
    """The same workspace, with its state shared: whoever serves it uses this one."""

    def __init__(self, workspace: Workspace) -> None:
        self.state = workspace.state
        self.changes = Changes()
        self.traffic = Traffic(workspace.state)
        self.offers = Offers()
        self.shown = 0  # how often an app put something before people's eyes, or took it away

    def call(self, method: str, args: Mapping[str, Any], token: str) -> Json:
        app = self.state.app_by_token(token)
        try:
            answer = super().call(method, args, token)
        except RateLimited as limit:
            self.traffic.called(app, method, args, {"ok": False, "error": "ratelimited", "after": limit.retry_after})
            raise
        except Spoilt as fault:
            known = fault.answer if isinstance(fault, LateAnswer) else {"ok": False}
            self.traffic.called(app, method, args, {"error": str(fault), **known})
            raise
        else:
            self.traffic.called(app, method, args, answer)
            self.shown += method in SHOWING and answer["ok"]
            return answer
        finally:
            self.changes.bump()

    def put_file(self, path: str, content: bytes) -> None:
        super().put_file(path, content)
        self.changes.bump()

    def respond(self, path: str, body: Json) -> Json:
        answer = super().respond(path, body)
        url = self.state.responses[path.rpartition("/")[2]]
        self.traffic.called(self.state.apps[url.app], "response_url", body, answer)
        self.changes.bump()
        return answer

    def acknowledge(self, delivery_id: str, status: int, body: object = None) -> None:
        delivery = self.state.deliveries.get(delivery_id)
        super().acknowledge(delivery_id, status, body)
        self._settled(delivery, {"status": status, "body": body})

    def unanswered(self, delivery_id: str, reason: str = "http_timeout") -> None:
        delivery = self.state.deliveries.get(delivery_id)
        super().unanswered(delivery_id, reason)
        self._settled(delivery, {"none": reason})

    def act(self, user: str, name: str, args: Mapping[str, Any]) -> Json:
        done = super().act(user, name, args)
        if name not in READING:
            self.changes.bump()
        return done

    @property
    def outlet(self) -> Callable[[Delivery], None] | None:
        return self.state.outlet

    @outlet.setter
    def outlet(self, carrier: Callable[[Delivery], None] | None) -> None:
        def carry(delivery: Delivery) -> None:
            self.traffic.sent(delivery)
            assert carrier is not None
            carrier(delivery)

        self.state.outlet = carry if carrier else None

    def _settled(self, delivery: Delivery | None, answer: object) -> None:
        if delivery is not None:
            self.traffic.settled(delivery, answer)
        self.changes.bump()
