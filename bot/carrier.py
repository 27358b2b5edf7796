"""The thread that carries, and the fresh one that takes over when it died or froze.

Nothing can end a thread from outside. One that froze keeps what it holds until its lease is over, which fences it: a
fresh courier takes the lane then, and looks up what may have been posted. When the old thread wakes it finds that it
is not the carrier any more, and ends.
"""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog

from bot.courier.policy import LEASE
from bot.ports import Clock

SILENCE: Final = LEASE.total_seconds() + 5
"""Seconds without a sign of life. A round of work ends within a lease, and a wait within 30 seconds."""

log = structlog.get_logger("bot")

Round = Callable[[], datetime | None]
"""One round of work; when there will be more to do, None for not before something happens."""


class Carrier:
    """`fresh` makes the rounds of one thread, with a courier of their own; `stopping` ends it.

    A round that raises is made again by `guarded`, which must not raise.
    """

    name = "courier"

    def __init__(
        self,
        fresh: Callable[[], Round],
        guarded: Callable[[Callable[[], None]], None],
        clock: Clock,
        stopping: threading.Event,
    ) -> None:
        self._fresh = fresh
        self._guarded = guarded
        self._clock = clock
        self._stopping = stopping
        self._thread: threading.Thread | None = None
        self._alive_at = clock.monotonic()

    def start(self) -> None:
        """In a thread of its own. Raises StoreBusy when the records are."""
        thread = threading.Thread(target=self._carry, args=(self._fresh(),), name="courier", daemon=True)
        self._alive_at = self._clock.monotonic()
        self._thread = thread
        thread.start()

    def unwell(self) -> str | None:
        if self._thread is None or not self._thread.is_alive():
            return "its thread has ended"
        silent = self._clock.monotonic() - self._alive_at
        return f"no sign of life for {silent:.0f} s" if silent > SILENCE else None

    def watch(self) -> None:
        wrong = self.unwell()
        if wrong is not None and not self._stopping.is_set():
            log.warning("a fresh courier takes over", problem=wrong)
            self.start()

    def join(self, timeout: float) -> None:
        """Wait for the round in hand to end."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _carry(self, work: Round) -> None:
        while self._is_wanted():
            self._guarded(lambda: self._round(work))

    def _round(self, work: Round) -> None:
        self._sign_of_life()
        until = work()
        self._sign_of_life()
        if self._is_wanted():
            self._clock.wait(until)

    def _is_wanted(self) -> bool:
        return threading.current_thread() is self._thread and not self._stopping.is_set()

    def _sign_of_life(self) -> None:
        if threading.current_thread() is self._thread:
            self._alive_at = self._clock.monotonic()
