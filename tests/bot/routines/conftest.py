"""What a routine is tried on: a store of its own. On SQLite alone; the store's own tests have both."""

from collections.abc import Iterator

import pytest

from bot.store.engine import make_engine
from bot.store.unit import Store
from tests.support.databases import SqliteFiles


@pytest.fixture
def store(sqlite_files: SqliteFiles) -> Iterator[Store]:
    engine = make_engine(sqlite_files.fresh())
    yield Store(engine)
    engine.dispose()
