"""What both databases spell alike: insert if absent, insert or change."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.unit import Work


def conflicting_insert(work: Work, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT."""
    return sqlite.insert(table) if work.dialect == "sqlite" else postgresql.insert(table)


def insert_if_absent(work: Work, table: Table, **values: Any) -> Any | None:
    """The new row's (first) key, or None when a row with the same unique key is already there."""
    statement = conflicting_insert(work, table).values(values).on_conflict_do_nothing()
    # RETURNING and not rowcount, which psycopg gives as -1 after an insert
    return work.conn.execute(statement.returning(*table.primary_key)).scalar_one_or_none()


def put(work: Work, table: Table, values: Mapping[str, Any], *, keep: Collection[str] = ()) -> None:
    """Insert the row, or change the one with its primary key, but for the columns to `keep`."""
    statement = conflicting_insert(work, table).values(dict(values))
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in values if name not in {*keys, *keep}}
    if changed:
        work.conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))
    else:
        work.conn.execute(statement.on_conflict_do_nothing())
