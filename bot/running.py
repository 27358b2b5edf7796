"""The running bot: its threads, its connection to Slack, and how it ends.

One thread carries what is to be sent, one metronome ticks, and Slack's payloads are answered in threads of the
connection's. On SIGTERM the work in hand ends or gives its lease back, what is in flight is answered, then the
connection closes.
"""

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog
import uvicorn
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import alive
from bot.app import Bot
from bot.clock import SandboxClock, SystemClock
from bot.ports import SlackRefused, SlackUnknown
from bot.scheduler import Scheduler
from bot.settings import WHERE, Settings, SettingsError
from bot.store.unit import StoreBusy
from bot.web import web_app

CONCURRENCY: Final = 20  # payloads answered at once
PING: Final = 2.0  # seconds; a dead connection is noticed that soon
EVERY: Final = 5.0  # seconds between two rounds of the watchdog
AGAIN: Final = 1.0  # seconds after the database was busy or Slack out of reach

log = structlog.get_logger("bot")


class Running:
    """The bot and its threads. `stopping` ends them all."""

    def __init__(self, bot: Bot, clock: SystemClock | SandboxClock, settings: Settings) -> None:
        self.bot = bot
        self.clock = clock
        self.settings = settings
        self.stopping = threading.Event()
        self.scheduler = Scheduler(self._tick, clock)
        self._carrier = threading.Thread(target=self._carry, name="courier", daemon=True)
        self._socket: SocketModeHandler | None = None
        self._web: uvicorn.Server | None = None

    def start(self) -> None:
        """Everything but the wait for the end. Raises SettingsError, before a thread runs, for a wrong app token."""
        if self.settings.socket_mode:
            self._socket = self._connect()
        self.bot.store.committed.append(self.clock.wake)
        self._carrier.start()
        self.scheduler.start()

    def run(self) -> None:
        """Until SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        self.start()
        if self.settings.socket_mode:
            while not self.stopping.wait(EVERY):
                self._look_around()
        else:
            self._serve()
        self.stop()

    def stop(self) -> None:
        """Work in hand ends, what is in flight is answered, then the connection closes."""
        self.stopping.set()
        self.clock.wake()
        self.scheduler.stop()
        self._carrier.join(timeout=8)
        if self._socket is not None:
            self._socket.client.auto_reconnect_enabled = False
            self._socket.client.message_workers.shutdown(wait=True)
            self._socket.close()  # type: ignore[no-untyped-call]  # the SDK types it not
        self.bot.close()

    def health(self) -> dict[str, str]:
        """Each part that is not well, with what is wrong; empty when all is."""
        unwell = {}
        if self.stopping.is_set():
            unwell["bot"] = "stopping"
        if not self._carrier.is_alive():
            unwell["courier"] = "its thread has ended"
        if self._socket is not None and not self._socket.client.is_connected():
            unwell["socket"] = "not connected"
        return unwell

    def _connect(self) -> SocketModeHandler:
        client = WebClient(base_url=self.settings.slack_api_url)
        handler = SocketModeHandler(
            self.bot.bolt,
            self.settings.slack_app_token.get_secret_value(),
            web_client=client,
            ping_interval=PING,
            concurrency=CONCURRENCY,
        )
        try:
            handler.connect()  # type: ignore[no-untyped-call]  # the SDK types it not
        except SlackApiError as refused:
            error = str(refused.response.get("error"))
            raise SettingsError(f"Slack does not take SLACK_APP_TOKEN ({error}). {WHERE['SLACK_APP_TOKEN']}") from None
        except OSError as lost:
            raise SlackUnknown(type(lost).__name__) from lost
        return handler

    def _serve(self) -> None:
        """By HTTP: Slack's requests and health, until the end is asked for."""
        host, port = self.settings.stocktake_http_host, self.settings.stocktake_http_port
        app = web_app(self.bot.dispatch, self.health)
        server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", lifespan="off"))
        serving = threading.Thread(target=server.run, name="web", daemon=True)
        serving.start()
        while not self.stopping.wait(EVERY):
            self._look_around()
        server.should_exit = True
        serving.join(timeout=5)

    def _look_around(self) -> None:
        """The watchdog's round; a sign of life only while every part is well."""
        self.scheduler.watch()
        if not self.health():
            alive.beat(self.settings)

    def _tick(self) -> None:
        """The metronome's: with the real clock only, since a moved one is stepped by whoever carries."""
        if isinstance(self.clock, SystemClock) and not self.stopping.is_set():
            self._guarded(lambda: self.bot.tick())

    def _carry(self) -> None:
        while not self.stopping.is_set():
            self._guarded(self._once)

    def _once(self) -> None:
        if isinstance(self.clock, SandboxClock):
            now = self.clock.look()
            self.clock.wait(self.bot.step(now))
            return
        now = self.clock.now()
        if not self.bot.carry(now):
            self.clock.wait(self.bot.next_at(now))

    def _guarded(self, work: Callable[[], object]) -> None:
        """The outermost loop: a busy database or an unreachable Slack is tried again, anything else is logged too."""
        try:
            work()
        except (StoreBusy, SlackRefused, SlackUnknown, OSError) as problem:
            log.warning("to be tried again", problem=type(problem).__name__, detail=str(problem))
            self.stopping.wait(AGAIN)
        except Exception:
            log.exception("one piece of work failed")
            self.stopping.wait(AGAIN)


def after_ack(workers: int = 4) -> Callable[[Callable[[], None]], None]:
    """Runs tasks in a few threads: modals, whose trigger lives three seconds."""
    pool = ThreadPoolExecutor(workers, thread_name_prefix="after ack")

    def run(task: Callable[[], None]) -> None:
        pool.submit(task)

    return run
