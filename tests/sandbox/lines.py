"""Connections to a served workspace: one socket by hand, and a Bolt app in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import websocket

from tests.sandbox.served import Json, Served, wait_for


class Line:
    """One connection."""

    def __init__(self, served: Served) -> None:
        token = {"Authorization": f"Bearer {served.app['app_token']}"}
        url = served.ask("POST", "/api/apps.connections.open", {}, **token)["url"]
        self.socket = websocket.create_connection(url, timeout=5)
        self.hello = self.read()

    def read(self) -> Json:
        told: Json = json.loads(self.socket.recv())
        return told

    def ack(self, envelope: Json, payload: Any = None) -> None:
        answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}
        self.socket.send(json.dumps(answer))

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close(timeout=1)
        self.socket.shutdown()  # type: ignore[no-untyped-call] # no types are published for it


@contextmanager
def connected(served: Served) -> Iterator[None]:
    """The app runs."""
    secrets = [served.app["bot_token"], served.app["app_token"]]
    process = subprocess.Popen([sys.executable, "-m", "tests.sandbox.bolt_app", served.url, *secrets])
    try:
        wait_for(lambda: served.ask("GET", "/control/dump")["connections"] == 1, "a connection")
        yield
    finally:
        process.kill()
        process.wait()
