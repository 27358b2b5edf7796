"""The whole product once: one cycle and the beginning of the next, told by people in their Slack."""

from collections import Counter
from pathlib import Path

import pytest

from bot.store import audit
from bot.store.engine import make_engine, make_sole_engine
from bot.store.transfer import move
from bot.store.unit import Store
from demo import following
from domain.errors import Refused
from tests.support.databases import PostgresqlDatabases, SqliteFiles
from tests.support.stage import go_on, told
from tests.support.world import World

REST = (
    following.claimed,
    following.closed,
    following.corrected,
    following.asked_again,
    following.answered_again,
    following.rated_again,
    following.explained,
    following.posted_again,
)


def each_once(world: World) -> int:
    """How many messages the bot posted, having seen that it posted each once."""
    posted = Counter(message["metadata"]["event_payload"]["id"] for message in world.bot_messages())
    assert [key for key, times in posted.items() if times > 1] == []
    return len(posted)


def test_a_cycle_and_the_beginning_of_the_next_are_seen_by_everybody_and_no_message_twice(
    postgresql: PostgresqlDatabases,
) -> None:
    engine = make_engine(postgresql.fresh())
    world = told(engine).world
    assert each_once(world) > 140
    assert world.crashes == 0
    engine.dispose()


def test_begun_on_sqlite_and_moved_to_postgresql_the_bot_goes_on_as_if_nothing_had_happened(
    sqlite_files: SqliteFiles, postgresql: PostgresqlDatabases
) -> None:
    file = sqlite_files.fresh()
    stage = told(make_engine(file), before=following.claimed)
    world = stage.world
    before = each_once(world)
    world.bot.close()

    source, target = make_sole_engine(file), make_engine(postgresql.empty())
    report = move(source, target, world.clock.now())
    source.dispose()
    assert {one.table: one.rows for one in report.counts}["message"] >= before >= 80
    assert report.audit.ok
    with pytest.raises(Refused, match="no bot runs on the old ones"):
        world.boot()

    world.engine = target
    world.boot()
    go_on(stage, *REST)
    assert each_once(world) > 140
    with Store(target).write(world.clock.now()) as work:
        audit.seal(work)
        assert audit.verify(work).ok
    assert Path(file.removeprefix("sqlite:///")).exists()
    target.dispose()
