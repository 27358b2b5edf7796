"""Clocks: the real one, and that of a workspace on this machine, which can be moved."""

import json
import os
import threading
import time
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from domain.errors import Refused

LONGEST_WAIT: Final = 30.0  # seconds without a look around, whatever is due


class SystemClock:
    """Real time. `wake` ends a wait early: there may be something to do."""

    def __init__(self) -> None:
        self._woken = threading.Event()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, until: datetime | None) -> None:
        seconds = LONGEST_WAIT if until is None else (until - self.now()).total_seconds()
        if seconds > 0:
            self._woken.wait(min(seconds, LONGEST_WAIT))
        self._woken.clear()

    def wake(self) -> None:
        self._woken.set()


class SandboxClock:
    """The clock of a sandbox, over HTTP on loopback. To wait is to say "idle until", and to hear when it is over.

    The epoch counts everything that may have given us something to do; a wait that starts from an old one ends at
    once. So nothing that arrives while we work is slept through, and the sandbox moves on only when we are idle.
    """

    def __init__(self, url: str, token: str) -> None:
        _check_loopback(url)
        self._url = url.rstrip("/")
        self._token = token
        self._epoch = -1
        self._opener = build_opener(ProxyHandler({}), _NoRedirect())  # the token stays on this machine

    def now(self) -> datetime:
        """Asked anew each time: another process may have moved it."""
        told = self._ask("GET", "/control/clock")
        return datetime.fromisoformat(told["now"])

    def look(self) -> datetime:
        """The present, from which the next wait counts: to be called before looking for something to do."""
        told = self._ask("GET", "/control/clock")
        self._epoch = told["epoch"]
        return datetime.fromisoformat(told["now"])

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, until: datetime | None) -> None:
        at = until.isoformat() if until else None
        self._ask("POST", "/control/idle", {"until": at, "epoch": self._epoch, "wait": 1, "who": str(os.getpid())})

    def wake(self) -> None:
        """The sandbox itself notices what it hands us; nothing to do."""

    def _ask(self, verb: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "X-Control-Token": self._token}
        request = Request(f"{self._url}{path}", data=data, headers=headers, method=verb)  # noqa: S310 - loopback
        with self._opener.open(request, timeout=LONGEST_WAIT) as answer:
            told: dict[str, Any] = json.load(answer)
            return told


class _NoRedirect(HTTPRedirectHandler):
    """A redirect is an error: it could lead to another machine, and the token would go along."""

    def redirect_request(self, *_: object) -> None:
        return None


def _check_loopback(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        local = parts.scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:  # no address at all
        local = False
    if not local:
        raise Refused("--clock", "Only a sandbox on this machine may set the time.", "Give an address on 127.0.0.1.")
