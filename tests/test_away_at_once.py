"""An absence is set in the very moment in which a figure is asked for: the deputy is asked, whichever comes first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from bot.facts.records import DueRow
from bot.routines import absent, people, timetable
from bot.routines import requests as routine
from bot.store import actions, requests
from bot.store.unit import Work
from domain.absence import Absence
from domain.action import ActionState
from domain.request import RequestState
from tests.support.databases import PostgresqlDatabases, until
from tests.support.plans import LEADER, OWNER, PRIORITY, allow, save_plan
from tests.support.replicas import SOMEBODY_WAITS, Replicas, at_once, does_alone, two_replicas

MORNING = datetime(2017, 10, 9, 8, 0, tzinfo=UTC)
DAYS = Absence(OWNER, date(2017, 10, 9), date(2017, 10, 13), LEADER)


@pytest.fixture
def stores(postgresql: PostgresqlDatabases) -> Iterator[Replicas]:
    """Two replicas of a unit in which nobody was asked yet."""
    with two_replicas(postgresql) as found:
        save_plan(found[0])
        yield found


def is_away(work: Work) -> None:
    absent.is_away(work, people.person(work, OWNER), DAYS)


def ask(work: Work) -> None:
    due = f"request:1:{OWNER}"
    timetable.run(work, DueRow(due, "request", f"1:{OWNER}", work.now, "pending", 1, None))


def asked(stores: Replicas) -> list[tuple[str, RequestState]]:
    with stores[0].read(MORNING) as work:
        return [(one.person_id, one.state) for one in requests.of_cycle(work, 1)]


def test_who_was_asked_while_their_absence_was_set_is_asked_no_more_but_their_deputy(stores: Replicas) -> None:
    at_once(stores, ask, is_away, MORNING)
    assert asked(stores) == [(OWNER, RequestState.DELEGATED), (LEADER, RequestState.SENT)]


def test_who_sets_an_absence_while_they_are_asked_for_is_not_asked_but_their_deputy(stores: Replicas) -> None:
    at_once(stores, is_away, ask, MORNING)
    assert asked(stores) == [(LEADER, RequestState.SENT)]


def overdue(work: Work) -> None:
    """An action of theirs that the delivery lead hears of on Mon 16 Oct, and they on the day before, if they are away
    for three days.
    """
    allow(work)
    row = actions.add(
        work,
        priority_key=PRIORITY.key,
        cycle_id=1,
        text="Open a ward.",
        moves_number="More beds",
        owner_id=OWNER,
        due_on=date(2017, 10, 4),
        closure_test="It is open",
        created_by=OWNER,
        state=ActionState.OPEN,
    )
    actions.update(work, row.id, offered_at=work.now)


def test_who_promises_a_figure_for_a_day_on_which_another_word_is_planned_waits_for_nobody_who_waits_for_them(
    stores: Replicas,
) -> None:
    here, there = stores
    does_alone(here, overdue, datetime(2017, 10, 2, 8, 0, tzinfo=UTC))
    does_alone(here, ask, MORNING)
    away = Absence(OWNER, date(2017, 10, 9), date(2017, 10, 11), LEADER)
    with ThreadPoolExecutor(1) as other:
        with here.write(MORNING) as work:
            asked_for = requests.get(work, requests.open_of(work, OWNER)[0].id, lock=True)
            owner = people.person(work, OWNER)
            goes = other.submit(does_alone, there, lambda theirs: absent.is_away(theirs, owner, away), MORNING)
            until(here.engine, SOMEBODY_WAITS)
            routine.promise(work, owner, asked_for.id, date(2017, 10, 13))
        goes.result()
    assert asked(stores) == [(OWNER, RequestState.DELEGATED), (LEADER, RequestState.SENT)]
