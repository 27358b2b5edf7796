"""The unit of work keeps all or nothing, asks who may, loses no update, and says when it is busy."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from bot.store import actions, people, plan, settings_store, timetable
from bot.store.engine import make_engine
from bot.store.migrate import upgrade
from bot.store.rows import NotHere
from bot.store.tables import audit, lane, surface, unit
from bot.store.unit import Store, StoreBusy, StoreLost, UnauthorisedWrite, Work
from domain.errors import NotAllowed
from domain.rights import Act, Subject, who_may
from tests.support.databases import SqliteFiles
from tests.support.plans import NOW, OWNER, STAFF, UNIT, save_people, save_plan


def test_a_block_that_ends_normally_is_kept(store: Store) -> None:
    with store.write(NOW) as work:
        settings_store.set(work, "colour", "red")
    with store.read(NOW) as work:
        assert settings_store.get(work, "colour") == "red"


def test_a_block_that_raises_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write(NOW) as work:
            settings_store.set(work, "colour", "red")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with store.read(NOW) as work:
        assert settings_store.get(work, "colour") is None


def test_a_naive_now_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"), store.write(datetime(2017, 9, 27)):  # noqa: DTZ001 - the point
        pass


def test_an_act_is_written_down_under_the_actors_pseudonym(store: Store) -> None:
    save_people(store)
    with store.write(NOW) as work:
        staff = people.need(work, STAFF)
        work.act(staff, Act.POST_SUMMARY, Subject(), "cycle:1", priorities=["A1"])
    with store.read(NOW) as work:
        row = work.conn.execute(select(audit)).mappings().one()
    assert (row["at"], row["act"], row["subject"]) == (NOW, "post summary", "cycle:1")
    assert row["details"] == {"priorities": ["A1"]}
    assert len(row["actor"]) == 26
    assert STAFF not in row["actor"]


def test_who_may_not_is_told_who_may_and_nothing_is_written(store: Store) -> None:
    save_people(store)

    def overstep() -> None:
        with store.write(NOW) as work:
            plan.save_unit(work, UNIT)
            work.act(people.need(work, OWNER), Act.POST_SUMMARY, Subject(), "cycle:1")

    with pytest.raises(NotAllowed) as refusal:
        overstep()
    assert str(refusal.value) == who_may(Act.POST_SUMMARY)
    with store.read(NOW) as work:
        assert plan.unit(work) is None
        assert work.conn.execute(select(audit)).all() == []


def test_changing_records_without_asking_is_a_mistake_and_leaves_nothing(store: Store) -> None:
    with pytest.raises(UnauthorisedWrite, match="unit"), store.write(NOW) as work:
        plan.save_unit(work, UNIT)
    with store.read(NOW) as work:
        assert plan.unit(work) is None


def test_updates_count_as_changes_too(store: Store) -> None:
    save_plan(store)
    with pytest.raises(UnauthorisedWrite, match="unit"), store.write(NOW) as work:
        work.conn.execute(update(unit).values(name="Another"))


def test_bookkeeping_needs_no_right(store: Store) -> None:
    with store.write(NOW) as work:
        assert timetable.plan(work, "request:1", "request", "cycle:1", NOW)


def test_a_reader_changes_nothing(store: Store) -> None:
    with pytest.raises(UnauthorisedWrite, match="setting"), store.read(NOW) as work:
        settings_store.set(work, "colour", "red")
    with store.read(NOW) as work:
        assert settings_store.get(work, "colour") is None


def test_what_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(NotHere, match="There is no action A-7 here"), store.read(NOW) as work:
        actions.get(work, 7)


def test_the_courier_is_woken_after_a_commit_that_planned_something(store: Store) -> None:
    seen: list[bool] = []

    def woken() -> None:
        with store.read(NOW) as work:
            seen.append(timetable.get(work, "request:1") is not None)

    store.committed.append(woken)
    with store.write(NOW) as work:
        timetable.plan(work, "request:1", "request", "cycle:1", NOW)
    with store.write(NOW) as work:
        settings_store.set(work, "colour", "red")

    def fail() -> None:
        with store.write(NOW) as work:
            timetable.plan(work, "request:2", "request", "cycle:1", NOW)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert seen == [True]


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_done_at_last_is_done_in_one_order_whoever_asked_first(store: Store, turned: bool) -> None:
    done: list[tuple[str, list[Any]]] = []

    def clear(_: Work, about: list[Any]) -> None:
        done.append(("clear", about))

    def tidy(_: Work, about: list[Any]) -> None:
        done.append(("tidy", about))

    with store.write(NOW) as work:
        for finish in (tidy, clear) if turned else (clear, tidy):
            work.at_last(finish, 1)
            work.at_last(finish, 2)
        assert done == []
    assert done == [("clear", [1, 2]), ("tidy", [1, 2])]


def test_four_hundred_updates_at_once_are_none_lost(store: Store) -> None:
    with store.write(NOW) as work:
        work.conn.execute(insert(lane).values(key="counter", next_at=NOW))

    def count_up(_: int) -> None:
        with store.write(NOW) as work:
            row = select(lane.c.next_at).where(lane.c.key == "counter").with_for_update()
            seen = work.conn.execute(row).scalar_one()
            counted = update(lane).where(lane.c.key == "counter").values(next_at=seen + timedelta(seconds=1))
            work.conn.execute(counted)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, range(400)))
    with store.read(NOW) as work:
        assert work.conn.execute(select(lane.c.next_at)).scalar_one() == NOW + timedelta(seconds=400)


_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_that_another_program_holds_is_told_as_busy_in_time(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    store = Store(make_engine(f"sqlite:///{path}"))
    upgrade(store.engine)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        began = monotonic()
        with pytest.raises(StoreBusy, match="busy just now"), store.write(NOW):
            pass
        waited = monotonic() - began
        with store.read(NOW) as work:
            assert settings_store.get(work, "colour") is None
        holder.communicate()
    assert 0.5 < waited < 2
    store.engine.dispose()


def test_a_second_writer_that_waits_too_long_is_told(store: Store) -> None:
    """Of the process on SQLite, of the row on PostgreSQL."""
    with store.write(NOW) as work:
        work.conn.execute(insert(lane).values(key="held", next_at=NOW))

    def second() -> float:
        began = monotonic()
        with pytest.raises(StoreBusy), store.write(NOW) as work:
            work.conn.execute(update(lane).values(next_at=NOW))
        return monotonic() - began

    with ThreadPoolExecutor(1) as pool, store.write(NOW) as work:
        work.conn.execute(update(lane).values(next_at=NOW))
        assert 0.5 < pool.submit(second).result() < 2


def test_the_bot_needs_no_directory_row_to_be_an_actor_and_has_one_to_be_named(store: Store) -> None:
    with store.read(NOW) as work:
        assert people.need(work, "stocktake").name == "Stocktake"


class CrashingConnection(SqliteConnection):
    """Dies at a commit, as a process does when its machine is switched off."""

    armed = False

    def commit(self) -> None:
        if CrashingConnection.armed:
            raise KeyboardInterrupt
        super().commit()


def test_a_crash_at_the_commit_leaves_what_was_there_before(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/records.db", factory=CrashingConnection)
    upgrade(engine)
    store = Store(engine)
    with store.write(NOW) as work:
        settings_store.set(work, "colour", "red")
    CrashingConnection.armed = True
    with pytest.raises(KeyboardInterrupt), store.write(NOW) as work:
        settings_store.set(work, "colour", "blue")
    CrashingConnection.armed = False
    engine.dispose()
    again = Store(make_engine(f"sqlite:///{tmp_path}/records.db"))
    with again.read(NOW) as work:
        assert settings_store.get(work, "colour") == "red"
    again.engine.dispose()


def test_a_commit_that_fails_keeps_nobody_from_writing(sqlite_files: SqliteFiles) -> None:
    """A reference to nobody, looked at when the commit is asked for: SQLite leaves the transaction open then."""
    url = sqlite_files.fresh()
    ours, theirs = make_engine(url), make_engine(url)

    def refer_to_nobody() -> None:
        with Store(ours).write(NOW) as work:
            work.conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            work.conn.execute(insert(surface).values(message_id=7, wanted=1, shown=0, next_at=NOW))

    with pytest.raises(StoreLost):
        refer_to_nobody()
    for store in (Store(theirs), Store(ours)):
        with store.write(NOW) as work:
            settings_store.set(work, "colour", "red")
    theirs.dispose()
    ours.dispose()


def test_in_memory_everything_goes_through_one_connection() -> None:
    engine = make_engine("sqlite://")
    upgrade(engine)
    store = Store(engine)
    save_plan(store)
    with store.read(NOW) as work:
        assert plan.unit(work) == UNIT
    engine.dispose()


def test_the_file_is_durable_and_keeps_its_references(sqlite_files: Any) -> None:
    engine = make_engine(sqlite_files.fresh())
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1000}


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql"):
        make_engine("mysql://localhost/records")


def test_postgresql_gives_up_a_lock_after_a_second(postgresql: Any) -> None:
    engine: Engine = make_engine(postgresql.fresh().replace("postgresql+psycopg", "postgresql"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "1s"
    engine.dispose()


def test_a_unit_of_another_shape_comes_back_as_it_was_saved(store: Store) -> None:
    moved = replace(UNIT, zone="Asia/Kathmandu", weekend=frozenset({5}), holidays=frozenset())
    save_plan(store)
    with store.write(NOW) as work:
        work.act(people.need(work, STAFF), Act.IMPORT_PLAN, Subject(), "unit:1")
        plan.save_unit(work, moved)
    with store.read(NOW) as work:
        assert plan.unit(work) == moved
