"""The database: an SQLite file by default, PostgreSQL when one machine is outgrown."""

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url

POOL_SIZE: Final = 20  # as many as worker threads, so that a thread never waits for another's connection
WAIT: Final = 1  # seconds for a lock or a connection: a stuck database is told within Slack's three
WRITES: Final = "stocktake_writes"  # execution option: this transaction takes the write lock when it begins


def make_engine(url: str, **connect_args: Any) -> Engine:
    """An engine for `sqlite:///file`, `sqlite://` (in memory, one connection) or `postgresql://`.

    `connect_args` are handed to the driver. Nothing connects yet. Raises ValueError for another database.
    """
    address = make_url(url)
    backend = address.get_backend_name()
    if backend == "sqlite":
        return _sqlite(address, connect_args)
    if backend in ("postgresql", "postgres"):
        return _postgresql(address.set(drivername="postgresql+psycopg"), connect_args)
    raise ValueError(f"{backend} is not a database we keep records in: use sqlite or postgresql")


def in_memory(engine: Engine) -> bool:
    """Whether everything goes through one connection, so that nobody may read while another writes."""
    return isinstance(engine.pool, StaticPool)


def _sqlite(address: URL, connect_args: dict[str, Any]) -> Engine:
    memory = address.database in (None, "", ":memory:")
    pool: dict[str, Any] = (
        {"poolclass": StaticPool} if memory else {"pool_size": POOL_SIZE, "max_overflow": 0, "pool_timeout": WAIT}
    )
    # isolation_level None: the driver's own idea of when a transaction begins loses updates
    driver = {"timeout": WAIT, "isolation_level": None, "check_same_thread": False} | connect_args
    engine = create_engine(address, connect_args=driver, **pool)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(address: URL, connect_args: dict[str, Any]) -> Engine:
    driver = {"options": f"-c lock_timeout={WAIT}s", "connect_timeout": 2} | connect_args
    return create_engine(address, connect_args=driver, pool_size=POOL_SIZE, max_overflow=0, pool_timeout=WAIT)
