"""The connection by Socket Mode: one that died or fell silent is told by health and opened anew; closing drains."""

import gc
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from websocket import WebSocketApp

from bot.ports import SlackRefused
from bot.settings import Settings
from bot.socket_mode import SILENCE, SocketMode, _let_go
from tests.sandbox.served import START, Served, serving, wait_for
from tests.support.clock import MovedClock

PATIENCE = 20.0  # real seconds, and only when something is broken


class Router:
    """Stands between the bot and Slack. What it was made to forget it carries no further, and tells nobody."""

    def __init__(self, url: str) -> None:
        self._there = ("127.0.0.1", urlsplit(url).port)
        self._ends: list[socket.socket] = []
        self._forgotten: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads: list[threading.Thread] = []
        self._start(self._serve)

    def forget(self) -> None:
        """Everything that it carries now."""
        self._forgotten.update(self._ends)

    def close(self) -> None:
        _shut(self._listener)
        self._threads[0].join(PATIENCE)
        for one in self._ends:
            _shut(one)
        for thread in self._threads:
            thread.join(PATIENCE)
        for one in (self._listener, *self._ends):
            one.close()

    def _start(self, work: Callable[..., None], *args: socket.socket) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                self._ends.append(here)
                there = socket.create_connection(self._there)
                self._ends.append(there)
                self._start(self._carry, here, there)
                self._start(self._carry, there, here)

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                if one not in self._forgotten:
                    other.sendall(piece)
        if one not in self._forgotten:
            _shut(other)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


class Desk:
    """A served workspace, an app that answers /stocktake, its connection through a router, a clock by hand."""

    def __init__(self, served: Served, router: Router) -> None:
        self.served = served
        self.router = router
        self.clock = MovedClock(START)
        self.answering = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.connection = SocketMode(self._app(), self._settings(), self.clock)

    def close(self) -> None:
        self.may_answer.set()
        self.connection.close()
        self.router.close()
        for thread in threading.enumerate():
            if thread.name == "old connection":
                thread.join(PATIENCE)

    def works(self) -> bool:
        return "five things" in self.served.person().command("/stocktake")

    def _app(self) -> App:
        def authorize() -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-none")

        app = App(authorize=authorize, process_before_response=True, token_verification_enabled=False)

        @app.command("/stocktake")
        def answer(ack: object) -> None:
            self.answering.set()
            self.may_answer.wait(PATIENCE)
            assert callable(ack)
            ack("five things")

        return app

    def _settings(self) -> Settings:
        url = f"http://{self.router.address}/api/"
        return Settings.read(None, slack_app_token=self.served.app["app_token"], slack_api_url=url)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with (
        serving(commands=["/stocktake"]) as served,
        closing(Router(served.url)) as router,
        closing(Desk(served, router)) as made,
    ):
        yield made
    with warnings.catch_warnings():  # the SDK leaves a socket open that was connecting when its client was closed
        warnings.simplefilter("ignore", ResourceWarning)
        del made
        gc.collect()


def connected(desk: Desk) -> None:
    wait_for(lambda: desk.connection.unwell() is None, "the connection")


def test_one_whose_threads_have_died_is_told_and_opened_anew(desk: Desk) -> None:
    assert desk.connection.unwell() == "not connected"
    desk.connection.open()
    connected(desk)
    assert desk.works()
    assert desk.connection._handler is not None
    _let_go(desk.connection._handler)
    wait_for(lambda: desk.connection.unwell() == "not connected", "the end")
    desk.connection.watch()
    assert desk.connection.unwell() == "not connected", "the SDK is given its time"
    desk.clock.advance(SILENCE + 1)
    assert desk.connection.unwell() == "nothing heard for 16 s"
    desk.connection.watch()
    connected(desk)
    assert desk.works()


def test_one_that_a_router_forgot_looks_connected_and_is_opened_anew_all_the_same(desk: Desk) -> None:
    desk.connection.open()
    connected(desk)
    dead = desk.connection._handler
    assert dead is not None
    desk.router.forget()
    assert desk.connection.unwell() is None
    desk.clock.advance(SILENCE + 1)
    assert dead.client.is_connected()
    assert desk.connection.unwell() == "nothing heard for 16 s"
    desk.connection.watch()
    connected(desk)
    assert desk.connection._handler is not dead


def test_while_slack_is_out_of_reach_it_is_not_well_and_tried_again(desk: Desk) -> None:
    desk.connection.open()
    connected(desk)
    old = desk.connection._handler
    assert old is not None
    desk.router.close()
    desk.clock.advance(SILENCE + 1)
    with pytest.raises(SlackRefused, match="not_sent"):
        desk.connection.watch()
    for listener in old.client.on_message_listeners:
        listener(WebSocketApp(""), "the goodbye of the one that was let go")
    assert desk.connection.unwell() == "nothing heard for 16 s"


def test_slack_that_limits_our_calls_is_asked_again_when_it_said(desk: Desk) -> None:
    limit = {"kind": "rate_limit", "of": "apps.connections.open", "seconds": 40}
    desk.served.ask("POST", "/control/faults", {"faults": [limit]})
    with pytest.raises(SlackRefused, match="ratelimited"):
        desk.connection.open()
    desk.clock.advance(SILENCE + 1)
    desk.connection.watch()
    assert desk.connection.unwell() == "nothing heard for 16 s", "it is left alone"
    desk.clock.advance(40)
    desk.connection.watch()
    connected(desk)


def test_closing_answers_first_what_is_in_flight(desk: Desk) -> None:
    desk.connection.open()
    connected(desk)
    desk.may_answer.clear()
    told: list[bool] = []
    person = threading.Thread(target=lambda: told.append(desk.works()))
    person.start()
    assert desk.answering.wait(PATIENCE)
    closing = threading.Thread(target=desk.connection.close)
    closing.start()
    desk.may_answer.set()
    person.join(PATIENCE)
    closing.join(PATIENCE)
    assert told == [True]
