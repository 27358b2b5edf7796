"""What tests above the domain start from: a clean database of either kind, and a store on it."""

from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from bot.store.engine import make_engine
from bot.store.unit import Store
from tests.support.databases import PostgresqlDatabases, SqliteFiles, postgresql_server
from tests.support.faults import spoil as spoil

# no test is about time: a busy machine is no failure
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

WORKERS = 3  # as the Makefile has them; each is dealt as many tests in a row


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a minute is begun first, by a worker each, so that none is left with it when the others are done."""
    longest = [one for one in items if one.path.name == "test_explore.py"]
    share = len(items) // WORKERS
    for number, one in enumerate(longest[:WORKERS]):
        items.remove(one)
        items.insert(number * share, one)


@pytest.fixture(autouse=True)
def _written_as_before() -> Iterator[None]:
    """A command that a test runs sets up the log, to a stream that is closed afterwards."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlDatabases]:
    with postgresql_server() as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind in turn, its tables empty but for the bot itself."""
    name = "sqlite_files" if request.param == "sqlite" else "postgresql"
    databases: SqliteFiles | PostgresqlDatabases = request.getfixturevalue(name)
    return databases.fresh()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)
