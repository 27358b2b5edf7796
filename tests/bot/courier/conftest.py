"""The worlds that the courier is tried in."""

from collections.abc import Iterator

import pytest

from tests.bot.courier.world import World
from tests.support.databases import SqliteFiles


@pytest.fixture
def world(sqlite_files: SqliteFiles) -> Iterator[World]:
    made = World(sqlite_files.fresh())
    yield made
    made.engine.dispose()


@pytest.fixture
def either_world(database_url: str) -> Iterator[World]:
    """On each kind of database in turn."""
    made = World(database_url)
    yield made
    made.engine.dispose()
