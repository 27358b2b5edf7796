"""The courier's thread: one that died or froze is told by health, and a fresh one takes over without doubling."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.carrier import SILENCE, Carrier, Round
from bot.ports import Json
from bot.store import ledger
from tests.bot.courier.world import World
from tests.support.clock import MovedClock
from tests.support.databases import SqliteFiles

PATIENCE = 20.0  # real seconds, and only when something is broken


class Stopped(MovedClock):
    """A clock by which nobody waits: whoever would is let go once something may have happened."""

    def __init__(self) -> None:
        super().__init__(datetime(2017, 10, 3, 8, 0, tzinfo=UTC))
        self.woken = threading.Event()

    def wait(self, until: datetime | None) -> None:
        self.woken.wait(PATIENCE)


class Stage:
    """A carrier whose rounds are given one thread at a time; `seen` has a release for each round that has begun."""

    def __init__(self, *rounds: Round) -> None:
        self.clock = Stopped()
        self.stopping = threading.Event()
        self.threads: list[threading.Thread] = []
        self._rounds = list(rounds)
        self.carrier = Carrier(self._fresh, lambda work: work(), self.clock, self.stopping)
        self.carrier.start()

    def _fresh(self) -> Round:
        work = self._rounds.pop(0)

        def noted() -> datetime | None:
            self.threads.append(threading.current_thread())
            return work()

        return noted

    def end(self) -> None:
        self.stopping.set()
        self.clock.woken.set()
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.fixture
def stage() -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def build(*rounds: Round) -> Stage:
        made.append(Stage(*rounds))
        return made[-1]

    yield build
    for one in made:
        one.end()


def signals(event: threading.Event) -> Round:
    """A round that says that it was made."""

    def work() -> None:
        event.set()

    return work


def dies() -> None:
    raise SystemExit


DIES = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # what is tried here


@DIES
def test_a_thread_that_ended_is_told_and_a_fresh_one_works_after_the_next_look(stage: Callable[..., Stage]) -> None:
    worked = threading.Event()
    on = stage(dies, signals(worked))
    _wait(lambda: on.carrier.unwell() == "its thread has ended")
    on.carrier.watch()
    assert worked.wait(PATIENCE)
    assert on.carrier.unwell() is None


def test_a_thread_that_froze_is_told_when_its_lease_is_over_and_ends_when_it_wakes(stage: Callable[..., Stage]) -> None:
    began, thaw, worked = threading.Event(), threading.Event(), threading.Event()

    def freezes() -> None:
        began.set()
        thaw.wait(PATIENCE)

    on = stage(freezes, signals(worked))
    assert began.wait(PATIENCE)
    on.clock.advance(SILENCE)
    on.carrier.watch()
    assert on.carrier.unwell() is None, "it may still be at lawful work"
    on.clock.advance(1)
    assert on.carrier.unwell() == "no sign of life for 96 s"
    on.carrier.watch()
    assert worked.wait(PATIENCE)
    assert on.carrier.unwell() is None
    thaw.set()
    on.threads[0].join(PATIENCE)
    assert not on.threads[0].is_alive()
    assert on.carrier.unwell() is None


def test_one_that_waits_for_something_to_do_is_left_alone(stage: Callable[..., Stage]) -> None:
    worked = threading.Event()
    on = stage(signals(worked))
    assert worked.wait(PATIENCE)
    on.clock.advance(30)
    on.carrier.watch()
    assert on.carrier.unwell() is None
    assert len(on.threads) == 1


@DIES
def test_none_takes_over_once_the_process_ends(stage: Callable[..., Stage]) -> None:
    on = stage(dies)
    _wait(lambda: on.carrier.unwell() is not None)
    on.stopping.set()
    on.carrier.watch()
    assert on.carrier.unwell() == "its thread has ended"


def test_what_a_frozen_courier_was_about_to_post_is_posted_once_by_the_fresh_one(sqlite_files: SqliteFiles) -> None:
    world = World(sqlite_files.fresh())
    began, thaw = threading.Event(), threading.Event()

    def freeze(go: Callable[[], Json]) -> Json:
        began.set()
        thaw.wait(PATIENCE)
        return go()

    def fresh() -> Any:
        courier = world.new_courier()
        return lambda: world.clock.now() if courier.step(world.clock.now()) else courier.next_at(world.clock.now())

    stopping, rest = threading.Event(), threading.Event()
    waits: Any = world.clock
    waits.wait = lambda until: None if until is not None and until <= world.clock.now() else rest.wait(PATIENCE)
    said = world.say(world.owner, "A-1")
    world.slack.fault("conversations.open", freeze)
    carrier = Carrier(fresh, lambda work: work(), world.clock, stopping)
    carrier.start()
    assert began.wait(PATIENCE)
    old = carrier._thread
    world.pass_time(SILENCE + 1)
    carrier.watch()
    _wait(lambda: world.row(said).state == ledger.SENT)
    thaw.set()
    assert old is not None
    old.join(PATIENCE)
    stopping.set()
    rest.set()
    carrier.join(PATIENCE)
    assert len(world.posted(world.dm(world.owner))) == 1
    assert world.clock.now() > world.row(said).planned_at + timedelta(seconds=90)
    world.engine.dispose()


def _wait(condition: Callable[[], bool]) -> None:
    """For another thread of this process, which is at work: the clock above stands still."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.005)):
        if condition():
            return
        pause.wait(0.005)
    raise AssertionError("nothing came of it")
