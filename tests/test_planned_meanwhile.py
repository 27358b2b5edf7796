"""What is planned from facts that somebody is just changing waits for them: nobody is chased for what is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from bot.routines import moving, people, planning
from bot.store import actions, plan, requests, timetable
from bot.store.tables import due
from bot.store.unit import Work
from domain.action import ActionState
from domain.request import RequestState
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import NOW, OWNER, STAFF, UNIT, allow, save_request
from tests.support.replicas import Does, Replicas, at_once, two_replicas

FIGURE_DUE, ACTION_DUE = date(2017, 10, 10), date(2017, 10, 20)


@pytest.fixture
def stores(postgresql: PostgresqlDatabases) -> Iterator[Replicas]:
    """Two replicas of a unit, in which nothing was planned yet, with a figure asked and an action open."""
    with two_replicas(postgresql) as found:
        save_request(found[0])
        with found[0].write(NOW) as work:
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
        yield found


def planned_while(stores: Replicas, change: Does, plans: Does = planning.plan_all) -> dict[str, datetime]:
    """One replica changes something, and the other plans before that is kept: what is due when, by key."""

    def changing(work: Work) -> None:
        allow(work)
        change(work)

    at_once(stores, changing, plans, NOW)
    with stores[0].read(NOW) as work:
        pending = select(due.c.key, due.c.due_at).where(due.c.state == timetable.PENDING)
        return {row.key: row.due_at for row in work.conn.execute(pending)}


def reminders(planned: dict[str, datetime]) -> set[date]:
    """On which days the owner is spoken to."""
    return {at.date() for key, at in planned.items() if key.startswith(f"digest:{OWNER}:")}


def close(work: Work) -> None:
    actions.update(work, actions.get(work, 1, lock=True).id, state=ActionState.CLOSED)


def answer(work: Work) -> None:
    requests.set_state(work, requests.get(work, 1, lock=True).id, RequestState.ANSWERED)


def close_on_fridays(work: Work) -> None:
    plan.save_unit(work, replace(UNIT, holidays=UNIT.holidays | {date(2017, 10, 13), date(2017, 12, 8)}))


def call_off(work: Work) -> None:
    moving.cancel(work, people.person(work, STAFF), 1, "an election")


def test_nobody_is_chased_for_an_action_that_was_closed_meanwhile(stores: Replicas) -> None:
    days = reminders(planned_while(stores, close))
    assert (FIGURE_DUE in days, ACTION_DUE in days) == (True, False)


def test_nobody_is_reminded_of_a_figure_that_was_given_meanwhile(stores: Replicas) -> None:
    days = reminders(planned_while(stores, answer))
    assert (FIGURE_DUE in days, ACTION_DUE in days) == (False, True)


def test_the_steps_of_a_stocktake_are_planned_by_the_calendar_as_it_was_changed_meanwhile(
    stores: Replicas,
) -> None:
    assert planned_while(stores, close_on_fridays)["freeze:cycle:1"].date() == date(2017, 10, 12)


def test_who_calls_a_stocktake_off_plans_the_next_by_the_calendar_as_it_was_changed_meanwhile(stores: Replicas) -> None:
    planned = planned_while(stores, close_on_fridays, call_off)
    assert planned["freeze:cycle:2"].date() == date(2017, 12, 7)
