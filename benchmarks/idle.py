"""What it costs to find out that there is nothing to do, with few rows in the timetable and the ledger and with many.

    python -m benchmarks.idle [--rows 1000000]

Every row was done and sent long ago, but for 200 that are due later and 50 messages that wait: so it is after years.
Each call is timed by itself, few rows and many in turn. What is told, in milliseconds, is the median and, since other
work on a machine shows there, what one call in ten stays below: of the tick and of the courier's look, beside that of
a read transaction with one empty question in it.
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median, quantiles
from time import perf_counter
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Engine, String, Table, case, cast, insert, literal, select, text

from benchmarks.databases import Databases, both, machine
from bot.clocks import Clocks
from bot.routines.tick import tick
from bot.store.engine import make_engine
from bot.store.tables import due, lane, message, surface
from bot.store.types import Instant
from bot.store.unit import Store
from tests.bot.courier.world import World

LONG_AGO: Final = datetime(2016, 1, 1, tzinfo=UTC)
LATER: Final = datetime(2017, 10, 5, 9, 0, tzinfo=UTC)
FEW: Final = 1_000
AHEAD: Final = 200  # rows of the timetable that are due later
WAIT: Final = 50  # messages that wait for their time
LANES: Final = 500
ROUNDS: Final = 2_000
WARM: Final = 200  # rounds that are not counted

Call = Callable[[], object]


class Filled:
    """A database with so many rows of the timetable and of the ledger, and who looks into it."""

    def __init__(self, databases: Databases, rows: int) -> None:
        url = databases.fresh()
        self._world = World(url)
        self._engine = make_engine(url)
        self._store = Store(self._engine)
        fill(self._engine, rows)
        self._courier = self._world.new_courier(self._store)
        self._clocks = Clocks(self._world.clock, [])

    def calls(self) -> dict[str, Call]:
        return {"one empty question": self._nothing, "the tick": self._tick, "the courier's look": self._look}

    def close(self) -> None:
        self._engine.dispose()
        self._world.engine.dispose()

    def _nothing(self) -> None:
        with self._store.read(self._world.clock.now()) as work:
            work.conn.execute(select(literal(1))).all()

    def _tick(self) -> None:
        assert not tick(self._store, self._world.clock, self._clocks, self._world.token)

    def _look(self) -> None:
        assert not self._courier.step(self._world.clock.now())


def fill(engine: Engine, rows: int) -> None:
    """Long over but for the last ones."""
    with engine.begin() as connection:
        for table, number in ((lane, LANES), (due, rows), (message, rows), (surface, rows)):
            numbers = _numbers(number)
            columns = _columns(table, numbers.c.i, rows)
            connection.execute(insert(table).from_select(list(columns), select(*columns.values())))
    if engine.dialect.name == "postgresql":  # as its autovacuum does in time
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _numbers(count: int) -> CTE:
    one = select(literal(1).label("i")).cte("numbers", recursive=True)
    return one.union_all(select(one.c.i + 1).where(one.c.i < count))


def _columns(table: Table, i: ColumnElement[int], rows: int) -> dict[str, ColumnElement[Any]]:
    name, before, later = cast(i, String), literal(LONG_AGO, Instant), literal(LATER, Instant)
    if table is lane:
        return {"key": "C" + name, "next_at": before}
    if table is surface:
        return {"message_id": i, "wanted": literal(3), "shown": literal(3), "next_at": before}
    if table is due:
        ahead = i > rows - AHEAD
        return {
            "key": "digest:" + name,
            "kind": literal("digest"),
            "subject": "person:" + name,
            "due_at": case((ahead, later), else_=before),
            "state": case((ahead, "pending"), else_="done"),
            "attempts": case((ahead, 0), else_=1),
        }
    waits = i > rows - WAIT
    return {
        "id": i,
        "key": "notice:" + name,
        "kind": literal("notice"),
        "subject": "unit:" + name,
        "details": literal({}, message.c.details.type),
        "lane": "C" + cast(i % LANES + 1, String),
        "priority": literal(1),
        "not_before": case((waits, later), else_=before),
        "state": case((waits, "planned"), else_="sent"),
        "attempts": case((waits, 0), else_=1),
        "carried": literal([], message.c.carried.type),
        "channel": case((waits, None), else_="C" + cast(i % LANES + 1, String)),
        "ts": case((waits, None), else_=name),
        "planned_at": before,
    }


def timed(call: Call) -> float:
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1_000


def compared(few: Call, many: Call) -> str:
    """Two calls made in turn, as cells of a table."""
    took = [(timed(few), timed(many)) for _ in range(WARM + ROUNDS)][WARM:]
    (one, least), (other, lowest) = (_told(list(each)) for each in zip(*took, strict=True))
    return f"{one:.3f} ({least:.3f}) | {other:.3f} ({lowest:.3f}) | {other / one:.2f} ({lowest / least:.2f})"


def _told(took: list[float]) -> tuple[float, float]:
    return median(took), quantiles(took, n=10)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print(f"{machine()}; median of {ROUNDS} calls in ms (one in ten stays below)")
    print(f"| | {FEW:,} rows | {rows:,} rows | times |\n|---|--:|--:|--:|")
    with both() as kinds:
        for kind, databases in kinds.items():
            few, many = Filled(databases, FEW), Filled(databases, rows)
            for name, call in few.calls().items():
                print(f"| {kind}: {name} | {compared(call, many.calls()[name])} |", flush=True)
            few.close()
            many.close()


if __name__ == "__main__":
    main()
