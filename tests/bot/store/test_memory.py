"""What was read is remembered between transactions, by every replica, until somebody changes where it was read from."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from bot.store import cycles, people, plan, settings_store
from bot.store.engine import make_engine
from bot.store.unit import Store
from domain.people import Role
from domain.stocktake import CycleState
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import NOW, OWNER, allow, save_plan


@contextmanager
def asked(engine: Engine) -> Iterator[list[str]]:
    """What is read of people until the end of the block."""
    heard: list[str] = []

    def hear(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM person" in statement:
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
        make_leader(other)
        with other.write(NOW) as theirs:
            allow(theirs)
            cycles.set_state(theirs, cycle_id, CycleState.FROZEN)
        assert cycles.lock(work, cycle_id).state is CycleState.FROZEN
        assert cycles.get(work, cycle_id).state is CycleState.FROZEN
        assert people.need(work, OWNER).role is Role.LEADER
    engine.dispose()
