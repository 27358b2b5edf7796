"""One tick over records of either kind: what is too late is written down as such, what was not begun is given back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.clocks import Clocks
from bot.facts.records import DueRow
from bot.routines import tick
from bot.store import cycles, timetable
from domain.stocktake import CycleState
from tests.bot.courier.world import World


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    made = World(database_url)
    yield made
    made.engine.dispose()


def fall_due(world: World, kind: str) -> str:
    key = f"{kind}:{world.cycle.subject}"
    with world.store.write(world.clock.now()) as work:
        timetable.plan(work, key, kind, world.cycle.subject, world.clock.now())
    return key


def held_on(world: World, state: CycleState) -> None:
    """The stocktake's day is past, and this is what became of it."""
    world.pass_time(timedelta(days=30).total_seconds())
    with world.store.write(world.clock.now()) as work:
        cycles.set_state(work, world.cycle.id, state)
        work.acted = True


def ticked(world: World, *, ending: bool = False) -> None:
    tick.tick(world.store, world.clock, Clocks(world.clock, []), world.token, ending=lambda: ending)


def row(world: World, key: str) -> DueRow:
    with world.store.read(world.clock.now()) as work:
        found = timetable.get(work, key)
    assert found is not None
    return found


def test_what_was_to_happen_before_a_meeting_that_was_held_has_expired_with_its_reason(world: World) -> None:
    held_on(world, CycleState.HELD)
    key = fall_due(world, "rate")
    ticked(world)
    assert (row(world, key).state, row(world, key).reason) == (timetable.EXPIRED, "the stocktake is held")


def test_what_belongs_to_a_stocktake_that_was_called_off_is_no_matter_of_time(world: World) -> None:
    held_on(world, CycleState.CANCELLED)
    key = fall_due(world, "lines")
    ticked(world)
    assert (row(world, key).state, row(world, key).reason) == (timetable.DONE, "the stocktake is cancelled")


def test_a_process_that_ends_gives_back_what_it_has_not_begun_as_if_never_tried(world: World) -> None:
    held_on(world, CycleState.HELD)
    key = fall_due(world, "rate")
    ticked(world, ending=True)
    assert (row(world, key).state, row(world, key).attempts) == (timetable.PENDING, 0)
    ticked(world)
    assert row(world, key).state == timetable.EXPIRED, "nobody had to wait for a lease"
