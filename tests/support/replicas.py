"""Two replicas on one PostgreSQL server, and two acts at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from bot.store.engine import make_engine
from bot.store.unit import Store, Work
from tests.support.databases import PostgresqlDatabases, until

Replicas = tuple[Store, Store]
Does = Callable[[Work], object]

SOMEBODY_WAITS = "SELECT true FROM pg_locks WHERE NOT granted"


@contextmanager
def two_replicas(postgresql: PostgresqlDatabases) -> Iterator[Replicas]:
    """With empty tables."""
    url = postgresql.fresh()
    engines = [make_engine(url), make_engine(url)]
    yield Store(engines[0]), Store(engines[1])
    for engine in engines:
        engine.dispose()


def does_alone(store: Store, does: Does, now: datetime) -> None:
    with store.write(now) as work:
        does(work)


def at_once(stores: Replicas, here: Does, there: Does, now: datetime) -> None:
    """The second replica does its part while what the first did is not yet kept. Raises what the second raises."""
    first, second = stores
    with ThreadPoolExecutor(1) as other:
        with first.write(now) as work:
            here(work)
            doing_there = other.submit(does_alone, second, there, now)
            until(first.engine, SOMEBODY_WAITS)
        doing_there.result()
