"""What was read is kept between transactions, for as long as nobody changes the tables that it was read from.

`edition` counts the changes of each such table, in the transactions that make them: whoever reads compares, so that
every replica sees at once what any of them has changed. The counts are read before what they vouch for, and anew
after a statement that may have waited for another transaction: what is remembered is never older than what would be
read. A migration that changes rows of these tables while replicas run must count as well.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Executable, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import edition

T = TypeVar("T")
Key = tuple[str, ...]

COUNTED: Final = frozenset(
    {"unit", "person", "stand_in", "priority", "indicator", "target", "trajectory", "routine", "routine_priority"}
    | {"cycle", "observation", "subgroup_figures", "forecast", "assessment", "absence"}
)
MOST: Final = 10_000  # values remembered, after which it starts afresh
_COUNTS: Final = select(edition.c.name, edition.c.number)


class Memory:
    """A process's own. Safe to use from several threads; what it gives out is shared, and so never changed."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[tuple[int, ...], Any]] = {}

    def recall(self, key: Key, tables: frozenset[str], counts: Mapping[str, int], read: Callable[[], T]) -> T:
        """What `read` gives, read by anybody here since one of its tables was last changed."""
        stamp = tuple(counts.get(table, 0) for table in _in_order(tables))
        found = self._kept.get(key)
        if found is not None and found[0] == stamp:
            kept: T = found[1]
            return kept
        value = read()
        if len(self._kept) >= MOST:
            self._kept = {}
        self._kept[key] = (stamp, value)
        return value


def counts(conn: Connection) -> dict[str, int]:
    """How often each table was changed so far."""
    return {row.name: row.number for row in conn.execute(_COUNTS)}


def count(conn: Connection, changed: Collection[str]) -> None:
    """These tables were changed. The last statement before the commit: its locks hold up whoever changes them too."""
    for name in sorted(COUNTED.intersection(changed)):  # in one order, so that no two wait for each other
        conn.execute(_counting(conn.dialect.name), {"name": name, "number": 1})


@cache
def _in_order(tables: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(tables))


@cache
def _counting(dialect: str) -> Executable:
    statement = sqlite.insert(edition) if dialect == "sqlite" else postgresql.insert(edition)
    return statement.on_conflict_do_update(index_elements=["name"], set_={"number": edition.c.number + 1})
