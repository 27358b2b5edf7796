"""From the command to the running bot, and to its end.

A database that is locked or out of reach passes, and so does Slack that is out of reach or limits our calls: a start
waits for them, as long as it takes. Health says no meanwhile, and why. What does not pass, a token that Slack does not
take or a password that the database does not, ends the start with its sentence. On SIGTERM whatever goes on ends in
time, or is ended with the process.
"""

import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.app import Bot
from bot.clock import SandboxClock, SystemClock
from bot.obstacles import PROBLEMS, Obstacle, obstacle, passes
from bot.parts import Part
from bot.running import OUT, Running
from bot.settings import Settings
from bot.web import Server

log = structlog.get_logger("bot")


class Starting:
    """`make` puts the bot together, and may be called again. `watched` are parts to look after besides its own."""

    def __init__(
        self,
        make: Callable[[], Bot],
        clock: SystemClock | SandboxClock,
        settings: Settings,
        *,
        watched: tuple[Part, ...] = (),
    ) -> None:
        self._make = make
        self._clock = clock
        self._settings = settings
        self._watched = watched
        self._waits_for = "starting"
        self._in_the_way: Obstacle | None = None  # what the start met last
        self._tried = 0
        self._running: Running | None = None
        self.stopping = threading.Event()

    def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises what keeps the bot from running and does not pass."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._told_to_stop())
        server = None if self._settings.socket_mode else Server(self._settings, self.dispatch, self.health)
        if server is not None:
            server.start()
        bot = self.made()
        if bot is not None:
            self._run(bot)
        if server is not None:
            server.stop(OUT)
        if bot is not None:
            bot.close()

    def made(self) -> Bot | None:
        """The bot, as soon as database and Slack let it be put together; None when it is told to stop first."""
        while not self.stopping.is_set():
            try:
                bot = self._make()
            except PROBLEMS as problem:
                if not passes(problem):
                    raise
                there = obstacle(problem)
                self._wait(there, self._met(there))
            else:
                self._go_on()
                return bot
        return None

    def health(self) -> dict[str, str]:
        """Each part that is not well, with what is wrong."""
        running = self._running
        return {"bot": self._waits_for} if running is None else running.health()

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Before there is a bot Slack is told to come again."""
        running = self._running
        return BoltResponse(status=503) if running is None else running.bot.dispatch(request)

    def _run(self, bot: Bot) -> None:
        running = Running(bot, self._clock, self._settings, stopping=self.stopping, watched=self._watched)
        running.start()
        self._running = running
        running.watch()

    def _met(self, there: Obstacle) -> timedelta:
        """How long to wait now. Told once, however often it is tried."""
        before, self._in_the_way = self._in_the_way, there
        self._tried = self._tried + 1 if before is not None and before.of_slack == there.of_slack else 1
        if before is None or before.what != there.what:
            log.warning("the start waits", problem=there.what)
        return there.wait(self._tried)

    def _go_on(self) -> None:
        self._waits_for = "starting"
        if self._in_the_way is not None:
            log.info("the start goes on")

    def _wait(self, there: Obstacle, wait: timedelta) -> None:
        self._waits_for = f"starting: {there.what}, tried again in {wait.total_seconds():.0f} s"
        if isinstance(self._clock, SystemClock):
            self._sit_out(self._clock, wait)
        elif there.of_slack:
            self._pass(self._clock, wait)
        else:
            self.stopping.wait(wait.total_seconds())  # the database is there again by no clock that is moved

    def _sit_out(self, clock: SystemClock, wait: timedelta) -> None:
        """By no clock that could be set meanwhile."""
        until = clock.monotonic() + wait.total_seconds()
        while not self.stopping.is_set() and (left := until - clock.monotonic()) > 0:
            clock.wait(clock.now() + timedelta(seconds=left))

    def _pass(self, clock: SandboxClock, wait: timedelta) -> None:
        """A workspace that limits our calls does so by its own clock, which moves on only when we are idle."""
        until = clock.now() + wait
        while not self.stopping.is_set() and clock.look() < until:
            clock.wait(until)

    def _told_to_stop(self) -> None:
        self.stopping.set()
        self._clock.wake()
        end = threading.Timer(OUT, _end)
        end.daemon = True
        end.start()


def _end() -> None:
    """What is still at work holds a lease, and whoever comes next takes it up when that is over."""
    log.warning("ended without waiting any longer")
    os._exit(1)
