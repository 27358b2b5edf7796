"""One table's rows from one database into another, and what shows that they are the same there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any, Final

from sqlalchemy import Column, Connection, RowMapping, Select, String, Table, bindparam, func, insert, select, update

from bot.store.settings_store import MOVED
from bot.store.tables import setting
from domain.errors import Refused

_BATCH: Final = 1_000
_DIGESTS: Final = 1 << 256


@dataclass(frozen=True)
class Count:
    """A table's rows. `digest` is of all values of all rows, whatever order they come in; hexadecimal."""

    table: str
    rows: int
    digest: str


def copy(old: Connection, new: Connection, table: Table) -> None:
    """Every row as it is, and new ones numbered after them. Raises Refused for one that PostgreSQL cannot hold."""
    within = [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]
    none_yet = {column.name: None for column in within}
    for rows in _batches(old, table):
        _check_fits(table, rows)
        new.execute(insert(table), [{**row, **none_yet} for row in rows])
    for column in within:  # a row may refer to one with a higher number
        _refer(old, new, column)
    _number_on(new, table)


def count(connection: Connection, table: Table) -> Count:
    """What is in the table, but for the mark of a move."""
    total = rows = 0
    for batch in _batches(connection, table):
        rows += len(batch)
        total += sum(_digest(row) for row in batch)
    return Count(table.name, rows, f"{total % _DIGESTS:064x}")


def _batches(connection: Connection, table: Table) -> Iterator[list[RowMapping]]:
    found = connection.execute(_all(table).execution_options(yield_per=_BATCH)).mappings()
    yield from (list(batch) for batch in found.partitions())


def _all(table: Table) -> Select[Any]:
    query = select(table)
    return query.where(setting.c.key != MOVED) if table is setting else query


def _digest(row: RowMapping) -> int:
    """Names and values as JSON; decimals and instants as they are written."""
    return int.from_bytes(sha256(dumps(dict(row), sort_keys=True, default=_written).encode()).digest())


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    assert isinstance(value, date | datetime), "no column has anything else"
    return value.isoformat()


def _check_fits(table: Table, rows: list[RowMapping]) -> None:
    """SQLite keeps texts of any length, and the character of code 0."""
    texts = [(one.name, one.type.length) for one in table.columns if isinstance(one.type, String)]
    for row in rows:
        for name, length in texts:
            value = row[name]
            if isinstance(value, str) and ("\0" in value or (length is not None and len(value) > length)):
                key = ", ".join(str(row[one.name]) for one in table.primary_key)
                what = "has a character of code 0" if "\0" in value else f"is longer than {length} characters"
                raise Refused(
                    table.name,
                    f"PostgreSQL cannot hold {name} of {table.name} {key}: it {what}.",
                    "Nothing was moved. Correct it in the old database, then give the command again.",
                )


def _refer(old: Connection, new: Connection, column: Column[Any]) -> None:
    table = column.table
    [key] = table.primary_key
    refers = select(key.label("row"), column.label("to")).where(column.is_not(None))
    put = update(table).where(key == bindparam("row")).values({column.name: bindparam("to")})
    for batch in old.execute(refers.execution_options(yield_per=_BATCH)).mappings().partitions():
        new.execute(put, [dict(one) for one in batch])


def _number_on(new: Connection, table: Table) -> None:
    """The next row that the database numbers by itself comes after those that are there."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = new.execute(select(func.max(column))).scalar_one()
    if highest is not None:
        new.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), highest)))
