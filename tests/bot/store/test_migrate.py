"""A migrated database has the tables of this version: types, keys and indexes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Text, text

from bot.store.engine import make_engine
from bot.store.migrate import NewerTables, Standing, current, look, newest, steps, take_turn, upgrade
from bot.store.settings_store import OLDEST
from bot.store.tables import metadata
from tests.support.databases import PostgresqlDatabases, until

WAITS_LONGER_THAN_USUAL = (
    "SELECT true FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND NOT granted"
    " AND clock_timestamp() - query_start > '150ms'"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/empty.db"
    else:
        databases: PostgresqlDatabases = request.getfixturevalue("postgresql")
        url = databases.empty()
    engine = make_engine(url)
    yield engine
    engine.dispose()


def _differences(engine: Engine, tables: MetaData) -> list[str]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, tables)]


def test_an_upgraded_database_has_exactly_the_tables_of_this_version(engine: Engine) -> None:
    assert _differences(engine, metadata) == []


def test_a_column_of_another_type_would_be_noticed(engine: Engine) -> None:
    drifted = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(drifted)
    drifted.tables["person"].c.conversation.type = Text()
    assert len(_differences(engine, drifted)) == 1


def test_a_missing_index_would_be_noticed(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_due_next"))
    assert len(_differences(engine, metadata)) == 1


def test_an_upgrade_brings_an_empty_database_to_the_newest_revision_once(empty: Engine) -> None:
    assert current(empty) is None
    upgrade(empty)
    upgrade(empty)
    assert current(empty) == newest() == "0004"


def test_each_migration_says_whether_bots_of_the_version_before_may_go_on() -> None:
    found = steps()
    assert [one.revision for one in found] == sorted({one.revision for one in found})
    assert {type(one.older_may_run) for one in found} == {bool}
    assert all(one.title.endswith(".") for one in found)
    assert found[-1].revision == newest(), "as the names of the files have it"


def test_of_two_replicas_that_start_at_once_one_migrates_and_the_other_waits(
    postgresql: PostgresqlDatabases,
) -> None:
    """Longer than for any other lock: here those are given up after a tenth of a second."""
    url = postgresql.empty()
    engines = [make_engine(url, options="-c lock_timeout=100ms") for _ in range(3)]
    with ThreadPoolExecutor(2) as pool, engines[0].connect() as first:
        take_turn(first)
        others = [pool.submit(upgrade, engine) for engine in engines[1:]]
        until(engines[0], WAITS_LONGER_THAN_USUAL)
        first.commit()
        for one in others:
            one.result()
    assert current(engines[0]) == newest()
    for engine in engines:
        engine.dispose()


def _as_made_by(engine: Engine, revision: str, oldest: str | None) -> None:
    """As a newer version would leave it."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
        connection.execute(text("DELETE FROM setting WHERE key = :key"), {"key": OLDEST})
        if oldest is not None:
            connection.execute(text("INSERT INTO setting VALUES (:key, :to)"), {"key": OLDEST, "to": oldest})


def test_an_older_bot_runs_on_newer_tables_that_say_it_may_and_leaves_them_alone(engine: Engine) -> None:
    assert look(engine) == Standing(newest(), newest(), "0001")
    _as_made_by(engine, "0009", oldest=newest())
    upgrade(engine)
    assert look(engine) == Standing("0009", newest(), newest())


@pytest.mark.parametrize("oldest", ["0005", None])
def test_an_older_bot_does_not_start_on_newer_tables_that_do_not_say_it_may(engine: Engine, oldest: str | None) -> None:
    _as_made_by(engine, "0009", oldest)
    with pytest.raises(NewerTables, match=r"\(0009\) were made by a newer version.*Run the newer version"):
        upgrade(engine)


def test_an_upgrade_that_fails_leaves_nothing_behind(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE watermark (conversation TEXT)"))
    with pytest.raises(Exception, match="watermark"):
        upgrade(empty)
    assert current(empty) is None
    with empty.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.connection is not None
        assert not context.connection.dialect.has_table(connection, "person")
