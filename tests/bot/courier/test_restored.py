"""A backup is put back: what was sent since it was made is found in Slack, and not sent again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import ledger, restored
from bot.store.restored import Restored
from tests.bot.courier.world import World
from tests.support.databases import SqliteFiles, copy_database


@pytest.fixture
def world(sqlite_files: SqliteFiles) -> Iterator[World]:
    made = World(sqlite_files.fresh())
    yield made
    made.engine.dispose()


def put_back(world: World, backup: Path, noted: Restored | None) -> None:
    world.engine.dispose()
    world.pass_time(3600)
    assert world.engine.url.database is not None
    copy_database(str(backup), world.engine.url.database)
    world.start()
    if noted is not None:
        with world.store.write(world.clock.now()) as work:
            restored.note(work, noted.since)
        with world.store.read(world.clock.now()) as work:
            world.courier = world.new_courier(restored=restored.read(work))


def lose_what_was_sent(world: World, tmp_path: Path, *, noted: bool) -> int:
    """A message and a reply to it are sent, and the records are those of before again; the reply's number."""
    first = world.say(world.waits, "A-1")
    reply = world.say(world.waits, "A-2", parent=first)
    backup, since = tmp_path / "backup.db", world.clock.now()
    assert world.engine.url.database is not None
    copy_database(world.engine.url.database, str(backup))
    world.run()
    put_back(world, backup, Restored(since, since) if noted else None)
    return reply


def test_what_the_backup_does_not_know_to_be_sent_is_found(world: World, tmp_path: Path) -> None:
    reply = lose_what_was_sent(world, tmp_path, noted=True)
    world.run()
    assert len(world.posted(world.waits)) == 2
    assert set(world.states()) == {ledger.SENT}
    assert world.row(reply).ts == world.posted(world.waits)[1]["ts"]


def test_without_the_note_it_is_sent_again(world: World, tmp_path: Path) -> None:
    """Which is why there is one: nothing in a backup says that it is one."""
    lose_what_was_sent(world, tmp_path, noted=False)
    world.run()
    assert len(world.posted(world.waits)) == 4


def test_what_was_not_sent_goes_once_and_what_is_planned_later_is_not_looked_up(world: World, tmp_path: Path) -> None:
    lose_what_was_sent(world, tmp_path, noted=True)
    world.say(world.unit, "A-3")
    world.run()
    assert len(world.posted(world.unit)) == 1
    looked_up = len(world.slack.called("conversations.history"))
    world.pass_time(timedelta(days=2).total_seconds())
    world.say(world.unit, "A-4")
    world.run()
    assert len(world.posted(world.unit)) == 2
    assert len(world.slack.called("conversations.history")) == looked_up
