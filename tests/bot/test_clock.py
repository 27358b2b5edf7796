"""Clocks: a wait that is woken, and a sandbox's clock that nobody but this machine may set."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError

import pytest
import uvicorn

from bot.clock import SandboxClock, SystemClock
from domain.errors import Refused
from sandbox.clock import SteppedClock
from sandbox.server import serve
from sandbox.workspace import Workspace
from tests.bot.slack.server import Server as Slack
from tests.bot.slack.server import hangs_up, says

START = datetime(2017, 9, 27, 7, 0, tzinfo=UTC)
TOKEN = "only for the clock"
PATIENCE = 20.0  # real seconds, and only when something is broken


class Serving:
    """A sandbox over HTTP, in a thread of this process."""

    def __init__(self) -> None:
        self.clock = SteppedClock(START)
        app = serve(Workspace(self.clock.now), self.clock, TOKEN)
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, ws="none", log_level="error", lifespan="off"))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._server.serve()))

    def __enter__(self) -> "Serving":
        self._thread.start()
        pause = threading.Event()
        while not self._server.started:
            assert self._thread.is_alive()
            pause.wait(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def happened(self) -> None:
        """Something that may have given the bot something to do."""
        asyncio.run_coroutine_threadsafe(self.clock.happened(), self._loop).result(PATIENCE)


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with Serving() as started:
        yield started


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:8000",
        "http://example.org",
        "https://127.0.0.1:8000",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org",
        "http://localhost.example.org",
        "http://0.0.0.0:8000",
        "http://2130706433",
        "http://[2001:db8::1]",
        "http://[::1",
        "file:///localhost",
        "nothing",
        "",
    ],
)
def test_only_this_machine_may_set_the_time(url: str) -> None:
    with pytest.raises(Refused, match="Only a sandbox on this machine may set the time"):
        SandboxClock(url, TOKEN)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://127.8.9.10", "http://localhost:1/", "http://[::1]:8"])
def test_this_machine_has_several_names(url: str) -> None:
    SandboxClock(url, TOKEN)


def test_the_token_does_not_follow_a_redirect() -> None:
    elsewhere = Slack(says(200, {"now": START.isoformat(), "epoch": 1}))
    here = Slack(says(302, "", {"Location": elsewhere.url}))
    with pytest.raises(HTTPError, match="302") as told:
        SandboxClock(here.url, TOKEN).now()
    told.value.close()
    assert TOKEN in here.requests[0][0]
    assert elsewhere.requests == []
    here.close()
    elsewhere.close()


def test_a_sandbox_that_hangs_up_is_told() -> None:
    server = Slack(hangs_up)
    with pytest.raises(OSError, match="closed connection"):
        SandboxClock(server.url, TOKEN).now()
    server.close()


def test_the_time_of_the_sandbox_is_told(serving: Serving) -> None:
    assert SandboxClock(serving.url, TOKEN).now() == START


def test_what_happens_while_the_bot_works_is_not_slept_through(serving: Serving) -> None:
    clock = SandboxClock(serving.url, TOKEN)
    clock.look()
    serving.happened()
    before = serving.clock.idle_epoch
    clock.wait(START + timedelta(days=1))
    assert serving.clock.idle_epoch == before, "idle was believed although something had happened"


def test_a_wait_says_until_when_there_is_nothing_to_do_and_ends_when_something_happens(serving: Serving) -> None:
    clock = SandboxClock(serving.url, TOKEN)
    clock.look()
    waiting = threading.Thread(target=clock.wait, args=(START + timedelta(hours=3),))
    waiting.start()
    pause = threading.Event()
    while serving.clock.idle_epoch != serving.clock.epoch:
        assert waiting.is_alive()
        pause.wait(0.01)
    assert serving.clock.idle_until == START + timedelta(hours=3)
    serving.happened()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def test_the_clock_is_asked_past_any_proxy(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert SandboxClock(serving.url, TOKEN).now() == START


def test_real_time_has_a_zone_and_a_wait_that_is_over_does_not_wait() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    began = clock.monotonic()
    clock.wait(clock.now() - timedelta(hours=1))
    assert clock.monotonic() - began < PATIENCE


def test_a_wait_ends_when_it_is_woken_even_if_that_was_before_it_began() -> None:
    clock = SystemClock()
    clock.wake()
    waiting = threading.Thread(target=clock.wait, args=(clock.now() + timedelta(seconds=25),), daemon=True)
    waiting.start()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def test_a_wait_with_nothing_due_ends_when_it_is_woken() -> None:
    clock = SystemClock()
    waiting = threading.Thread(target=clock.wait, args=(None,), daemon=True)
    waiting.start()
    clock.wake()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def test_a_wait_lasts_until_its_time_and_being_woken_counts_once() -> None:
    clock = SystemClock()
    clock.wake()
    clock.wait(None)
    began = clock.monotonic()
    clock.wait(clock.now() + timedelta(seconds=0.2))
    assert 0.1 < clock.monotonic() - began < PATIENCE
