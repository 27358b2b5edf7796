"""The replicas of the bot in a year: how they start, die, fail, and stay away."""

import heapq
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Final

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from bot.app import build
from bot.ports import Json, SlackRefused, SlackUnknown
from bot.store.engine import WRITES, make_engine
from bot.store.unit import StoreBusy
from tests.support.slack import Died
from tests.support.world import World
from tests.year.chance import Chance, Rates
from tests.year.machine import Line, ReplicaClock, Weather, may_be_busy, one_disk
from tests.year.misfortunes import standing
from tests.year.newer import newer_version
from tests.year.replica import Replica

EXPECTED: Final = (StoreBusy, SlackRefused, SlackUnknown, OSError, OperationalError)
"""What the running bot takes for somebody else's fault; anything else is ours."""

Happening = tuple[datetime, int, str, Callable[[], None]]
"""When, a number that makes the order sure, who does it if anybody, and what."""


class Processes(World, ABC):
    """`mistakes` are exceptions of the bot's that nobody outside is to blame for, each with when it came first.

    `agenda` is what will happen by itself: people's acts and misfortunes. `turn` counts the rounds in which everybody
    did what they could; after `last_turn` comes Enough. `acks_first` and `interleaves` are for planted faults
    (planted.py): what the bot's process then does cannot be patched into it.
    """

    acks_first = False
    interleaves = False

    def __init__(self, start: datetime, chance: Chance, rates: Rates, replicas: int) -> None:
        disk, connect = one_disk()
        engine = make_engine("sqlite://", factory=connect)
        super().__init__(start, engine)
        self.disk = disk
        self.chance = chance
        self.weather = Weather(chance, rates, self.clock)
        self.workspace.state.hang_up = self._hang_up
        may_be_busy(engine, self.weather)
        if self.interleaves:
            event.listen(engine, "before_cursor_execute", self._others_may_write_first)
        self.agenda: list[Happening] = []
        self.at_it: list[str] = []  # who is in the middle of something
        self._order = count()
        self.replicas = [self._replica(number) for number in range(replicas)]
        self.slack = self.replicas[0].line
        self.turn = 0
        self.last_turn: int | None = None
        self._struck = 0  # faults of the workspace that were taken note of
        self.mistakes: dict[str, str] = {}
        self.downtimes: list[tuple[datetime, datetime]] = []
        self.gone: list[tuple[str, datetime, datetime | None]] = []  # who or what channel, from when, until when
        self.successions: list[datetime] = []  # when figures became somebody else's to give
        self.acked: list[Json] = []
        self.news = 0  # raised when there may be something to do: what was planned wakes a running bot, too
        self._depth = 0
        self._meets = False  # whether people act while a replica sleeps
        self._reader: Connection | None = None  # a transaction that has read and not begun
        self._acting = 0  # the number of the replica whose turn it is
        self.at_rest: list[Callable[[], None]] = []  # called whenever all have done what they can

    def _replica(self, number: int) -> Replica:
        clock = ReplicaClock(self.weather, self.disk, lambda seconds: self._sleep(number, seconds))
        line = Line(self.workspace, self.installed.bot_token, self.weather)
        return Replica(number, clock, line)

    def begin(self) -> None:
        """From now on things go wrong."""
        self.disk.weather = self.weather
        self.weather.calm = False
        self.workspace.spoil(*standing(self.weather.rates), seed=self.chance.seed)

    def rest(self) -> None:
        """Nothing goes wrong any more, and whatever did is mended."""
        self.weather.calm = True
        self.agenda.clear()
        self.workspace.state.faults.clear()
        for late in self.workspace.state.put_off:
            late.do()
        self.workspace.state.put_off.clear()
        self.weather.revoked_until = None
        for replica in self.replicas:
            replica.set_clock(0)
            replica.plugged_at = self.clock.now()

    # Processes

    @property
    def alive(self) -> list[Replica]:
        return [one for one in self.replicas if one.bot is not None and one.awake]

    def boot(self) -> None:
        for replica in self.replicas:
            self._start(replica)
        self._bot = self.replicas[0].bot

    def renew(self) -> None:
        """A newer version takes the place of one replica; the others go on beside it, and follow a day later."""
        for number, replica in enumerate(self.chance.of("newer").sample(self.replicas, len(self.replicas))):
            self.at(self.clock.now() + timedelta(days=number), partial(self._replace, replica))

    def _replace(self, replica: Replica) -> None:
        replica.newer = True
        if replica.awake and replica.bot is not None:
            replica.bot, replica.back_at = None, self.clock.now()

    def _start(self, replica: Replica) -> None:
        """Build its bot over the database as it is. It may fail, and tries again soon."""
        replica.after_acks.clear()
        replica.bot, replica.back_at, replica.rests_until, replica.idle = None, None, None, None
        try:
            with newer_version() if replica.newer else nullcontext():
                replica.bot = build(
                    replica.clock, replica.line, self.charts, self._id, self.engine, after_ack=replica.after_acks.append
                )
            replica.bot.store.committed.append(self._tell)
        except Died:
            self._died(replica)
        except Exception as problem:
            self._blame(problem)
            replica.back_at = self.clock.now() + timedelta(seconds=5)

    def _tell(self) -> None:
        self.news += 1

    def _died(self, replica: Replica) -> None:
        self.crashes += 1
        self.news += 1  # what it kept and had no time to tell; running bots look around every half minute
        replica.bot = None
        replica.after_acks.clear()
        self.disk.rollback()  # what it had begun
        pause = self.chance.one_of("restart", (0.5, 20.0, 200.0), (0.7, 0.2, 0.1))
        self.weather.troubled(pause + 100)
        replica.back_at = self.clock.now() + timedelta(seconds=pause)

    def shut_down(self, until: datetime) -> None:
        """All of them, for a while."""
        for replica in self.replicas:
            if replica.awake:
                replica.bot = None
                replica.after_acks.clear()
                replica.back_at = until
        self.weather.troubled(max(0.0, (until - self.clock.now()).total_seconds()) + 100)

    def _hang_up(self, _app: str, goodbye: str) -> None:
        """The sockets end, and each is there again after a moment."""
        if goodbye != "warning":
            for replica in self.replicas:
                self.unplug(replica, self.chance.between("sockets", 0.2, 20))

    def unplug(self, replica: Replica, seconds: float) -> None:
        """It hears nothing for so long."""
        replica.plugged_at = max(replica.plugged_at, self.clock.now() + timedelta(seconds=seconds))

    def _blame(self, problem: Exception) -> None:
        self.news += 1
        if not isinstance(problem, EXPECTED) and not self._is_ours_to_bear(problem):
            when = f"step {self.turn}, {self.clock.now():%Y-%m-%d %H:%M:%S}"
            self.mistakes.setdefault(f"{type(problem).__name__}: {problem}".splitlines()[0], when)

    def _is_ours_to_bear(self, problem: Exception) -> bool:
        """A token that is not taken for an hour keeps a bot from starting."""
        return type(problem).__name__ == "SettingsError" and self.weather.revoked_until is not None

    def _others_may_write_first(self, conn: Connection, _cursor: object, statement: str, *_: object) -> None:
        """A transaction that is to write and has not begun: the others' come between its reads and its first change,

        by their timetables or for what somebody does.
        """
        if self.disk.in_transaction or not conn.get_execution_options().get(WRITES, False):
            return
        if statement.lstrip().upper().startswith("SELECT"):
            self._reader = conn
            return
        if self._reader is conn and self.weather.happens("interleaved", 0.5):
            self.news += 1  # they look around at this very moment
            acting = self._acting
            self._sleep(acting, 1.0, meets=True)
            self._acting = acting
        self.disk.execute("BEGIN IMMEDIATE")

    def at(self, instant: datetime, act: Callable[[], None], who: str = "") -> None:
        """Something that happens by itself at an instant, or that somebody does."""
        heapq.heappush(self.agenda, (instant, next(self._order), who, act))

    @abstractmethod
    def _sleep(self, number: int, seconds: float, *, meets: bool = False) -> None:
        """One replica does not get its turn for so long; whose time it is decides who does."""
