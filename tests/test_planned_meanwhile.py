"""What is planned from facts that somebody is just changing waits for them: nobody is chased for what is over."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from bot.routines import planning
from bot.store import actions, plan, requests, timetable
from bot.store.engine import make_engine
from bot.store.tables import due
from bot.store.unit import Store, Work
from domain.action import ActionState
from domain.request import RequestState
from tests.support.databases import PostgresqlDatabases, until
from tests.support.plans import NOW, OWNER, STAFF, UNIT, allow, save_request

FIGURE_DUE, ACTION_DUE = date(2017, 10, 10), date(2017, 10, 20)
SOMEBODY_WAITS = "SELECT true FROM pg_locks WHERE NOT granted"


@pytest.fixture
def stores(postgresql: PostgresqlDatabases) -> Iterator[tuple[Store, Store]]:
    """Two replicas of a unit, in which nothing was planned yet, with a figure asked and an action open."""
    url = postgresql.fresh()
    engines = [make_engine(url), make_engine(url)]
    first, second = (Store(engine) for engine in engines)
    save_request(first)
    with first.write(NOW) as work:
        allow(work)
        agreed = actions.add(
            work,
            priority_key="A1",
            cycle_id=1,
            text="Open two wards",
            moves_number="40 more are seen in time",
            owner_id=OWNER,
            due_on=ACTION_DUE,
            closure_test="both are open",
            created_by=STAFF,
            state=ActionState.OPEN,
        )
        actions.update(work, agreed.id, offered_at=NOW)
    yield first, second
    for engine in engines:
        engine.dispose()


def planned_while(stores: tuple[Store, Store], change: Callable[[Work], object]) -> dict[str, datetime]:
    """One replica changes something, and the other plans everything before that is kept: what is due when, by key."""
    here, there = stores
    with ThreadPoolExecutor(1) as other:
        with here.write(NOW) as work:
            allow(work)
            change(work)
            planning_there = other.submit(plan_all, there)
            until(here.engine, SOMEBODY_WAITS)
        planning_there.result()
    with here.read(NOW) as work:
        pending = select(due.c.key, due.c.due_at).where(due.c.state == timetable.PENDING)
        return {row.key: row.due_at for row in work.conn.execute(pending)}


def plan_all(store: Store) -> None:
    with store.write(NOW) as work:
        planning.plan_all(work)


def reminders(planned: dict[str, datetime]) -> set[date]:
    """On which days the owner is spoken to."""
    return {at.date() for key, at in planned.items() if key.startswith(f"digest:{OWNER}:")}


def close(work: Work) -> None:
    actions.update(work, actions.get(work, 1, lock=True).id, state=ActionState.CLOSED)


def answer(work: Work) -> None:
    requests.set_state(work, requests.get(work, 1, lock=True).id, RequestState.ANSWERED)


def close_on_the_13th(work: Work) -> None:
    plan.save_unit(work, replace(UNIT, holidays=UNIT.holidays | {date(2017, 10, 13)}))


def test_nobody_is_chased_for_an_action_that_was_closed_meanwhile(stores: tuple[Store, Store]) -> None:
    days = reminders(planned_while(stores, close))
    assert (FIGURE_DUE in days, ACTION_DUE in days) == (True, False)


def test_nobody_is_reminded_of_a_figure_that_was_given_meanwhile(stores: tuple[Store, Store]) -> None:
    days = reminders(planned_while(stores, answer))
    assert (FIGURE_DUE in days, ACTION_DUE in days) == (False, True)


def test_the_steps_of_a_stocktake_are_planned_by_the_calendar_as_it_was_changed_meanwhile(
    stores: tuple[Store, Store],
) -> None:
    assert planned_while(stores, close_on_the_13th)["freeze:cycle:1"].date() == date(2017, 10, 12)
