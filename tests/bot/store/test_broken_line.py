"""The connection to PostgreSQL breaks: before a commit nothing is kept, after it all is, and the next try goes on."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from sqlalchemy import Engine, text

from bot.store import ledger, settings_store
from bot.store.engine import make_engine, make_sole_engine
from bot.store.transfer import move
from bot.store.unit import Store, StoreBusy, StoreLost
from domain.errors import Refused
from tests.bot.courier.world import World
from tests.support.databases import PostgresqlDatabases, SqliteFiles, until
from tests.support.plans import NOW, save_plan
from tests.support.proxy import Cut, Line, line_to

NOBODY_HOLDS = (
    "SELECT true WHERE NOT EXISTS (SELECT FROM pg_stat_activity"
    " WHERE datname = current_database() AND state = 'idle in transaction')"
)


@pytest.fixture
def target(postgresql: PostgresqlDatabases) -> str:
    return postgresql.fresh()


@pytest.fixture
def line(target: str) -> Iterator[Line]:
    with line_to(target) as line:
        yield line


@pytest.fixture
def store(line: Line) -> Iterator[Store]:
    engine = make_engine(line.url)
    yield Store(engine)
    engine.dispose()


def paint(store: Store, colour: str) -> None:
    with store.write(NOW) as work:
        settings_store.set(work, "colour", colour)


def colour(store: Store) -> str | None:
    with store.read(NOW) as work:
        return settings_store.get(work, "colour")


@pytest.mark.parametrize(("cut", "kept"), [("before", None), ("after", "red")])
def test_a_commit_that_nobody_heard_of_is_told_as_such_and_the_next_one_is_kept(
    store: Store, line: Line, cut: Cut, kept: str | None
) -> None:
    line.cut(cut)
    with pytest.raises(StoreLost, match="look whether it was"):
        paint(store, "red")
    assert colour(store) == kept
    paint(store, "blue")
    assert (colour(store), line.broken) == ("blue", 1)


def paint_twice(store: Store, between: Callable[[], None]) -> None:
    with store.write(NOW) as work:
        settings_store.set(work, "colour", "red")
        between()
        settings_store.set(work, "colour", "blue")


def test_a_server_that_hangs_up_in_the_middle_saves_nothing_and_says_so(store: Store, target: str) -> None:
    other = make_engine(target)
    with pytest.raises(StoreBusy, match="Nothing was saved"):
        paint_twice(store, lambda: _hang_up_on_everybody_else(other))
    assert colour(store) is None
    other.dispose()


def test_connections_that_the_server_dropped_while_they_were_idle_are_noticed_before_they_are_used(
    store: Store, target: str
) -> None:
    other = make_engine(target)
    paint(store, "red")
    _hang_up_on_everybody_else(other)
    assert colour(store) == "red"
    other.dispose()


def test_a_worker_that_says_nothing_in_a_transaction_loses_it_and_what_it_held(target: str) -> None:
    engine, other = make_engine(target, options="-c idle_in_transaction_session_timeout=50ms"), make_engine(target)
    store = Store(engine)
    with pytest.raises(StoreBusy):
        paint_twice(store, lambda: until(other, NOBODY_HOLDS))
    assert colour(store) is None
    other.dispose()
    engine.dispose()


def _hang_up_on_everybody_else(engine: Engine) -> None:
    with engine.connect() as connection:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE {others}"))


def test_a_server_that_is_away_is_told_as_busy() -> None:
    engine = make_engine("postgresql://keeper@127.0.0.1:9/records")
    with pytest.raises(StoreBusy), Store(engine).read(NOW):
        pass
    engine.dispose()


@pytest.mark.parametrize("cut", ["before", "after"])
def test_wherever_the_line_breaks_on_a_messages_way_it_is_there_once(line: Line, cut: Cut) -> None:
    """At its first commit, at its second, ..., until one arrives without having met the break."""
    world = World(line.url)
    for number in count():
        world.say(world.waits, f"A-{number}")
        line.cut(cut, skip=number)
        while not settled(world):
            world.pass_time(1)
        if line.broken == number:
            break
    assert number >= 3
    assert len(world.texts(world.waits)) == number + 1
    assert set(world.states()) == {ledger.SENT}
    world.engine.dispose()


def settled(world: World) -> bool:
    """Whether the courier came to rest; it is asked again after a second, as the running bot does."""
    try:
        world.run()
    except StoreBusy:
        return False
    return True


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_move_whose_last_commit_broke_is_completed_by_giving_the_command_again(
    sqlite_files: SqliteFiles, line: Line, cut: Cut
) -> None:
    file = sqlite_files.fresh()
    begun = make_engine(file)
    save_plan(Store(begun))
    begun.dispose()
    source, there = make_sole_engine(file), make_engine(line.url)
    line.cut(cut)
    with pytest.raises(Refused, match="Give the command again"):
        move(source, there, NOW)
    assert move(source, there, NOW).again == (cut == "after")
    source.dispose()
    there.dispose()
