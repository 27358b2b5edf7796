"""A unit with so many requests to answer that none is answered more often than a figure is corrected.

It has the example's first priority many times over, with owners in turn, and is asked for several months of each. Each
owner's first answer is one after a year and more of figures, as the example has them; all are dates before today.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from math import ceil
from typing import Any, Final

import yaml

from bot.facts.records import RequestRow
from bot.store import requests
from bot.store.engine import make_engine
from bot.store.unit import Work
from demo import story
from domain.period import Frequency, Period
from domain.request import RequestState
from tests.support import asking
from tests.support.plans import allow
from tests.support.world import World

PRIORITIES: Final = 120
OWNERS: Final = 12
MONTH: Final = re.compile(r"\b[A-Z][a-z]{2} 20\d\d\b")
CYCLE: Final = 1


@contextmanager
def busy_unit(url: str, asked: int) -> Iterator[tuple[World, list[RequestRow]]]:
    """A world in which at least so many requests wait, and these: a month after the other, each of all priorities."""
    world, months = World(story.START, make_engine(url)), ceil(asked / PRIORITIES)
    world.furnish(yaml.safe_dump(_plan(months), allow_unicode=True, sort_keys=False))
    world.run_until(asking.AFTER)
    yield world, _ask(world, months)
    world.bot.close()
    world.engine.dispose()


def _plan(months: int) -> dict[str, Any]:
    """The example's, with its first priority's months so much earlier that September is the last that is asked for."""
    plan: dict[str, Any] = yaml.safe_load(asking.SMALL.read_text())
    plan["people"] |= {f"owner-{number}": {"slack": f"@owner-{number}"} for number in range(OWNERS)}
    one = _earlier(plan["priorities"][0], months - 1)
    plan["priorities"] = [_owned(one, number) for number in range(PRIORITIES)]
    return plan


def _earlier(held: Any, months: int) -> Any:
    if isinstance(held, dict):
        return {key: _earlier(value, months) for key, value in held.items()}
    if isinstance(held, list):
        return [_earlier(value, months) for value in held]
    if isinstance(held, str) and MONTH.fullmatch(held):
        named = Period(Frequency.MONTH, datetime.strptime(held, "%b %Y").date())  # noqa: DTZ007 - a month has no zone
        return named.next(-months).short
    return held


def _owned(one: dict[str, Any], number: int) -> dict[str, Any]:
    made = deepcopy(one)  # written out, since a plan refers to nothing
    made["indicator"]["owner"] = f"owner-{number % OWNERS}"
    return made | {"key": f"P{number + 1}"}


def _ask(world: World, months: int) -> list[RequestRow]:
    """For the months before the one that the bot has asked for, in the same messages."""
    with world.bot.store.write(world.clock.now()) as work:
        allow(work)
        there = requests.of_cycle(work, CYCLE)
        return [_asked(work, row, back) for back in reversed(range(months)) for row in there]


def _asked(work: Work, row: RequestRow, back: int) -> RequestRow:
    one = requests.ensure(
        work,
        cycle_id=row.cycle_id,
        indicator_key=row.indicator_key,
        period=row.period.next(-back),
        person_id=row.person_id,
        due_at=row.due_at,
        state=RequestState.SENT,
    )
    assert row.message_id is not None, "it was asked for"
    requests.set_message(work, one.id, row.message_id)
    return one
