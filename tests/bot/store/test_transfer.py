"""From an SQLite file to PostgreSQL: every row as it was, or nothing, with what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, text, update

from bot.store import audit, ledger, people, plan, settings_store
from bot.store.engine import make_engine, make_sole_engine
from bot.store.tables import message
from bot.store.transfer import Report, come_back, move
from bot.store.unit import Store
from domain.errors import Refused
from tests.support.databases import PostgresqlDatabases, SqliteFiles
from tests.support.plans import INDICATOR, NOW, OWNER, UNIT, allow, save_plan

Moves = Callable[[], Report]


@pytest.fixture
def file(sqlite_files: SqliteFiles) -> str:
    """A plan, two messages of which the first replies to the second, and a sealed chain of audit with a tail."""
    url = sqlite_files.fresh()
    store = Store(make_engine(url))
    save_plan(store)
    with store.write(NOW) as work:
        audit.seal(work)
        allow(work)
        for name in ("reply", "asked"):
            ledger.plan(
                work, key=name, kind="notice", subject="unit:1", lane="C1", priority=0, details={"é": [1, None]}
            )
        work.conn.execute(update(message).where(message.c.key == "reply").values(parent=2))
    store.engine.dispose()
    return url


@pytest.fixture
def target(postgresql: PostgresqlDatabases) -> Iterator[Engine]:
    engine = make_engine(postgresql.fresh())
    yield engine
    engine.dispose()


@pytest.fixture
def moves(file: str, target: Engine) -> Iterator[Moves]:
    source = make_sole_engine(file)
    yield lambda: move(source, target, NOW)
    source.dispose()


def spoil(file: str, *statements: str) -> None:
    engine = make_engine(file)
    with engine.begin() as connection:
        for one in statements:
            connection.execute(text(one))
    engine.dispose()


def test_every_row_is_there_with_its_values_and_new_ones_are_numbered_after_them(moves: Moves, target: Engine) -> None:
    report = moves()
    assert (report.again, report.audit.ok, report.audit.unsealed) == (False, True, 1)
    assert {one.table: one.rows for one in report.counts}["message"] == 2
    store = Store(target)
    with store.write(NOW) as work:
        assert plan.unit(work) == UNIT
        assert plan.indicator(work, "A1").indicator == INDICATOR
        assert people.need(work, OWNER).name == "data owner"
        reply = ledger.find(work, "reply")
        assert reply is not None
        assert (reply.parent, reply.details, reply.not_before) == (2, {"é": [1, None]}, NOW)
        assert ledger.plan(work, key="new", kind="notice", subject="unit:1", lane="C1", priority=0) == 3
        allow(work)
        assert audit.seal(work) == 2
        assert audit.verify(work).ok


def test_given_again_it_finds_everything_moved(moves: Moves) -> None:
    first = moves()
    again = moves()
    assert again.again
    assert again.counts == first.counts


def test_once_something_happened_there_it_is_left_alone(moves: Moves, target: Engine) -> None:
    moves()
    with Store(target).write(NOW) as work:
        settings_store.set(work, "colour", "red")
    with pytest.raises(Refused, match=r"not hold the same: setting \(1 rows before, 2 now\)"):
        moves()


def test_a_database_with_records_of_its_own_is_refused_and_left_as_it_is(moves: Moves, target: Engine) -> None:
    save_plan(Store(target))
    with pytest.raises(Refused, match=r"not empty: it has rows in audit, edition, person, unit, .*Nothing was moved"):
        moves()
    with target.connect() as connection:
        assert connection.execute(select(func.count()).select_from(message)).scalar_one() == 0


def test_nothing_is_moved_while_anybody_has_the_file(moves: Moves, file: str) -> None:
    running = make_engine(file)
    with Store(running).read(NOW) as work:
        plan.unit(work)
    with pytest.raises(Refused, match=r"cannot be used \(database is locked\)\. Stop the bot"):
        moves()
    running.dispose()
    assert not moves().again


@pytest.mark.parametrize("which", ["old", "new"])
def test_tables_of_another_version_are_named_with_the_mend(moves: Moves, file: str, target: Engine, which: str) -> None:
    statement = "UPDATE alembic_version SET version_num = '0003'"
    if which == "old":
        spoil(file, statement)
    else:
        with target.begin() as connection:
            connection.execute(text(statement))
    with pytest.raises(
        Refused, match=f"The {which} database's tables are at version 0003, and 0004 is needed.*upgrade"
    ):
        moves()


def test_a_database_of_somebody_elses_is_refused(file: str, postgresql: PostgresqlDatabases) -> None:
    source, theirs = make_sole_engine(file), make_engine(postgresql.empty())
    with theirs.begin() as connection:
        connection.execute(text("CREATE TABLE letters (id integer)"))
    with pytest.raises(Refused, match="not Stocktake's"):
        move(source, theirs, NOW)
    source.dispose()
    theirs.dispose()


def test_another_sqlite_file_is_refused(file: str) -> None:
    source, other = make_sole_engine(file), make_engine("sqlite://")
    with pytest.raises(Refused, match="moved to PostgreSQL"):
        move(source, other, NOW)
    source.dispose()


def test_a_server_that_is_not_there_is_told_without_its_password(file: str) -> None:
    source, nowhere = make_sole_engine(file), make_engine("postgresql://keeper:hush@127.0.0.1:9/records")
    with pytest.raises(Refused, match=r"new database cannot be used \(OperationalError\)") as refused:
        move(source, nowhere, NOW)
    assert "hush" not in str(refused.value)
    source.dispose()


@pytest.mark.parametrize(
    ("value", "what"),
    [("'a' || char(0)", "a character of code 0"), ("printf('%033d', 1)", "longer than 32 characters")],
)
def test_what_postgresql_cannot_hold_is_named_and_nothing_is_moved(
    moves: Moves, file: str, target: Engine, value: str, what: str
) -> None:
    spoil(file, f"UPDATE message SET token = {value} WHERE id = 2")
    with pytest.raises(Refused, match=f"cannot hold token of message 2: it .*{what}.*Nothing was moved"):
        moves()
    with target.connect() as connection:
        assert connection.execute(select(func.count()).select_from(message)).scalar_one() == 0


def test_a_value_that_differs_is_found(moves: Moves, target: Engine) -> None:
    moves()
    with target.begin() as connection:
        connection.execute(update(message).where(message.c.id == 1).values(not_before=NOW + timedelta(microseconds=1)))
    with pytest.raises(Refused, match=r"message \(2 rows before, 2 now\)"):
        moves()


def test_on_the_old_file_no_bot_starts_until_it_is_asked_back(file: str, target: Engine) -> None:
    source = make_sole_engine(file)
    move(source, target, NOW)
    with Store(source).read(NOW) as work, pytest.raises(Refused, match="no bot runs on the old ones"):
        settings_store.check_not_moved(work)
    assert come_back(source, NOW)
    assert not come_back(source, NOW)
    with Store(source).read(NOW) as work:
        settings_store.check_not_moved(work)
    source.dispose()
