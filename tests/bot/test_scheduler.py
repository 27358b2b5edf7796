"""The metronome: one that fell silent is noticed by the monotonic clock and built anew."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from apscheduler.schedulers.base import STATE_RUNNING, STATE_STOPPED

from bot import scheduler
from bot.scheduler import SILENCE, Scheduler
from tests.support.clock import MovedClock

PATIENCE = 20.0  # real seconds, and only when something is broken


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(datetime(2017, 9, 27, 8, 0, tzinfo=UTC))


@pytest.fixture
def ticked() -> threading.Event:
    return threading.Event()


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "EVERY", 0.02)


@pytest.fixture
def metronome(often: None, clock: MovedClock, ticked: threading.Event) -> Iterator[Scheduler]:
    made = Scheduler(ticked.set, clock)
    made.start()
    yield made
    made.stop()


def beat(ticked: threading.Event) -> bool:
    ticked.clear()
    return ticked.wait(PATIENCE)


def test_it_ticks_again_and_again(metronome: Scheduler, ticked: threading.Event) -> None:
    assert beat(ticked)
    assert beat(ticked)
    assert metronome.started >= 2


def test_one_that_ticks_is_left_alone(metronome: Scheduler, clock: MovedClock) -> None:
    clock.advance(SILENCE - 1)
    assert not metronome.watch()


def test_one_whose_thread_ended_while_it_said_that_it_runs_is_built_anew(
    metronome: Scheduler, clock: MovedClock, ticked: threading.Event
) -> None:
    end(metronome)
    clock.advance(SILENCE)
    assert metronome.watch()
    assert beat(ticked)
    assert not metronome.watch()


def test_one_that_was_stopped_is_not_built_anew(metronome: Scheduler, clock: MovedClock) -> None:
    metronome.stop()
    clock.advance(10 * SILENCE)
    assert not metronome.watch()


def test_silence_is_unwell_until_a_tick_has_begun_again(
    metronome: Scheduler, clock: MovedClock, ticked: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beat(ticked)
    assert metronome.unwell() is None
    end(metronome)
    monkeypatch.setattr(scheduler, "EVERY", 3600)
    clock.advance(SILENCE)
    assert metronome.unwell() == "no tick for 45 s"
    assert metronome.watch()
    clock.advance(5)
    assert metronome.unwell() == "no tick for 50 s"
    assert not metronome.watch(), "it was given no time"
    monkeypatch.setattr(scheduler, "EVERY", 0.02)
    clock.advance(SILENCE)
    assert metronome.watch()
    assert beat(ticked)
    assert metronome.unwell() is None


def test_a_tick_that_froze_holds_up_no_other_for_longer_than_the_silence(often: None, clock: MovedClock) -> None:
    begun, thaw = threading.Semaphore(0), threading.Event()

    def freezes() -> None:
        begun.release()
        thaw.wait(PATIENCE)

    metronome = Scheduler(freezes, clock)
    metronome.start()
    assert begun.acquire(timeout=PATIENCE)
    clock.advance(SILENCE)
    assert metronome.unwell() == "no tick for 45 s"
    assert metronome.watch()
    assert begun.acquire(timeout=PATIENCE)
    assert metronome.unwell() is None
    thaw.set()
    metronome.stop()


def test_a_tick_that_is_slow_is_not_begun_a_second_time_beside_itself(often: None, clock: MovedClock) -> None:
    begun, release = threading.Semaphore(0), threading.Event()

    def slow() -> None:
        begun.release()
        release.wait(PATIENCE)

    metronome = Scheduler(slow, clock)
    metronome.start()
    assert begun.acquire(timeout=PATIENCE)
    assert not begun.acquire(timeout=0.2)
    release.set()
    assert begun.acquire(timeout=PATIENCE)
    metronome.stop()


def test_one_that_was_ended_from_below_is_built_anew(
    metronome: Scheduler, clock: MovedClock, ticked: threading.Event
) -> None:
    assert metronome._metronome is not None
    metronome._metronome.shutdown()
    clock.advance(SILENCE)
    assert metronome.watch()
    assert beat(ticked)


def end(metronome: Scheduler) -> None:
    """Let the scheduler's own loop end while it goes on saying that it runs, as a database's error once did to one."""
    inner = metronome._metronome
    assert inner is not None
    inner.state = STATE_STOPPED
    inner.wakeup()
    inner._thread.join(PATIENCE)
    assert not inner._thread.is_alive()
    inner.state = STATE_RUNNING
    assert inner.running
