"""A workspace and replicas of the running bot, as processes, which are killed at random moments and started again."""

import subprocess
import threading
import time
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Final
from urllib.error import HTTPError

from demo.machine import WATCH, Machine
from sandbox.faults import Fault, Kind
from tests.crash import story

AGES: Final = 900.0  # seconds for the longest way between two acts of people, on a busy machine
GAP: Final = 1.0  # seconds at most between a replica's being at work and its death
ASLEEP: Final = 0.2  # of the deaths come while it starts
MOMENT: Final = 3.0  # seconds of real time in which a modal opens, if it is going to
PATIENCE: Final = 60.0  # seconds for a replica to be at work
TROUBLE: Final = (
    Fault(kind=Kind.DROP, of="chat.*", chance=0.04, times=None),
    Fault(kind=Kind.DROP, of="chat.*", accepted=True, chance=0.08, times=None),
    Fault(kind=Kind.DROP, of="conversations.*", chance=0.03, times=None),
    Fault(kind=Kind.RATE_LIMIT, of="chat.*", seconds=3, chance=0.05, times=None),
    Fault(kind=Kind.RATE_LIMIT, of="conversations.*", seconds=3, chance=0.03, times=None),
    Fault(kind=Kind.DOUBLE, of="message", chance=0.1, times=None),
    Fault(kind=Kind.LOSE_ACK, of="message", chance=0.1, times=None),
)


class Field(Machine):
    """Implements `story.Town`. Several replicas are reached by Socket Mode, one by signed HTTP.

    `kills` counts those that were alive when they were killed; `starts` every process.
    """

    def __init__(self, database: str | None, replicas: int, seed: int) -> None:
        super().__init__(http=replicas == 1, database=database, start=story.START, plan=story.PLAN)
        self.clock = self
        self.kills = 0
        self.starts = 0
        self._replicas: list[subprocess.Popen[bytes]] = []
        self._count = replicas
        self._chance = Random(seed)
        self._turn = threading.Lock()
        self._ending_kills = threading.Event()
        self._killer: threading.Thread | None = None

    # The town

    def run_until(self, instant: datetime) -> None:
        """However often they die meanwhile, each life gets a little further."""
        until = time.monotonic() + AGES
        while True:
            try:
                self.go_to(max(instant, self.now()))
            except (HTTPError, TimeoutError) as busy:
                if getattr(busy, "code", 409) != 409 or time.monotonic() > until:
                    raise
            else:
                return

    def __exit__(self, *_: object) -> None:
        self._ending_kills.set()
        if self._killer is not None:
            self._killer.join()
        super().__exit__()

    def soon(self, condition: Callable[[], bool]) -> bool:
        until = time.monotonic() + MOMENT
        while not condition():
            if time.monotonic() > until:
                return False
            time.sleep(0.01)  # real time passes here: processes are at work
        return True

    # The replicas

    def start_bot(self) -> None:
        self._ask("POST", "/control/replicas", {"count": self._count})
        self._replicas = [self._start_one() for _ in range(self._count)]

    def kill_at_random(self, kills: int) -> None:
        """From now on, in a thread, until so many have been killed."""
        self._killer = threading.Thread(target=self._kill_at_random, args=(kills,), name="killer", daemon=True)
        self._killer.start()

    def end_of_trouble(self) -> None:
        """Nobody is killed any more, and nothing else goes wrong."""
        self._ending_kills.set()
        if self._killer is not None:
            self._killer.join()
        self.mend()

    def called(self) -> dict[str, str]:
        """What people call each person and conversation, by id."""
        told = self._ask("GET", "/control/dump")
        people = {one["id"]: one["name"] for one in told["people"]}
        rooms = {one["id"]: one["name"] for one in told["conversations"] if not one["im"]}
        return people | rooms | {one: name for one, name in self.names().items() if one not in rooms}

    def _bots(self) -> list[subprocess.Popen[bytes]]:
        return self._replicas

    def _watch(self) -> None:
        while not self._ending.wait(WATCH):
            for number in range(len(self._replicas)):
                with self._turn:
                    if self._replicas[number].poll() is not None and not self._ending.is_set():
                        self._start_again(number)

    def _kill_at_random(self, kills: int) -> None:
        while self.kills < kills and not self._ending_kills.is_set():
            number = self._chance.randrange(self._count)
            if self._chance.random() >= ASLEEP and not self._is_at_work(number):
                return
            self._ending_kills.wait(self._chance.uniform(0, GAP))
            with self._turn:
                if self._replicas[number].poll() is None:
                    self._replicas[number].kill()
                    self._start_again(number)
                    self.kills += 1

    def _is_at_work(self, number: int) -> bool:
        """Waits for it. False: it never was, or nobody is to be killed any more."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if str(self._replicas[number].pid) in self._ask("POST", "/control/replicas", {})["seen"]:
                return True
            if self._ending_kills.wait(0.1):
                break
        return False

    def _start_one(self) -> subprocess.Popen[bytes]:
        self.starts += 1
        return self._start(self._command("run", "--clock", self._url), self._environment())

    def _start_again(self, number: int) -> None:
        """In the place of one that is dead: what it said of itself counts no longer."""
        dead = self._replicas[number]
        dead.wait()
        self._ask("POST", "/control/replicas", {"gone": [str(dead.pid)]})
        self._replicas[number] = self._start_one()
        self.restarts += 1
