"""The metronome: APScheduler calls the tick every fifteen seconds of real time. No business rules.

Its memory store only: the timetable is rows of ours, claimed one by one, so that nothing depends on what the
scheduler remembers. A watchdog counts the ticks that began, on the monotonic clock, and builds it anew when they stop.
"""

from collections.abc import Callable
from typing import Final

from apscheduler.schedulers.background import BackgroundScheduler

from bot.ports import Clock

EVERY: Final = 15  # seconds
SILENCE: Final = 3 * EVERY  # without a tick, after which it is built anew


class Scheduler:
    """`tick` is called in a thread of the scheduler's; it must not raise. `last_start` is when one began."""

    name = "scheduler"

    def __init__(self, tick: Callable[[], None], clock: Clock) -> None:
        self._tick = tick
        self._clock = clock
        self._metronome: BackgroundScheduler | None = None
        self.started = 0
        self.last_start = clock.monotonic()
        self._built_at = self.last_start

    def start(self) -> None:
        metronome = BackgroundScheduler(timezone="UTC")
        metronome.add_job(
            self._count, "interval", seconds=EVERY, coalesce=True, max_instances=1, misfire_grace_time=None
        )
        metronome.start()
        self._metronome = metronome
        self._built_at = self._clock.monotonic()

    def stop(self) -> None:
        """No further tick begins; one that runs ends first."""
        if self._metronome is not None:
            self._metronome.shutdown(wait=True)
            self._metronome = None

    def unwell(self) -> str | None:
        """Silent until a tick begins, not only until it is built anew."""
        silent = self._clock.monotonic() - self.last_start
        return f"no tick for {silent:.0f} s" if silent >= SILENCE else None

    def watch(self) -> bool:
        """Build it anew if it has fallen silent. True when that was needed."""
        if self._metronome is None or self._clock.monotonic() - max(self.last_start, self._built_at) < SILENCE:
            return False
        if self._metronome.running:  # not so after it was ended from below
            self._metronome.shutdown(wait=False)
        self.start()
        return True

    def _count(self) -> None:
        self.started += 1
        self.last_start = self._clock.monotonic()
        self._tick()
