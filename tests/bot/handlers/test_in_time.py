"""A handler has two seconds: past them it keeps nothing, and says so before Slack would show an error."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.handlers.desk import PATIENCE, Desk, TookTooLong
from bot.ports import Json, SlackRefused
from bot.routines import Work
from bot.store import receipts
from bot.store.engine import make_engine
from bot.store.migrate import upgrade
from bot.store.unit import Store
from tests.support.clock import MovedClock

NOW = datetime(2017, 9, 27, 8, 0, tzinfo=UTC)


class Unreachable:
    """A Slack that takes no modal; `asked` are the methods it was called by."""

    told = None

    def __init__(self) -> None:
        self.asked: list[str] = []

    def call(self, method: str, **arguments: object) -> Json:
        self.asked.append(method)
        raise SlackRefused("expired_trigger_id", permanent=True)

    def upload(self, url: str, content: bytes) -> None:
        raise AssertionError(url)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOW)


@pytest.fixture
def store() -> Iterator[Store]:
    engine = make_engine("sqlite://")
    upgrade(engine)
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def desk(store: Store, clock: MovedClock) -> Desk:
    return Desk(store.write, store.read, clock, Unreachable(), lambda task: task())


def first_time(desk: Desk, key: str) -> bool:
    with desk.writing() as work:
        return receipts.take(work, key)


def take(desk: Desk, clock: MovedClock, key: str, seconds: float) -> None:
    """A handler that takes so long."""
    with desk.writing() as work:
        receipts.take(work, key)
        clock.advance(seconds)


def test_what_was_done_in_time_is_kept(desk: Desk, clock: MovedClock) -> None:
    take(desk, clock, "one", PATIENCE)
    assert not first_time(desk, "one")


def test_what_took_too_long_is_not_kept_and_said(desk: Desk, clock: MovedClock) -> None:
    with pytest.raises(TookTooLong, match=r"nothing was saved\. Please try again"):
        take(desk, clock, "one", PATIENCE + 0.1)
    assert first_time(desk, "one")


def test_the_wait_for_the_database_counts(desk: Desk, clock: MovedClock) -> None:
    @contextmanager
    def slow(now: datetime) -> Iterator[Work]:
        clock.advance(PATIENCE + 0.1)
        with desk.write(now) as work:
            yield work

    with pytest.raises(TookTooLong):
        first_time(replace(desk, write=slow), "one")
    assert first_time(desk, "one")


def test_a_modal_that_slack_does_not_open_any_more_is_let_go(desk: Desk) -> None:
    desk.open("1.2", {"type": "modal"})
    assert isinstance(desk.slack, Unreachable)
    assert desk.slack.asked == ["views.open"]
