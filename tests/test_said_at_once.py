"""The same saying told to two replicas at the same moment has one effect, and its edit has the last word."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.routines import hearing, people
from bot.routines.addressing import Said
from bot.store import requests
from bot.store.engine import make_engine
from bot.store.unit import Store, Work
from tests.support.databases import PostgresqlDatabases, until
from tests.support.plans import OWNER, save_request

SEPTEMBER_IS_OVER = datetime(2017, 10, 9, 8, 0, tzinfo=UTC)
SOMEBODY_WAITS = "SELECT true FROM pg_locks WHERE NOT granted"
FIRST = Said("D0OWNER", "1506499200.000100", "1,801,472/2,008,930 fewer nurses")
EDITED = Said("D0OWNER", FIRST.ts, "1,791,472/2,008,930 fewer nurses", edited_ts="1506499260.000200")
AGAIN = Said("D0OWNER", FIRST.ts, "1,781,472/2,008,930 fewer nurses", edited_ts="1506499320.000300")


@pytest.fixture
def stores(postgresql: PostgresqlDatabases) -> Iterator[tuple[Store, Store]]:
    """Two replicas of a unit with a figure asked."""
    url = postgresql.fresh()
    engines = [make_engine(url), make_engine(url)]
    first, second = (Store(engine) for engine in engines)
    save_request(first)
    yield first, second
    for engine in engines:
        engine.dispose()


def hear(work: Work, said: Said) -> None:
    hearing.hear(work, people.person(work, OWNER), said)


def hear_alone(store: Store, said: Said) -> None:
    with store.write(SEPTEMBER_IS_OVER) as work:
        hear(work, said)


def hear_at_once(stores: tuple[Store, Store], here: Said, there: Said) -> None:
    """The second replica hears its saying while the first has not yet kept what it heard."""
    first, second = stores
    with ThreadPoolExecutor(1) as other:
        with first.write(SEPTEMBER_IS_OVER) as work:
            hear(work, here)
            hearing_there = other.submit(hear_alone, second, there)
            until(first.engine, SOMEBODY_WAITS)
        hearing_there.result()


def recorded(stores: tuple[Store, Store]) -> list[str]:
    """The receipts of what was kept as an answer, oldest first."""
    with stores[0].read(SEPTEMBER_IS_OVER) as work:
        return [given.receipt for given in requests.answers(work, 1)]


def test_a_figure_that_two_replicas_hear_at_once_is_recorded_once(stores: tuple[Store, Store]) -> None:
    hear_at_once(stores, FIRST, FIRST)
    assert recorded(stores) == [FIRST.receipt]


def test_an_edit_that_another_replica_hears_at_once_corrects_the_figure(stores: tuple[Store, Store]) -> None:
    hear_at_once(stores, FIRST, EDITED)
    assert recorded(stores) == [FIRST.receipt, EDITED.receipt]


def test_what_was_written_before_an_edit_is_not_taken_after_it(stores: tuple[Store, Store]) -> None:
    hear_at_once(stores, EDITED, FIRST)
    assert recorded(stores) == [EDITED.receipt]


def test_of_two_edits_the_later_has_the_last_word(stores: tuple[Store, Store]) -> None:
    hear_alone(stores[0], FIRST)
    hear_at_once(stores, AGAIN, EDITED)
    assert recorded(stores) == [FIRST.receipt, AGAIN.receipt]
