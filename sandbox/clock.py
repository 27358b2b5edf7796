"""The workspace's clock, and the meeting of those who move it with those who must be done before it moves."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

PATIENCE = 30.0  # real seconds that somebody may be busy before a step gives up
LEAST = timedelta(microseconds=1)


class StillBusy(Exception):  # noqa: N818 - reads as what is so
    """The app is still busy, or not there; the clock has not been moved."""

    def __str__(self) -> str:
        return str(self.__doc__)


class SteppedClock:
    """Stands still until it is stepped, through every instant at which something is due.

    `epoch` counts everything that may give the app something to do: a payload it has answered, a move of the clock.
    "Idle until T" counts only when it was said in the present epoch: whoever looked before the last thing happened
    must look again. An app may be several processes, `replicas` of them, each of which says so by its own name.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.epoch = 0
        self.replicas = 1
        self.idle_epoch = -1
        self._idle: dict[str, tuple[int, datetime | None]] = {}
        self.watch: Callable[[], None] = lambda: None  # called when there is something new to see
        self._changed = asyncio.Condition()

    def now(self) -> datetime:
        return self._now

    @property
    def idle_until(self) -> datetime | None:
        """The earliest instant at which the app, as it last said, has something to do."""
        said = [until for epoch, until in self._idle.values() if epoch == self.idle_epoch and until is not None]
        return min(said, default=None)

    @property
    def seen(self) -> list[str]:
        """Names of the processes that have been idle and are not gone."""
        return sorted(self._idle)

    def gone(self, who: str) -> None:
        """This process is no more: what it said counts no longer."""
        self._idle.pop(who, None)

    async def happened(self) -> None:
        """Something may have given the app something to do."""
        async with self._changed:
            self.epoch += 1
            self.watch()
            self._changed.notify_all()

    async def idle(self, until: datetime | None, epoch: int, wait: float, who: str = "") -> None:
        """The app has nothing to do until then. Returns when that may be over, or after `wait` real seconds."""
        async with self._changed:
            if epoch != self.epoch:
                return
            said_before, self._idle[who], self.idle_epoch = self._idle.get(who), (epoch, until), epoch
            if said_before != (epoch, until):
                self.watch()
            self._changed.notify_all()
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: self.epoch != epoch), wait)
            except TimeoutError:
                return

    async def at_rest(self, quiet: Callable[[], bool]) -> None:
        """Until the app is idle and nothing is on its way to it. Raises StillBusy."""
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: self._are_idle() and quiet()), PATIENCE)
            except TimeoutError as late:
                raise StillBusy from late

    def _are_idle(self) -> bool:
        said_now = [epoch for epoch, _ in self._idle.values() if epoch == self.epoch]
        return len(said_now) >= self.replicas

    async def step(self, to: datetime, quiet: Callable[[], bool], retry_at: Callable[[], datetime | None]) -> bool:
        """One move, to the next instant at which something is due, `to` at the latest. False: it is there.

        Raises StillBusy.
        """
        await self.at_rest(quiet)
        if self._now >= to:
            return False
        due = [one for one in (self.idle_until, retry_at(), to) if one is not None]
        self._now = min(to, max(min(due), self._now + LEAST))
        await self.happened()
        return True
