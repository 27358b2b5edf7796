"""The workspace on real sockets, in a thread of this process, and a hand on its control endpoints."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import uvicorn

from sandbox.clock import SteppedClock
from sandbox.errors import NotThere
from sandbox.people import Person
from sandbox.server import Server
from sandbox.workspace import Installed, Workspace

Json = dict[str, Any]
TOKEN = "control"
MORNING = datetime(2017, 9, 27, 8, 0, tzinfo=UTC)
LONGEST_WAIT = 5.0  # seconds
FURNITURE: Json = {
    "people": [{"name": "director", "real_name": "Hospitals director"}],
    "channels": [{"name": "delivery"}],
}


class Running:
    """One workspace with a director and an app, on a port of its own."""

    def __init__(self, server: Server, url: str, request_url: str | None) -> None:
        self.server = server
        self.url = url
        status, made = self.ask("/control/set-up", {**FURNITURE, "request_url": request_url})
        assert status == 200, made
        self.director = str(made["people"]["director"])
        self.channel = str(made["channels"]["delivery"])
        self.app = Installed(**made["app"])

    def ask(self, path: str, body: Json | None = None, *, token: str = TOKEN) -> tuple[int, Json]:
        """The status and the answer of one request: a POST where there is a body."""
        raw = None if body is None else json.dumps(body).encode()
        headers = {"X-Control-Token": token, "Content-Type": "application/json"}
        try:
            with urlopen(Request(self.url + path, raw, headers), timeout=LONGEST_WAIT) as answer:
                return answer.status, json.loads(answer.read())
        except HTTPError as refused:
            return refused.code, json.loads(refused.read())

    def act(self, user: str, name: str, args: Any) -> Json:
        status, answer = self.ask(f"/people/{user}/{name}", dict(args))
        if status == 404:
            raise NotThere(answer["error"])
        assert status == 200, answer
        return answer

    def person(self) -> Person:
        return Person(self.act, self.director, wait=until)


def until(condition: Callable[[], bool], what: str = "it") -> None:
    """Returns when it holds; the only waiting here, for what sockets bring."""
    end = time.monotonic() + LONGEST_WAIT
    while not condition():
        if time.monotonic() > end:
            raise NotThere(f"nothing came of it: {what}")
        time.sleep(0.005)


@contextmanager
def workspace(*, request_url: str | None = None, patience: float = 2.0, limits: bool = False) -> Iterator[Running]:
    """A furnished workspace that serves until the end of the block."""
    clock = SteppedClock(MORNING, patience=patience)
    core = Workspace(clock.now, limits=limits)
    listener = socket.create_server(("127.0.0.1", 0))
    url = core.state.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = Server(core, clock, TOKEN)
    config = uvicorn.Config(server.app(), ws="wsproto", log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    serving = uvicorn.Server(config)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until(lambda: serving.started, "the server")
    try:
        yield Running(server, url, request_url)
    finally:
        serving.should_exit = True
        thread.join(LONGEST_WAIT)
        listener.close()
