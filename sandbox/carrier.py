"""Carries deliveries to the app, by its socket or by signed HTTP, on real time."""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.clock import SteppedClock
from sandbox.state import App, Delivery, Json
from sandbox.workspace import Workspace

ANSWER_WITHIN = 3.0  # seconds
NO_ANSWER = 0  # in the place of a status
MOST_CONNECTIONS = 10


class Carrier:
    """Every payload goes to any one connection. Events wait for one; what a person pressed fails at once."""

    def __init__(self, workspace: Workspace, clock: SteppedClock) -> None:
        self.workspace = workspace
        self.clock = clock
        self.sockets: list[tuple[str, WebSocket]] = []  # with the app whose it is
        self.flying: set[str] = set()
        self._parked: list[Delivery] = []
        self._turns = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        workspace.outlet = self.take

    def quiet(self) -> bool:
        """Nothing is on its way."""
        return not self.flying and not self._parked

    def take(self, delivery: Delivery) -> None:
        """Called by the workspace, in the loop's own thread."""
        self.flying.add(delivery.id)
        self._start(self._carry(delivery))

    async def connect(self, socket: WebSocket) -> None:
        """One Socket Mode connection, from hello to its end."""
        app = socket.query_params.get("ticket", "")
        if app not in self.workspace.state.apps or len(self._of(app)) >= MOST_CONNECTIONS:
            await socket.close(4000)
            return
        await socket.accept()
        told = {"num_connections": len(self._of(app)) + 1, "debug_info": {}, "connection_info": {"app_id": app}}
        await socket.send_json({"type": "hello", **told})
        mine = (app, socket)
        self.sockets.append(mine)
        self._unpark()
        try:
            while True:
                await self._frame(await socket.receive_text())
        except WebSocketDisconnect:
            return
        finally:
            self.sockets.remove(mine)

    def _of(self, app: str) -> list[WebSocket]:
        return [socket for owner, socket in self.sockets if owner == app]

    def _unpark(self) -> None:
        parked, self._parked = self._parked, []
        for delivery in parked:
            self.take(delivery)

    async def _frame(self, text: str) -> None:
        try:
            frame = json.loads(text)
        except json.JSONDecodeError:
            return
        if isinstance(frame, dict) and frame.get("envelope_id"):
            await self._answered(frame["envelope_id"].rpartition("/")[0], 200, frame.get("payload"))

    async def _carry(self, delivery: Delivery) -> None:
        app = self._app(delivery)
        if app.request_url:
            await self._by_http(app, app.request_url, delivery)
        elif self._of(app.id):
            await self._by_socket(delivery)
        elif delivery.kind == "events_api":
            self.flying.discard(delivery.id)
            self._parked.append(delivery)
        else:
            await self._answered(delivery.id, NO_ANSWER, None)

    async def _by_socket(self, delivery: Delivery) -> None:
        envelope = f"{delivery.id}/{delivery.attempt}"
        frame: Json = {
            "envelope_id": envelope,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.attempt:
            frame |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
        sockets = self._of(delivery.payload["api_app_id"])
        socket = sockets[next(self._turns) % len(sockets)]
        try:
            await socket.send_json(frame)
        except (WebSocketDisconnect, RuntimeError):  # the connection ended between the choice and the send
            await self._answered(delivery.id, NO_ANSWER, None)
            return
        await asyncio.sleep(ANSWER_WITHIN)
        if delivery.state == "pending":
            await self._answered(delivery.id, NO_ANSWER, None)

    async def _by_http(self, app: App, url: str, delivery: Delivery) -> None:
        status, body = await asyncio.to_thread(_post, app, url, delivery)
        await self._answered(delivery.id, status, body)

    async def _answered(self, delivery_id: str, status: int, body: object) -> None:
        if delivery_id not in self.flying:
            return
        if status == NO_ANSWER:
            self.workspace.unanswered(delivery_id)
        else:
            self.workspace.acknowledge(delivery_id, status, body)
        self.flying.discard(delivery_id)
        self.workspace.redeliver_due()
        await self.clock.happened()

    def _app(self, delivery: Delivery) -> App:
        wanted = delivery.payload["api_app_id"]
        return self.workspace.state.apps[wanted]

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _post(app: App, url: str, delivery: Delivery) -> tuple[int, object]:
    """One signed request, as Slack makes it; the status, and the body if there is one."""
    if delivery.kind == "events_api":
        kind, raw = "application/json", json.dumps(delivery.payload).encode()
    elif delivery.kind == "slash_commands":
        kind, raw = "application/x-www-form-urlencoded", urlencode(delivery.payload).encode()
    else:
        kind, raw = "application/x-www-form-urlencoded", urlencode({"payload": json.dumps(delivery.payload)}).encode()
    stamp = str(int(time.time()))
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": sign(app, stamp, raw)}
    if delivery.attempt:
        headers |= {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
    try:
        with urlopen(Request(url, raw, headers), timeout=ANSWER_WITHIN) as answer:  # noqa: S310 - the app's own
            text = answer.read().decode()
            return answer.status, _parsed(text)
    except HTTPError as refused:
        return refused.code, None
    except (URLError, TimeoutError, OSError):
        return NO_ANSWER, None


def sign(app: App, stamp: str, raw: bytes) -> str:
    """Slack's v0 signature over real time."""
    base = f"v0:{stamp}:".encode() + raw
    return "v0=" + hmac.new(app.signing_secret.encode(), base, hashlib.sha256).hexdigest()


def _parsed(text: str) -> object:
    if not text:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
