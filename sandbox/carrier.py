"""Carries deliveries to the apps, by socket or by signed HTTP, on real time."""

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox import bad_lines, wire
from sandbox.clock import SteppedClock
from sandbox.state import App, Delivery
from sandbox.workspace import Workspace

MOST_CONNECTIONS = 10  # an app
TOO_MANY, NO_TICKET = 4000, 4001  # why a connection is closed at once
WARNING = "warning"  # the connection is to end in a while


@dataclass(frozen=True)
class Link:
    """One Socket Mode connection of one app."""

    app: str
    socket: WebSocket


class Carrier:
    """Every payload goes to any one connection. Events wait for one; what a person pressed fails at once.

    Runs in one event loop's thread, which is also the one that uses the workspace.
    """

    def __init__(self, workspace: Workspace, clock: SteppedClock) -> None:
        self.workspace = workspace
        self.clock = clock
        self.links: list[Link] = []
        self._flying = 0
        self._parked: list[Delivery] = []
        self._answers: dict[str, asyncio.Future[object]] = {}  # by envelope
        self._turns = count()
        self._envelopes = count()
        self._tasks: set[asyncio.Task[None]] = set()
        workspace.outlet = self.take
        workspace.state.hang_up = self.hang_up

    def quiet(self) -> bool:
        """Nothing is on its way."""
        return self._flying == 0 and not self._parked

    def take(self, delivery: Delivery) -> None:
        """Called by the workspace."""
        self._flying += 1
        self._start(self._carry(delivery))

    async def connect(self, socket: WebSocket) -> None:
        """One Socket Mode connection, from hello to its end."""
        await socket.accept()
        app = self._app_of(socket.query_params.get("ticket", ""))
        if app is None:
            await socket.close(NO_TICKET)
            return
        link = Link(app.id, socket)
        if len(self._links_of(app.id)) >= MOST_CONNECTIONS:
            await socket.send_json(wire.goodbye("too_many_websockets"))
            await socket.close(TOO_MANY)
            return
        self.links.append(link)
        try:
            await socket.send_json(wire.hello(app, len(self._links_of(app.id))))
            self._unpark()
            while True:
                self._hear(await socket.receive_text())
        except WebSocketDisconnect:
            return
        finally:
            self._forget(link)

    async def disconnect(self, reason: str) -> int:
        """End every connection, as Slack does every few hours; how many there were. A warning only warns."""
        ended = self._parted(self.links, reason)
        await self._part(ended, reason)
        return len(ended)

    def hang_up(self, app: str, reason: str) -> None:
        """Called by the workspace for a fault: end the connections of one app, without a reason by cutting them."""
        self._start(self._part(self._parted(self._links_of(app), reason), reason))

    def _parted(self, links: list[Link], reason: str) -> list[Link]:
        """These, which from now on get nothing any more if they are to end."""
        if reason != WARNING:
            self.links = [link for link in self.links if link not in links]
        return links

    async def _part(self, links: list[Link], reason: str) -> None:
        for link in links:
            if not reason:
                bad_lines.cut(link.socket)
                continue
            with suppress(WebSocketDisconnect, RuntimeError):  # it ended meanwhile
                await link.socket.send_json(wire.goodbye(reason))
                if reason != WARNING:
                    await link.socket.close()
        self.workspace.redeliver_due()
        await self.clock.happened()

    def _app_of(self, ticket: str) -> App | None:
        state = self.workspace.state
        return state.apps.get(state.tickets.pop(ticket, ""))

    def _links_of(self, app: str) -> list[Link]:
        return [link for link in self.links if link.app == app]

    def _forget(self, link: Link) -> None:
        if link in self.links:
            self.links.remove(link)

    def _unpark(self) -> None:
        parked, self._parked = self._parked, []
        for delivery in parked:
            self.take(delivery)

    def _hear(self, text: str) -> None:
        """A frame of the app's: an ack, or nothing that Slack would understand."""
        try:
            frame = json.loads(text)
        except json.JSONDecodeError:
            return
        envelope = str(frame.get("envelope_id", "")) if isinstance(frame, dict) else ""
        answer = self._answers.pop(envelope, None)
        if answer is not None and not answer.done():
            answer.set_result(frame.get("payload"))

    async def _carry(self, delivery: Delivery) -> None:
        app = self.workspace.state.apps[delivery.app]
        if app.request_url:
            await self._by_http(app, app.request_url, delivery)
        elif self._links_of(app.id):
            await self._by_socket(delivery)
        elif delivery.kind == "events_api":
            self._flying -= 1
            self._parked.append(delivery)
        else:
            await self._settle(delivery, None, "connection_failed")

    async def _by_socket(self, delivery: Delivery) -> None:
        links = self._links_of(delivery.app)
        link = links[next(self._turns) % len(links)]
        envelope = f"{delivery.id}/{next(self._envelopes)}"
        answer = self._answers[envelope] = asyncio.get_running_loop().create_future()
        try:
            await link.socket.send_json(wire.envelope(delivery, envelope))
            body = await asyncio.wait_for(answer, wire.ANSWER_WITHIN)
        except (WebSocketDisconnect, RuntimeError):  # it ended between the choice and the send
            self._forget(link)
            await self._settle(delivery, None, "connection_failed")
        except TimeoutError:
            await self._settle(delivery, None, "timeout")
        else:
            await self._settle(delivery, (200, body), "")
        finally:
            self._answers.pop(envelope, None)

    async def _by_http(self, app: App, url: str, delivery: Delivery) -> None:
        try:
            answer = await asyncio.wait_for(asyncio.to_thread(wire.post, app, url, delivery), wire.ANSWER_WITHIN)
        except TimeoutError:
            await self._settle(delivery, None, "http_timeout")
        except OSError:
            await self._settle(delivery, None, "connection_failed")
        else:
            await self._settle(delivery, answer, "")

    async def _settle(self, delivery: Delivery, answer: tuple[int, object] | None, reason: str) -> None:
        if answer is None:
            self.workspace.unanswered(delivery.id, reason)
        else:
            self.workspace.acknowledge(delivery.id, *answer)
        self._flying -= 1
        self.workspace.redeliver_due()
        await self.clock.happened()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
