"""A workspace served on a port of its own, from a thread; and a hand on it over HTTP, as another process has."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import uvicorn

from sandbox.__main__ import listening
from sandbox.clock import SteppedClock
from sandbox.errors import NotThere
from sandbox.people import Person
from sandbox.server import serve
from sandbox.workspace import Workspace

Json = dict[str, Any]
START = datetime(2017, 9, 25, 8, 0, tzinfo=UTC)
TOKEN = "of these tests"
PATIENCE = 30.0  # seconds: a Bolt app comes back in its own time


class Served:
    """The address of a workspace with two people, a channel and an app in it, and what can be asked of it."""

    def __init__(self, url: str, **furniture: Any) -> None:
        self.url = url
        told = self.ask("POST", "/control/set-up", {**FURNITURE, **furniture})
        self.people, self.channels, self.app = told["people"], told["channels"], told["app"]

    def ask(self, verb: str, path: str, body: object = None, **headers: str) -> Json:
        """The answer's JSON. Raises HTTPError for anything but 200."""
        data = None if body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json", "X-Control-Token": TOKEN, **headers}
        request = Request(f"{self.url}{path}", data, given, method=verb)
        with build_opener(ProxyHandler({})).open(request, timeout=30) as answer:
            told: Json = json.load(answer)
            return told

    def refusal(self, verb: str, path: str, body: object = None, **headers: str) -> int:
        """The status of a refusal."""
        try:
            self.ask(verb, path, body, **headers)
        except HTTPError as refused:
            with refused:
                return refused.code
        raise AssertionError("it was not refused")

    def person(self, name: str = "analyst") -> Person:
        return Person(self._act, self.people[name], wait=wait_for)

    def now(self) -> datetime:
        return datetime.fromisoformat(self.ask("GET", "/control/clock")["now"])

    def _act(self, user: str, name: str, args: Mapping[str, Any]) -> Json:
        try:
            return self.ask("POST", f"/people/{user}/{name}", dict(args))
        except HTTPError as missing:
            with missing:
                if missing.code != 404:
                    raise
                raise NotThere(json.load(missing)["error"]) from missing


FURNITURE: Json = {
    "people": [
        {"name": "analyst", "real_name": "hospitals analyst"},
        {"name": "director", "real_name": "hospitals director", "tz": "Europe/Paris"},
    ],
    "channels": [{"name": "waits"}, {"name": "desk", "private": True, "members": ["director"]}],
}


@contextmanager
def serving(**furniture: Any) -> Iterator[Served]:
    """A served workspace, until the block ends; `furniture` is what it has besides, or otherwise."""
    clock = SteppedClock(START)
    workspace = Workspace(clock.now, limits=bool(furniture.pop("limits", False)))
    with listening(0) as listener:  # uvicorn closes it too, but not where it fails to start
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        workspace.state.base_url = url
        with _running(uvicorn.Server(_config(serve(workspace, clock, TOKEN))), listener):
            yield Served(url, **furniture)


def _config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(app, ws="wsproto", log_level="error", lifespan="off", timeout_graceful_shutdown=1)


@contextmanager
def _running(server: uvicorn.Server, listener: socket.socket) -> Iterator[None]:
    """In a thread, which has ended when the block has."""
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Until it holds, in real time. Raises NotThere when it does not."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise NotThere(f"nothing came of it: {what}")
        threading.Event().wait(0.01)
