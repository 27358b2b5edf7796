"""What both databases spell alike: insert if absent, insert or change."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.types import Instant
from bot.store.unit import Work
from domain.errors import StocktakeError

_HIGHEST: Final = "\U0010ffff"  # sorts after every character that a key may have


class NotHere(StocktakeError):  # noqa: N818 - reads as what is wrong
    """Something was named that is not, or no longer, kept here."""

    def __init__(self, noun: str, key: object) -> None:
        super().__init__(f"There is no {noun} {key} here. It may have been removed; please look again.")


Lock = Literal["share", "update"]
"""Hold a row until the transaction ends: shared by readers, or alone to change it."""


def find_row(work: Work, column: Column[Any], value: object, lock: Lock | None = None) -> RowMapping | None:
    """The row in which a unique column has this value."""
    return work.conn.execute(_with(column, lock), {"value": value}).mappings().first()


def need_row(work: Work, column: Column[Any], value: object, noun: str, lock: Lock | None = None) -> RowMapping:
    """The row in which a unique column has this value. Raises NotHere; `noun` says what is missing then."""
    row = find_row(work, column, value, lock)
    if row is None:
        raise NotHere(noun, value)
    return row


@cache
def _with(column: Column[Any], lock: Lock | None) -> Select[Any]:
    """Built once: building a statement costs as much as running it."""
    query = select(column.table).where(column == bindparam("value"))
    return query if lock is None else query.with_for_update(read=lock == "share")


def conflicting_insert(work: Work, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT."""
    return insert_on(work.dialect, table)


def insert_on(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same by the database's name, for statements that are built once."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def constant(value: str | int) -> ColumnElement[Any]:
    """A word of our own, or a number, written into a statement that is asked so often that binding it would tell."""
    return literal_column(f"'{value}'" if isinstance(value, str) else str(value))


def latest_of(dialect: str, *instants: ColumnElement[Any]) -> ColumnElement[datetime]:
    """Row by row."""
    latest = func.max if dialect == "sqlite" else func.greatest
    return latest(*instants, type_=Instant)


def starting(column: ColumnElement[str]) -> ColumnElement[bool]:
    """Rows whose `Key` begins within `bounds`, found by its index (LIKE would read them all)."""
    return and_(column >= bindparam("start"), column < bindparam("beyond"))


def bounds(start: str) -> dict[str, str]:
    """The values for `starting`: what begins so."""
    return {"start": start, "beyond": start + _HIGHEST}


def insert_if_absent(work: Work, table: Table, **values: Any) -> Any | None:
    """The new row's (first) key, or None when a row with the same unique key is already there."""
    # RETURNING and not rowcount, which psycopg gives as -1 after an insert
    return work.conn.execute(_if_absent(work.dialect, table), values).scalar_one_or_none()


def put(work: Work, table: Table, values: Mapping[str, Any], *, keep: Collection[str] = ()) -> None:
    """Insert the row, or change the one with its primary key, but for the columns to `keep`."""
    work.conn.execute(_put(work.dialect, table, tuple(values), tuple(keep)), dict(values))


def add(work: Work, table: Table, values: Mapping[str, Any]) -> Any:
    """Insert the row; its (first) key."""
    return work.conn.execute(_adding(table), values).scalar_one()


def change(work: Work, column: Column[Any], value: object, **values: Any) -> bool:
    """Give the row in which a unique column has this value other values elsewhere. False: there is none."""
    return work.conn.execute(_changing(column), {"of_key": value, **values}).first() is not None


@cache
def _adding(table: Table) -> Executable:
    return insert(table).returning(*table.primary_key)


@cache
def _changing(column: Column[Any]) -> Executable:
    return update(column.table).where(column == bindparam("of_key")).returning(column)


@cache
def _if_absent(dialect: str, table: Table) -> Executable:
    return insert_on(dialect, table).on_conflict_do_nothing().returning(*table.primary_key)


@cache
def _put(dialect: str, table: Table, names: tuple[str, ...], keep: tuple[str, ...]) -> Executable:
    statement = insert_on(dialect, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in {*keys, *keep}}
    if not changed:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
