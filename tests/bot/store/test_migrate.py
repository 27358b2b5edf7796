"""A migrated database has the tables of this version: types, keys and indexes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Text, text

from bot.store.engine import make_engine
from bot.store.migrate import current, newest, upgrade
from bot.store.tables import metadata
from tests.support.databases import PostgresqlDatabases


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
