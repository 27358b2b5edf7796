"""After years: whoever looks for work never walks through all that was done and sent, on either database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from benchmarks.idle import LATER, fill
from bot.store import ledger, surfaces, timetable, waiting
from bot.store.tables import surface
from bot.store.unit import Store, Work
from bot.store.waiting import Waiting

LEASE = timedelta(seconds=90)
FEW = ("ix_message_waiting", "ix_surface_stale", "ix_due_leased")  # indexes over the rows that still matter
WALK = re.compile(r"Seq Scan on (?:message|surface|due)\b|^SCAN (?:message|parent|holder|surface|due)\b")


def claim_due(work: Work) -> None:
    assert len(timetable.claim(work, work.now, token="a", lease=LEASE, limit=50)) == 50


def claim_lane(work: Work) -> None:
    assert ledger.claim_lane(work, work.now, token="a", lease=LEASE) is not None


def claim_surface(work: Work) -> None:
    assert surfaces.claim(work, work.now, "a", LEASE) is not None


@pytest.fixture
def old(engine: Engine) -> Engine:
    """Three thousand rows of each, of which one posted message is to be shown anew."""
    fill(engine, 3_000)
    with engine.begin() as connection:
        connection.execute(surface.update().where(surface.c.message_id == 7).values(wanted=4))
    return engine


@contextmanager
def asked(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database from here to the end of the block."""
    heard: list[tuple[str, Any]] = []

    def hear(_conn: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        heard.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


def walks(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """Steps of the plan that read a whole table, in whatever order."""
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    plan = connection.exec_driver_sql(f"{how} {statement}", parameters)
    steps = [str(row[-1]).strip() for row in plan]
    return [step for step in steps if WALK.search(step) and not any(index in step for index in FEW)]


def test_nobody_who_looks_for_work_walks_through_what_is_over(old: Engine) -> None:
    with asked(old) as heard:
        with Store(old).read(LATER) as work:
            assert waiting.look(work) == Waiting(due=LATER, posting=LATER, showing=LATER)
        for claim in (claim_due, claim_lane, claim_surface):
            with Store(old).write(LATER) as work:
                claim(work)
    with old.connect() as connection:
        assert [step for one in heard for step in walks(connection, *one)] == []
        assert walks(connection, "SELECT count(kind) FROM message", ()) != []
