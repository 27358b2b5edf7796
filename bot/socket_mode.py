"""The connection by Socket Mode: opened, watched, opened anew, drained and closed.

Slack's SDK opens a connection anew by itself, but for one whose threads have died, and one that is dead without an end,
as when a router forgot it: that looks connected for a quarter of an hour. So what counts is the age of the last frame,
and Slack answers a ping every two seconds.
"""

import socket
import threading
from contextlib import suppress
from typing import Final

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from websocket import WebSocketException

from bot.ports import Clock, SlackRefused
from bot.settings import WHERE, Settings, SettingsError
from bot.slack import errors
from bot.slack.client import WebSlack

CONCURRENCY: Final = 20  # payloads answered at once
PING: Final = 2.0  # seconds
SILENCE: Final = 15.0  # seconds without a frame, after which a fresh connection is opened
ASKING: Final = 10  # seconds that Slack may take to give the address of one

log = structlog.get_logger("bot")


class SocketMode:
    """`open` first. Payloads go to `bolt`, each in a thread of the connection's."""

    name = "socket"

    def __init__(self, bolt: App, settings: Settings, clock: Clock) -> None:
        self._bolt = bolt
        self._settings = settings
        self._clock = clock
        self._handler: SocketModeHandler | None = None
        self._heard_at = clock.monotonic()
        self._pong = 0.0  # the SDK's own time of the last one; only whether it changes counts
        self._closing = False
        self._again_at = 0.0  # monotonic seconds before which Slack wants to be left alone

    def open(self) -> None:
        """Raises SettingsError for a token that Slack does not take, SlackRefused while it limits our calls, and
        SlackUnknown while it is out of reach.
        """
        address = self._address()  # asked by ourselves: the SDK would sleep out a rate limit in whoever opens
        handler = SocketModeHandler(
            self._bolt,
            self._settings.slack_app_token.get_secret_value(),
            web_client=WebClient(base_url=self._settings.slack_api_url, timeout=ASKING, retry_handlers=[]),
            ping_interval=PING,
            concurrency=CONCURRENCY,
        )
        handler.client.on_message_listeners.append(lambda *_: self._heard(handler))
        handler.client.wss_uri = address
        handler.connect()  # type: ignore[no-untyped-call]  # the SDK types it not
        self._handler = handler
        self._heard(handler)

    def unwell(self) -> str | None:
        self._hear_pong()
        silent = self._clock.monotonic() - self._heard_at
        if silent > SILENCE:
            return _silent(silent)
        connected = self._handler is not None and self._handler.client.is_connected()
        return None if connected else "not connected"

    def watch(self) -> None:
        """A fresh connection for one that is silent. Raises like `open`."""
        self._hear_pong()
        now = self._clock.monotonic()
        if self._closing or now - self._heard_at <= SILENCE or now < self._again_at:
            return
        old, self._handler = self._handler, None  # what it says from here on counts no more
        log.warning("a fresh connection is opened", problem=_silent(now - self._heard_at))
        if old is not None:  # closing one that hangs may take long
            threading.Thread(target=_let_go, args=(old,), name="old connection", daemon=True).start()
        self.open()

    def close(self) -> None:
        """What is in flight is answered first: closing first loses the answers."""
        self._closing = True
        if self._handler is not None:
            self._handler.client.closed = True  # nothing more is taken on
            self._handler.client.message_workers.shutdown(wait=True)
            _let_go(self._handler)

    def _address(self) -> str:
        """Where the next connection goes: Slack gives one out for each."""
        slack = WebSlack(self._settings.slack_app_token.get_secret_value(), self._settings.slack_api_url)
        try:
            return str(slack.call("apps.connections.open")["url"])
        except SlackRefused as refused:
            if refused.retry_after is not None:
                self._again_at = self._clock.monotonic() + refused.retry_after
            if errors.passes(refused.error):
                raise
            where = WHERE["SLACK_APP_TOKEN"]
            raise SettingsError(f"Slack does not take SLACK_APP_TOKEN ({refused.error}). {where}") from None

    def _heard(self, handler: SocketModeHandler) -> None:
        if handler is self._handler:  # the goodbye of an older one says nothing of this one
            self._heard_at = self._clock.monotonic()

    def _hear_pong(self) -> None:
        handler = self._handler
        session = handler.client.current_session if handler is not None else None
        if handler is not None and session is not None and session.last_pong_tm not in (0.0, self._pong):
            self._pong = session.last_pong_tm
            self._heard(handler)


def _silent(seconds: float) -> str:
    return f"nothing heard for {seconds:.0f} s"


def _let_go(handler: SocketModeHandler) -> None:
    """The end of the stream comes first: the SDK's reader waits for ten seconds when its socket is closed under it."""
    client = handler.client
    client.auto_reconnect_enabled = False
    session = client.current_session
    line = session.sock if session is not None else None
    if line is not None and line.sock is not None:
        with suppress(OSError, WebSocketException):
            line.send_close()
            line.sock.shutdown(socket.SHUT_RDWR)
    handler.close()  # type: ignore[no-untyped-call]  # the SDK types it not
