"""The running bot: its parts, the watchdog that looks after them, and how it ends.

One thread carries what is to be sent, one metronome ticks, and Slack's payloads are answered in threads of the
connection's. On SIGTERM health says no, the tick stops, the work in hand ends or gives back what it has not begun, what
is in flight is answered, then the connection closes. Whatever does not end in time is ended with the process: its lease
runs out, and what it may have posted is looked up.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Final

import structlog

from bot import alive, parts
from bot.app import Bot
from bot.carrier import Carrier, Round
from bot.clock import SandboxClock, SystemClock
from bot.parts import Part
from bot.ports import SlackRefused, SlackUnknown
from bot.pulse import Pulse
from bot.scheduler import Scheduler
from bot.settings import Settings, SettingsError
from bot.socket_mode import SocketMode
from bot.store.unit import StoreBusy

EVERY: Final = 5.0  # seconds between two rounds of the watchdog
AGAIN: Final = 1.0  # seconds after the database was busy or Slack out of reach
OUT: Final = 9.0  # seconds that what is in hand may take to end
BLIND: Final = 60.0  # seconds without a round of the watchdog, after which health says no

log = structlog.get_logger("bot")


class Running:
    """The bot and its threads. `stopping` ends them all. `watched` are further parts to look after."""

    def __init__(
        self,
        bot: Bot,
        clock: SystemClock | SandboxClock,
        settings: Settings,
        *,
        stopping: threading.Event,
        watched: tuple[Part, ...] = (),
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.settings = settings
        self.stopping = stopping
        self.scheduler = Scheduler(self._tick, clock)
        self.carrier = Carrier(self._fresh_round, self._guarded, clock, self.stopping)
        self.socket = SocketMode(bot.bolt, settings, clock) if settings.socket_mode else None
        self.parts: list[Part] = [self.scheduler, self.carrier, bot.clocks, Pulse(bot.store, clock), *watched]
        self.parts += [self.socket] if self.socket else []
        self._looked_at = clock.monotonic()

    def start(self) -> None:
        """Everything but the wait for the end. Raises SettingsError, before a thread runs, for a wrong app token."""
        if self.socket is not None:
            self._open(self.socket)
        self.bot.store.committed.append(self.clock.wake)
        self.carrier.start()
        self.scheduler.start()

    def watch(self) -> None:
        """Look around, until the end; and then bring it about."""
        while not self.stopping.wait(EVERY):
            self.look_around()
        self.stop()

    def stop(self) -> None:
        """Work in hand ends, what is in flight is answered, then the connection closes."""
        self.stopping.set()
        self.clock.wake()
        self.scheduler.stop()
        self.carrier.join(timeout=OUT)
        if self.socket is not None:
            self.socket.close()

    def health(self) -> dict[str, str]:
        """Each part that is not well, with what is wrong; empty when all is."""
        unwell = parts.health(self.parts)
        blind = self.clock.monotonic() - self._looked_at
        if blind > BLIND:
            unwell["watchdog"] = f"no round for {blind:.0f} s"
        if self.stopping.is_set():
            unwell["bot"] = "stopping"
        return unwell

    def look_around(self) -> None:
        """The watchdog's round; a sign of life only while every part is well."""
        for part in self.parts:
            self._guarded(part.watch)
        self._looked_at = self.clock.monotonic()
        if not self.health():
            alive.beat(self.settings)

    def _open(self, socket: SocketMode) -> None:
        try:
            socket.open()
        except (SlackRefused, SlackUnknown) as problem:
            log.warning("the watchdog will open the connection", problem=type(problem).__name__, detail=str(problem))

    def _tick(self) -> None:
        """The metronome's: with the real clock only, since a moved one is stepped by whoever carries."""
        if isinstance(self.clock, SystemClock) and not self.stopping.is_set():
            self._guarded(lambda: self.bot.tick(ending=self.stopping.is_set))

    def _fresh_round(self) -> Round:
        """Of a courier that belongs to the thread which asks."""
        self.bot.renew_courier()
        return self._stepped if isinstance(self.clock, SandboxClock) else lambda: self.bot.carry(self.clock.now())

    def _stepped(self) -> datetime | None:
        assert isinstance(self.clock, SandboxClock)
        return self.bot.step(self.clock.look(), ending=self.stopping.is_set)

    def _guarded(self, work: Callable[[], object]) -> None:
        """The outermost loop: a busy database or an unreachable Slack is tried again, anything else is logged too."""
        try:
            work()
        except (StoreBusy, SlackRefused, SlackUnknown, SettingsError, OSError) as problem:
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
