"""The machines that a year's bots run on: their clocks, their database, their line to Slack, and how each fails.

A crash is `Died`. A pause is other replicas going on, for longer than a lease, where one of them looks at the clock:
everywhere but between the fence's last look and the write to Slack, which is the window that is documented.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from bot.ports import Json, SlackRefused
from bot.store.engine import WRITES
from sandbox.workspace import Workspace
from tests.support.clock import MovedClock
from tests.support.slack import Died, Go, WorkspaceSlack
from tests.year.chance import Chance, Rates


class Weather:
    """Which misfortunes there are now, and what was done: shared by everything of a year.

    `strike` is asked at each point where the process can die; `trouble_until` is when the last misfortune that keeps
    messages from being settled is over.
    """

    def __init__(self, chance: Chance, rates: Rates, clock: MovedClock) -> None:
        self.chance = chance
        self.rates = rates
        self.clock = clock
        self.calm = True  # nothing goes wrong: not yet, or not any more, so that all can come to rest
        self.counts: Counter[str] = Counter()
        self.revoked_until: datetime | None = None
        self.trouble_until = clock.now()
        self.forbidden = False

    def happens(self, what: str, probability: float) -> bool:
        """Draw; what happens is counted."""
        if self.calm or not self.chance.happens(what, probability):
            return False
        self.counts[what] += 1
        return True

    def strike(self) -> None:
        """Raises Died, sometimes."""
        if self.happens("crash", self.rates.crash):
            raise Died

    def troubled(self, seconds: float) -> None:
        """What is unsettled now may stay so for as long."""
        self.trouble_until = max(self.trouble_until, self.clock.now() + timedelta(seconds=seconds))


class Disk(sqlite3.Connection):
    """A database in memory that outlives whoever dies in it, and can fail to keep what it is given."""

    weather: Weather | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept = 0

    def commit(self) -> None:
        changed = self.total_changes != self._kept
        weather = self.weather if changed else None
        if weather is not None:
            weather.strike()
            if weather.happens("disk full", weather.rates.disk_full):
                raise sqlite3.OperationalError("database or disk is full")
        super().commit()
        self._kept = self.total_changes
        if weather is not None:
            weather.strike()
            if weather.happens("lost commit", weather.rates.lost_commit):
                weather.troubled(300)
                raise sqlite3.OperationalError("disk I/O error")

    def close(self) -> None:
        """Stays open: the database is this connection."""

    def rollback(self) -> None:
        super().rollback()
        self._kept = self.total_changes

    def end(self) -> None:
        super().close()


def one_disk() -> tuple[Disk, Callable[..., Disk]]:
    """A disk, and the factory that always connects to it; what a dead process had begun is undone."""
    disk = sqlite3.connect(
        ":memory:", factory=Disk, isolation_level=None, check_same_thread=False, cached_statements=1000
    )

    def connect(*args: Any, **kwargs: Any) -> Disk:
        disk.rollback()
        return disk

    return disk, connect


def may_be_busy(engine: Engine, weather: Weather) -> None:
    """Sometimes the database is locked by somebody else when a transaction begins."""

    def begin(connection: Connection) -> None:
        ours = WRITES in connection.get_execution_options()
        if ours and weather.happens("locked", weather.rates.locked):
            busy = sqlite3.OperationalError("database is locked")
            busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise OperationalError("BEGIN", {}, busy)

    event.listen(engine, "begin", begin, insert=True)


class ReplicaClock:
    """Implements ports.Clock: the world's time, a few seconds off, read by somebody who may be put to sleep by it.

    `sleep` lets the others go on for so many seconds.
    """

    def __init__(self, weather: Weather, disk: Disk, sleep: Callable[[float], None]) -> None:
        self._weather = weather
        self._disk = disk
        self._sleep = sleep
        self.offset = timedelta(0)

    def now(self) -> datetime:
        rates = self._weather.rates
        if not self._disk.in_transaction and self._weather.happens("pause", rates.pause):
            self._weather.troubled(300)
            self._sleep(self._weather.chance.between("pauses", 60, 400))
        return self._weather.clock.now() + self.offset

    def monotonic(self) -> float:
        return self._weather.clock.monotonic()

    def wait(self, until: datetime | None) -> None:
        raise AssertionError("nobody waits in a year")


class Line(WorkspaceSlack):
    """A replica's line to Slack. Its process may die at either end of it; all else is the workspace's own faults."""

    def __init__(self, workspace: Workspace, token: str, weather: Weather) -> None:
        super().__init__(workspace, token, waits=weather.clock.advance)
        self._weather = weather

    def call(self, method: str, **arguments: Any) -> Json:
        return self._carried(lambda: self._answer(method, arguments))

    def upload(self, url: str, content: bytes) -> None:
        self._carried(lambda: self._put(url, content))

    def _carried(self, go: Go) -> Json:
        self._weather.strike()
        try:
            answer = go()
        except SlackRefused as refused:
            self._weather.forbidden = self._weather.forbidden or refused.error == "missing_scope"
            raise
        self._weather.strike()
        return answer
