"""All records of an SQLite file into an empty PostgreSQL database: every row, counted and compared, or none.

Nobody else has the file while it is read, so that nothing is left behind. Afterwards the file says that its records
were moved, and no bot starts on it any more: two bots on two copies would say everything twice. The file says so just
before the new database keeps what it got: a crash between the two leaves no bot that starts, and never two. The
command may be given again, whatever happened to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, delete, inspect, literal, select
from sqlalchemy.exc import SQLAlchemyError

from bot.store import audit, migrate, settings_store
from bot.store.audit import Verdict
from bot.store.engine import WRITES
from bot.store.settings_store import MOVED, OLDEST
from bot.store.tables import metadata, person, setting
from bot.store.transfer_rows import Count, copy, count
from bot.store.unit import BOT_PSEUDONYM, Work
from domain.errors import Refused


@dataclass(frozen=True)
class Report:
    """`audit` is how the chain reads in the new database; `again` says that an earlier try had moved it all."""

    counts: tuple[Count, ...]
    audit: Verdict
    again: bool

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.counts)


def move(source: Engine, target: Engine, now: datetime) -> Report:
    """`source` is bot.store.engine.make_sole_engine's. Raises Refused with what is wrong and how to mend it."""
    with _told("old"), _begun(source) as old:
        _check_tables(old, "old")
        with _told("new"):
            _give_tables(target)
            with _begun(target) as new:
                return _move(Work(old, now, "sqlite"), Work(new, now, "postgresql"))


def come_back(source: Engine, now: datetime) -> bool:
    """Let a bot start on the file again. False when it was not moved."""
    with _told("old"), _begun(source) as old:
        moved = settings_store.forget(Work(old, now, "sqlite"), MOVED)
        old.commit()
    return moved


def _move(old: Work, new: Work) -> Report:
    migrate.take_turn(new.conn)
    _check_tables(new.conn, "new")
    again = _is_filled(old, new.conn)
    if not again:
        for made in (person, setting):
            new.conn.execute(delete(made))
        for table in metadata.sorted_tables:
            copy(old.conn, new.conn, table)
    counts = _compared(old.conn, new.conn)
    report = Report(counts, audit.verify(new), again)
    settings_store.set(old, MOVED, old.now.isoformat(timespec="seconds"))
    old.conn.commit()
    _keep(new.conn)
    return report


def _give_tables(target: Engine) -> None:
    """Where there is nothing at all. What others have in there is not touched, and `_check_tables` says no."""
    if target.dialect.name != "postgresql":
        raise Refused("new", "Records are moved to PostgreSQL.", "Name it like postgresql://user:password@host/name.")
    with target.connect() as connection:
        there = inspect(connection).get_table_names()
    if not there:
        migrate.upgrade(target)


def _check_tables(connection: Connection, which: str) -> None:
    there, wanted = migrate.standing(connection).there, migrate.newest()
    if there != wanted:
        found = f"at version {there}" if there else "not Stocktake's"
        raise Refused(
            which,
            f"The {which} database's tables are {found}, and {wanted} is needed.",
            "Nothing was moved. Name another database, or bring this one there by `stocktake db upgrade`.",
        )


def _is_filled(old: Work, new: Connection) -> bool:
    """True: by an earlier try. Raises Refused for a database that holds anything else."""
    full = [table.name for table in metadata.sorted_tables if new.execute(_beyond(table).limit(1)).first()]
    if full and settings_store.get(old, MOVED) is None:
        raise Refused(
            "new",
            f"The new database is not empty: it has rows in {', '.join(full)}.",
            "Nothing was moved. Name a database that was just made, and that no bot was started on.",
        )
    return bool(full)


def _beyond(table: Table) -> Select[Any]:
    """Rows that its tables did not begin with: the bot itself is there from the first."""
    query = select(literal(1)).select_from(table)
    if table is person:
        return query.where(person.c.pseudonym != BOT_PSEUDONYM)
    return query.where(setting.c.key != OLDEST) if table is setting else query


def _compared(old: Connection, new: Connection) -> tuple[Count, ...]:
    """Raises Refused for tables that differ in the number of their rows, or in any value."""
    counts = [(count(old, table), count(new, table)) for table in metadata.sorted_tables]
    differing = [f"{was.table} ({was.rows} rows before, {got.rows} now)" for was, got in counts if was != got]
    if differing:
        raise Refused(
            "new",
            f"The new database does not hold the same: {', '.join(differing)}.",
            "Nothing was changed. If a bot has run on it, the records are there; else make it anew and try again.",
        )
    return tuple(got for _, got in counts)


def _keep(new: Connection) -> None:
    try:
        new.commit()
    except SQLAlchemyError as lost:
        raise Refused(
            "new",
            f"The connection was lost at the last step ({_kind(lost)}), and nobody knows whether all is there.",
            "Give the command again: it looks, and moves what is not there. Until then no bot starts on the old file.",
        ) from None


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """A transaction that is undone unless it was committed."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.begin()
        yield connection


@contextmanager
def _told(which: str) -> Iterator[None]:
    """What a database will not do, without the address that its own sentence may hold."""
    mends = {
        "old": "Stop the bot and whatever else has the file open, and see that it may be written.",
        "new": "Nothing was moved. See that it is there, that its address is right, and that tables may be made in it.",
    }
    try:
        yield
    except SQLAlchemyError as failed:
        raise Refused(which, f"The {which} database cannot be used ({_kind(failed)}).", mends[which]) from None


def _kind(failed: Exception) -> str:
    """The driver's word for it; of SQLite also its sentence, which holds no address: "database is locked"."""
    cause = getattr(failed, "orig", None) or failed
    return str(cause) if type(cause).__module__.startswith("sqlite3") else type(cause).__name__
