"""What was read is remembered between transactions, by every replica, until somebody changes where it was read from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event

from bot.store import cycles, drafts, people, plan, settings_store
from bot.store.engine import make_engine
from bot.store.unit import Store
from domain.people import Role
from domain.stocktake import CycleState
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import NOW, OWNER, SEPTEMBER, allow, save_plan


@contextmanager
def asked(engine: Engine, table: str = "person") -> Iterator[list[str]]:
    """What is read of a table until the end of the block."""
    heard: list[str] = []

    def hear(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if f"FROM {table}" in statement:
            heard.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


def role(store: Store) -> Role:
    with store.read(NOW) as work:
        return people.need(work, OWNER).role


def make_leader(store: Store) -> None:
    with store.write(NOW) as work:
        people.set_role(work, OWNER, Role.LEADER)


def test_what_nobody_changed_is_read_once(store: Store) -> None:
    save_plan(store)
    with asked(store.engine) as heard:
        assert [role(store) for _ in range(3)] == [Role.NONE] * 3
    assert len(heard) == 1


def test_what_something_else_changed_does_not_matter(store: Store) -> None:
    save_plan(store)
    role(store)
    with store.write(NOW) as work:
        settings_store.set(work, "colour", "red")
    with asked(store.engine) as heard:
        role(store)
    assert heard == []


def test_a_change_is_seen_by_whoever_made_it_and_by_everybody_afterwards(store: Store) -> None:
    save_plan(store)
    other = Store(store.engine)
    assert role(other) is Role.NONE
    with store.write(NOW) as work:
        assert people.need(work, OWNER).role is Role.NONE
        people.set_role(work, OWNER, Role.LEADER)
        assert people.need(work, OWNER).role is Role.LEADER
    assert (role(store), role(other)) == (Role.LEADER, Role.LEADER)


def test_a_change_that_was_undone_leaves_nothing(store: Store) -> None:
    save_plan(store)

    def fail() -> None:
        with store.write(NOW) as work:
            people.set_role(work, OWNER, Role.LEADER)
            assert people.need(work, OWNER).role is Role.LEADER
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert role(store) is Role.NONE


def test_what_is_not_counted_is_read_once_in_a_transaction_and_again_in_the_next(store: Store) -> None:
    cycle_id = save_plan(store).id
    with asked(store.engine, "draft") as heard:
        for _ in range(2):
            with store.read(NOW) as work:
                assert [drafts.get(work, cycle_id, key).why for key in ("A1", "B1", "A1")] == [None] * 3
    assert len(heard) == 2


def test_what_was_changed_is_read_anew_whoever_counts_it(store: Store) -> None:
    cycle = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        assert drafts.get(work, cycle.id, "A1").why is None
        assert cycles.current(work, cycle.routine_key) == cycle
        for why, state in (("Rain", CycleState.REQUESTING), ("Snow", CycleState.FROZEN)):
            drafts.put(work, cycle.id, "A1", why=why)
            cycles.set_state(work, cycle.id, state)
            assert drafts.get(work, cycle.id, "A1").why == why
            assert cycles.current(work, cycle.routine_key) == replace(cycle, state=state)


def test_who_waited_for_another_sees_what_that_one_changed(postgresql: PostgresqlDatabases) -> None:
    """What was known before a lock was waited for is no longer known after it."""
    engine = make_engine(postgresql.fresh())
    store, other = Store(engine), Store(engine)
    cycle_id = save_plan(store).id
    with store.read(NOW) as work:
        assert plan.unit(work) is not None
        assert people.need(work, OWNER).role is Role.NONE
        assert cycles.get(work, cycle_id).state is CycleState.PLANNED
    with store.write(NOW) as work:
        assert plan.unit(work) is not None
        assert people.need(work, OWNER).role is Role.NONE
        assert drafts.get(work, cycle_id, "A1").why is None
        make_leader(other)
        with other.write(NOW) as theirs:
            allow(theirs)
            cycles.set_state(theirs, cycle_id, CycleState.FROZEN)
            drafts.put(theirs, cycle_id, "A1", why="Rain")
        assert cycles.lock(work, cycle_id).state is CycleState.FROZEN
        assert cycles.get(work, cycle_id).state is CycleState.FROZEN
        assert people.need(work, OWNER).role is Role.LEADER
        assert drafts.get(work, cycle_id, "A1").why == "Rain"
    engine.dispose()


def test_what_is_made_of_something_older_is_not_remembered_as_the_present(postgresql: PostgresqlDatabases) -> None:
    """A figure is given after somebody has read that there is none, and before they make a series of what they read."""
    engine = make_engine(postgresql.fresh())
    store, other = Store(engine), Store(engine)
    save_plan(store)
    with store.write(NOW) as work:
        assert plan.latest_observation(work, "A1", SEPTEMBER) is None
        with other.write(NOW) as theirs:
            allow(theirs)
            plan.add_observation(theirs, "A1", SEPTEMBER, Decimal(90), submitted_by=OWNER)
        settings_store.set(work, "colour", "red")
        assert SEPTEMBER in plan.series(work, "A1")
    with store.read(NOW) as work:
        assert SEPTEMBER in plan.series(work, "A1")
    engine.dispose()
