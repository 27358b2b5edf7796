"""The database: an SQLite file by default, PostgreSQL when one machine is outgrown."""

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url

POOL_SIZE: Final = 20  # as many as worker threads, so that a thread never waits for another's connection
WAIT: Final = 1  # seconds for a lock or a connection: a stuck database is told within Slack's three
WRITES: Final = "stocktake_writes"  # execution option: this transaction takes the write lock when it begins
IDLE: Final = 10  # seconds after which PostgreSQL ends the transaction of a worker that says nothing: it holds locks

# isolation_level None: the driver's own idea of when a transaction begins loses updates
_SQLITE: Final[dict[str, Any]] = {"timeout": WAIT, "isolation_level": None, "check_same_thread": False}


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


def make_sole_engine(url: str) -> Engine:
    """An engine for an SQLite file that nobody else has open, and that nobody gets to until it is disposed of.

    Its one connection raises OperationalError (SQLITE_BUSY) while anybody has the file. Nothing connects yet.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise ValueError("only an SQLite file can be had alone")
    # whoever has it keeps it: there is nothing to wait for
    engine = create_engine(address, connect_args=_SQLITE | {"timeout": 0}, poolclass=StaticPool)
    event.listen(engine, "connect", _keep_others_out)
    event.listen(engine, "begin", _begin)
    return engine


def in_memory(engine: Engine) -> bool:
    """Whether everything goes through one connection, so that nobody may read while another writes."""
    return isinstance(engine.pool, StaticPool)


def _sqlite(address: URL, connect_args: dict[str, Any]) -> Engine:
    memory = address.database in (None, "", ":memory:")
    pool: dict[str, Any] = (
        {"poolclass": StaticPool} if memory else {"pool_size": POOL_SIZE, "max_overflow": 0, "pool_timeout": WAIT}
    )
    engine = create_engine(address, connect_args=_SQLITE | connect_args, **pool)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_others_out(connection: Any, _record: object) -> None:
    """Only who is alone can leave the write-ahead log; in exclusive mode the lock that takes is kept."""
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # waits for nobody and reads nothing yet; the bot looks around far more often than it writes
        connection.connection.cursor().execute("BEGIN")


def _postgresql(address: URL, connect_args: dict[str, Any]) -> Engine:
    options = f"-c lock_timeout={WAIT}s -c idle_in_transaction_session_timeout={IDLE}s"
    # a server that has gone without a word is noticed within these seconds, not after the system's quarter of an hour
    watch = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
    driver = {"options": options, "connect_timeout": 2} | watch | connect_args
    pool: dict[str, Any] = {"pool_size": POOL_SIZE, "max_overflow": 0, "pool_timeout": WAIT}
    # asked whether it is still there, a connection that a restarted server dropped is replaced before it is used
    return create_engine(address, connect_args=driver, pool_pre_ping=True, **pool)
