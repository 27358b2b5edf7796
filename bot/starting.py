"""From the command to the running bot, and to its end.

Slack that is out of reach or limits our calls passes, so a start waits for it, as long as it takes. Health says no
meanwhile, and why. What does not pass, a token that Slack refuses, ends the start with its sentence. On SIGTERM
whatever goes on ends in time, or is ended with the process.
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
from bot.courier.policy import backoff
from bot.parts import Part
from bot.ports import SlackRefused, SlackUnknown
from bot.running import OUT, Running
from bot.settings import Settings
from bot.slack import errors
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
        """The bot, as soon as Slack lets it be put together; None when it is told to stop first."""
        tried = 0
        while not self.stopping.is_set():
            try:
                return self._make()
            except (SlackRefused, SlackUnknown) as problem:
                if isinstance(problem, SlackRefused) and not errors.passes(problem.error):
                    raise
                tried += 1
                self._wait(problem, tried)
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

    def _wait(self, problem: SlackRefused | SlackUnknown, tried: int) -> None:
        stated = problem.retry_after if isinstance(problem, SlackRefused) else None
        wait = backoff(tried) if stated is None else timedelta(seconds=stated)
        what = f"Slack is out of reach ({problem})" if stated is None else "Slack limits our calls"
        self._waits_for = f"starting: {what}, tried again in {wait.total_seconds():.0f} s"
        log.warning(self._waits_for)
        if isinstance(self._clock, SandboxClock):
            self._pass(self._clock, wait)
        else:
            self._sit_out(self._clock, wait)

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
