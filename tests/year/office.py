"""The world of a simulated year: one workspace, one to three replicas of the bot, and time that passes for all."""

import heapq
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final

from slack_bolt import BoltRequest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from bot.app import Bot, build
from bot.ports import Json, SlackRefused, SlackUnknown
from bot.store.engine import WRITES, make_engine
from bot.store.unit import StoreBusy
from sandbox.faults import Kind
from sandbox.state import Delivery
from tests.support.slack import Died
from tests.support.world import World, read_body
from tests.year.chance import Chance, Rates
from tests.year.machine import Line, ReplicaClock, Weather, may_be_busy, one_disk
from tests.year.misfortunes import UNSETTLED, standing
from tests.year.newer import newer_version

TRIES_AGAIN: Final = timedelta(seconds=1)  # what the running bot waits after a piece of work failed
TURNS: Final = 300  # rounds at one instant, after which time goes on by a second
PATIENCE: Final = 3.0  # seconds after which Slack takes a payload for unanswered
EXPECTED: Final = (StoreBusy, SlackRefused, SlackUnknown, OSError, OperationalError)
"""What the running bot takes for somebody else's fault; anything else is ours."""


class Enough(BaseException):
    """Nobody wants to know what comes after this turn."""


class Replica:
    """One process. `bot` is None while it is down, until `back_at`; it hears nothing before `plugged_at`.

    `idle` is when it will have something to do, and how often the records had been changed when it said so; None while
    it has something to do.
    """

    def __init__(self, number: int, clock: ReplicaClock, line: Line) -> None:
        self.number = number
        self.clock = clock
        self.line = line
        self.bot: Bot | None = None
        self.back_at: datetime | None = None
        self.plugged_at = clock.now()
        self.rests_until: datetime | None = None
        self.idle: tuple[datetime | None, int] | None = None
        self.after_acks: list[Callable[[], None]] = []
        self.awake = True  # False while it is paused, and the others go on

    def set_clock(self, seconds: float) -> None:
        """So far from the world's."""
        self.clock.offset, self.idle = timedelta(seconds=seconds), None


class Office(World):
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
        self.agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        self.replicas = [self._replica(number) for number in range(replicas)]
        self.slack = self.replicas[0].line
        self._newer = False
        self.turn = 0
        self.last_turn: int | None = None
        self._struck = 0  # faults of the workspace that were taken note of
        self.mistakes: dict[str, str] = {}
        self.downtimes: list[tuple[datetime, datetime]] = []
        self.gone: list[tuple[str, datetime, datetime | None]] = []  # who or what channel, from when, until when
        self.acked: list[Json] = []
        self._depth = 0
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
        """From now on whoever starts is of a newer version, one of them at once; the others go on beside it."""
        self._newer = True
        replica = self.chance.of("newer").choice(self.replicas)
        if replica.awake:
            replica.bot, replica.back_at = None, self.clock.now()

    def _start(self, replica: Replica) -> None:
        """Build its bot over the database as it is. It may fail, and tries again soon."""
        replica.after_acks.clear()
        replica.bot, replica.back_at, replica.rests_until, replica.idle = None, None, None, None
        try:
            with newer_version() if self._newer else nullcontext():
                replica.bot = build(
                    replica.clock, replica.line, self.charts, self._id, self.engine, after_ack=replica.after_acks.append
                )
        except Died:
            self._died(replica)
        except Exception as problem:
            self._blame(problem)
            replica.back_at = self.clock.now() + timedelta(seconds=5)

    def _died(self, replica: Replica) -> None:
        self.crashes += 1
        replica.bot = None
        replica.after_acks.clear()
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

    def _blame(self, problem: Exception) -> None:
        if not isinstance(problem, EXPECTED) and not self._is_ours_to_bear(problem):
            when = f"step {self.turn}, {self.clock.now():%Y-%m-%d %H:%M:%S}"
            self.mistakes.setdefault(f"{type(problem).__name__}: {problem}".splitlines()[0], when)

    def _is_ours_to_bear(self, problem: Exception) -> bool:
        """A token that is not taken for an hour keeps a bot from starting."""
        return type(problem).__name__ == "SettingsError" and self.weather.revoked_until is not None

    def _others_may_write_first(self, conn: Connection, _cursor: object, statement: str, *_: object) -> None:
        """A transaction that is to write and has not begun: the others' come between its reads and its first change."""
        changes = not statement.lstrip().upper().startswith("SELECT")
        if not changes or self.disk.in_transaction or not conn.get_execution_options().get(WRITES, False):
            return
        if self.weather.happens("interleaved", 0.05):
            self._sleep(self._acting, 1.0)
        self.disk.execute("BEGIN IMMEDIATE")

    def _sleep(self, number: int, seconds: float) -> None:
        """One replica does not get its turn for so long; the others and the world go on."""
        sleeper = self.replicas[number]
        if self._depth or not sleeper.awake:
            return
        self._depth, sleeper.awake = 1, False
        try:
            self.run_until(self.clock.now() + timedelta(seconds=seconds))
        finally:
            self._depth, sleeper.awake = 0, True

    # Time

    def at(self, instant: datetime, act: Callable[[], None]) -> None:
        """Something that happens by itself at an instant."""
        heapq.heappush(self.agenda, (instant, next(self._order), act))

    def run_until(self, instant: datetime) -> None:
        turns = 0
        while True:
            wake = self.settle()
            now = self.clock.now()
            if not self._depth:
                for look in self.at_rest:
                    look()
            self.turn += 1
            if self.turn == self.last_turn:
                raise Enough
            while self.agenda and self.agenda[0][0] <= now and not self._depth:
                heapq.heappop(self.agenda)[2]()
                wake = now
            if now >= instant:
                return
            after = min([instant, *([wake] if wake else []), *self._next_of_agenda()])
            turns = turns + 1 if after <= now else 0
            self.clock.move_to(max(after, now + (TRIES_AGAIN if turns > TURNS else timedelta(microseconds=1))))

    def _next_of_agenda(self) -> list[datetime]:
        return [self.agenda[0][0]] if self.agenda and not self._depth else []

    def settle(self) -> datetime | None:
        """Each replica does all it can now; when there will be more."""
        wakes = [wake for replica in self.replicas if (wake := self._turn_of(replica)) is not None]
        if self.workspace.redeliver_due() or self._waiting:
            wakes.append(self.clock.now())
        self.pump()
        self._take_note()
        retry = self.workspace.next_retry()
        return min([*wakes, *([retry] if retry else [])], default=None)

    def _turn_of(self, replica: Replica) -> datetime | None:
        now = self.clock.now()
        if not replica.awake:
            return None
        if replica.bot is None:
            if replica.back_at is None or replica.back_at > now:
                return replica.back_at
            self._start(replica)
            return now
        if replica.rests_until is not None and replica.rests_until > now:
            return replica.rests_until
        replica.rests_until = None
        if replica.idle is not None:
            wake, changes = replica.idle
            if changes == self.disk.total_changes and (wake is None or wake > now):
                return wake
        return self._work(replica, replica.bot)

    def _work(self, replica: Replica, bot: Bot) -> datetime | None:
        self._acting, replica.idle = replica.number, None
        try:
            wake = bot.step(replica.clock.now())
        except Died:
            self._died(replica)
            return replica.back_at
        except Exception as problem:
            self._blame(problem)
            replica.rests_until = self.clock.now() + TRIES_AGAIN
            return replica.rests_until
        if wake is not None:
            wake = max(wake - replica.clock.offset, self.clock.now() + TRIES_AGAIN / 4)
        replica.idle = (wake, self.disk.total_changes)
        return wake

    # What the workspace has for the bot

    def pump(self) -> None:
        while self._waiting or any(replica.after_acks for replica in self.alive):
            if self._waiting:
                self._hand_over(self._waiting.popleft())
            for replica in self.alive:
                self._finish(replica)

    def _finish(self, replica: Replica) -> None:
        while replica.after_acks:
            task = replica.after_acks.pop(0)
            try:
                task()
            except Died:
                self._died(replica)
            except Exception as problem:
                self._blame(problem)

    def act(self, user: str, name: str, args: Any) -> Json:
        done = self.workspace.act(user, name, args)
        self.pump()
        return done

    def _take_note(self) -> None:
        """Of faults of the workspace: for a while messages may be unsettled, and what was lost will be read."""
        struck = self.workspace.state.faults.struck
        for one in struck[self._struck :]:
            self.weather.counts[one.kind] += 1
            self.weather.troubled(UNSETTLED.get(one.kind, 0))
            if one.kind is Kind.LOSE:
                self._look_back_soon()
        self._struck = len(struck)

    def _hang_up(self, _app: str, goodbye: str) -> None:
        """The sockets end, and each is there again after a moment."""
        if goodbye != "warning":
            for replica in self.replicas:
                self.unplug(replica, self.chance.between("sockets", 0.2, 20))

    def unplug(self, replica: Replica, seconds: float) -> None:
        """It hears nothing for so long."""
        replica.plugged_at = max(replica.plugged_at, self.clock.now() + timedelta(seconds=seconds))

    def _look_back_soon(self) -> None:
        """The running bot looks around every half minute; here somebody must see to it after the hour."""
        for hours in (1, 2, 3):
            self.at(self.clock.now() + timedelta(hours=hours, minutes=1), self._look_around)

    def _look_around(self) -> None:
        for replica in self.replicas:
            replica.idle = None

    def _hand_over(self, delivery: Delivery) -> None:
        now = self.clock.now()
        listening = [one for one in self.alive if one.plugged_at <= now]
        if not listening:
            self.workspace.unanswered(delivery.id, "connection_failed")
            self._look_back_soon()
            return
        replica = self.chance.of("sockets").choice(listening)
        assert replica.bot is not None
        headers: dict[str, Any] = {"x-slack-retry-num": str(delivery.attempt)} if delivery.attempt else {}
        began = self.clock.monotonic()
        self._acting = replica.number
        try:
            response = replica.bot.dispatch(BoltRequest(mode="socket_mode", body=delivery.payload, headers=headers))
        except Died:
            self._died(replica)
            self._died_over(delivery)
            return
        if self.clock.monotonic() - began > PATIENCE:
            self.workspace.unanswered(delivery.id)
            return
        if response.status == 200:
            self.acked.append(delivery.payload)
        self.workspace.acknowledge(delivery.id, response.status, read_body(response) or None)

    def _died_over(self, delivery: Delivery) -> None:
        if self.acks_first:
            self.acked.append(delivery.payload)
            self.workspace.acknowledge(delivery.id, 200, None)
        else:
            self.workspace.unanswered(delivery.id)
