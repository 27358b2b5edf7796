"""An absence is set in the very moment in which a figure is asked for: the deputy is asked, whichever comes first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from bot.facts.records import DueRow
from bot.routines import absent, people, timetable
from bot.store import requests
from bot.store.unit import Work
from domain.absence import Absence
from domain.request import RequestState
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import LEADER, OWNER, save_plan
from tests.support.replicas import Replicas, at_once, two_replicas

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
