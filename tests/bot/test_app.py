"""The bot put together: it asks Slack nothing before an ack, starts no thread, and finds its records again."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.app import build
from bot.clocks import AGAIN
from bot.ports import Json
from bot.store import people, settings_store
from bot.store.engine import make_engine
from demo import story
from tests.support.asking import content, deliver
from tests.support.clock import WrongClock
from tests.support.databases import SqliteFiles
from tests.support.world import World


@pytest.fixture
def file(sqlite_files: SqliteFiles) -> Iterator[Engine]:
    engine = make_engine(sqlite_files.fresh())
    yield engine
    engine.dispose()


@pytest.fixture
def world(file: Engine) -> World:
    """A bot that was just started, and one person."""
    world = World(story.START, file)
    world.invite("clerk")
    world.boot()
    return world


def command(world: World, text: str) -> Json:
    return {"command": "/stocktake", "text": text, "user_id": world.cast["clerk"], "team_id": "T0000000001"}


def test_not_even_the_first_request_asks_slack_anything_before_its_ack(world: World) -> None:
    asked = len(world.slack.calls)
    assert "/stocktake help" in content(deliver(world, command(world, "hepl")))["text"]
    assert len(world.slack.calls) == asked


def test_no_thread_is_started_by_building_stepping_or_answering(world: World) -> None:
    before = set(threading.enumerate())
    world.boot()
    world.bot.step(world.clock.now())
    deliver(world, command(world, "help"))
    assert set(threading.enumerate()) <= before


def test_everybody_of_the_workspace_is_known_once_it_has_started(world: World) -> None:
    with world.bot.store.read(world.clock.now()) as work:
        assert people.get(work, world.cast["clerk"]) is not None


def test_a_bot_that_is_started_again_marks_its_messages_as_before(world: World, file: Engine) -> None:
    def key() -> str:
        with world.bot.store.write(world.clock.now()) as work:
            return settings_store.metadata_key(work, "another")

    first = key()
    world.boot()
    assert key() == first != "another"


def test_nothing_that_is_due_is_done_by_a_clock_that_is_wrong(file: Engine) -> None:
    world = World(story.START, file)
    world.furnish(story.PLAN.read_text())
    wake = world.settle()
    assert wake is not None
    clock = WrongClock(world.clock, timedelta(hours=5))
    bot = build(clock, world.slack, world.charts, lambda: "wrong", file, after_ack=lambda task: None)
    world.clock.move_to(wake)
    assert not bot.tick()
    assert bot.step(clock.now()) == clock.now() + AGAIN
    assert bot.clocks.apart() == "this machine's clock is 18000 s ahead of Slack's"
    clock.ahead = timedelta(0)
    assert bot.tick()


def test_when_everything_is_done_a_step_tells_when_there_is_more_and_then_there_is(file: Engine) -> None:
    world = World(story.START, file)
    world.furnish(story.PLAN.read_text())
    wake = world.settle()
    assert wake is not None
    assert wake > world.clock.now()
    world.clock.move_to(wake - timedelta(seconds=1))
    calls = len(world.slack.calls)
    assert not world.bot.tick()
    assert world.bot.step(world.clock.now()) == wake
    assert len(world.slack.calls) == calls
    world.clock.move_to(wake)
    assert world.bot.tick()
