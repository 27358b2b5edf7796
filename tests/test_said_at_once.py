"""The same saying told to two replicas at the same moment has one effect, and its edit has the last word."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.routines import hearing, people
from bot.routines.addressing import Said
from bot.store import requests
from bot.store.unit import Work
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import OWNER, save_request
from tests.support.replicas import Does, Replicas, at_once, does_alone, two_replicas

SEPTEMBER_IS_OVER = datetime(2017, 10, 9, 8, 0, tzinfo=UTC)
FIRST = Said("D0OWNER", "1506499200.000100", "1,801,472/2,008,930 fewer nurses")
EDITED = Said("D0OWNER", FIRST.ts, "1,791,472/2,008,930 fewer nurses", edited_ts="1506499260.000200")
AGAIN = Said("D0OWNER", FIRST.ts, "1,781,472/2,008,930 fewer nurses", edited_ts="1506499320.000300")


@pytest.fixture
def stores(postgresql: PostgresqlDatabases) -> Iterator[Replicas]:
    """Two replicas of a unit with a figure asked."""
    with two_replicas(postgresql) as found:
        save_request(found[0])
        yield found


def hear(said: Said) -> Does:
    def heard(work: Work) -> None:
        hearing.hear(work, people.person(work, OWNER), said)

    return heard


def recorded(stores: Replicas) -> list[str]:
    """The receipts of what was kept as an answer, oldest first."""
    with stores[0].read(SEPTEMBER_IS_OVER) as work:
        return [given.receipt for given in requests.answers(work, 1)]


def test_a_figure_that_two_replicas_hear_at_once_is_recorded_once(stores: Replicas) -> None:
    at_once(stores, hear(FIRST), hear(FIRST), SEPTEMBER_IS_OVER)
    assert recorded(stores) == [FIRST.receipt]


def test_an_edit_that_another_replica_hears_at_once_corrects_the_figure(stores: Replicas) -> None:
    at_once(stores, hear(FIRST), hear(EDITED), SEPTEMBER_IS_OVER)
    assert recorded(stores) == [FIRST.receipt, EDITED.receipt]


def test_what_was_written_before_an_edit_is_not_taken_after_it(stores: Replicas) -> None:
    at_once(stores, hear(EDITED), hear(FIRST), SEPTEMBER_IS_OVER)
    assert recorded(stores) == [EDITED.receipt]


def test_of_two_edits_the_later_has_the_last_word(stores: Replicas) -> None:
    does_alone(stores[0], hear(FIRST), SEPTEMBER_IS_OVER)
    at_once(stores, hear(AGAIN), hear(EDITED), SEPTEMBER_IS_OVER)
    assert recorded(stores) == [FIRST.receipt, AGAIN.receipt]
