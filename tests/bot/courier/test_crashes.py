"""Whatever commit or call the process dies at, each message is there once, in order, and shows what is so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.store import ledger
from tests.bot.courier.world import MORNING, World
from tests.support.clock import WrongClock
from tests.support.databases import SqliteFiles
from tests.support.slack import Fault, die_after, drop_after, drop_before

UNTIL = MORNING + timedelta(hours=2)


def _seen(files: SqliteFiles, prepare: Callable[[World], None]) -> tuple[World, list[str], int]:
    """Ask, answer, and say something in a thread, through whatever dies; what everybody sees at the end."""
    world = World(files.fresh())
    prepare(world)
    first = world.say(world.waits, "A-1")
    world.say(world.waits, "A-2", parent=first)
    row, _ = world.ask()
    died = world.run_through_deaths(UNTIL)
    world.answer(row.id, 8967, 10000)
    died += world.run_through_deaths(UNTIL)
    world.engine.dispose()
    return world, world.texts(world.waits) + world.texts(world.dm(world.owner)), died


def _unspoilt(files: SqliteFiles) -> tuple[World, list[str]]:
    world, seen, died = _seen(files, lambda world: None)
    assert died == 0
    assert len(seen) == 4
    return world, seen


def test_a_death_after_any_commit_changes_nothing_that_people_see(sqlite_files: SqliteFiles) -> None:
    """Before a commit the world is as it was after the one before."""
    unspoilt, expected = _unspoilt(sqlite_files)
    for number in range(1, unspoilt.commits + 1):

        def doom(world: World, number: int = number) -> None:
            world.die_at = number

        world, seen, died = _seen(sqlite_files, doom)
        assert died == 1, number
        assert seen == expected, number
        assert set(world.states()) == {ledger.SENT}, number


@pytest.mark.parametrize("fault", [die_after, drop_before, drop_after])
def test_a_death_or_a_lost_connection_at_any_call_changes_nothing_that_people_see(
    sqlite_files: SqliteFiles, fault: Fault
) -> None:
    unspoilt, expected = _unspoilt(sqlite_files)
    for number in range(1, len(unspoilt.slack.calls) + 1):

        def spoil(world: World, number: int = number) -> None:
            world.slack.on_call[number] = fault

        world, seen, _ = _seen(sqlite_files, spoil)
        assert seen == expected, number
        assert set(world.states()) == {ledger.SENT}, number


def test_a_worker_that_sleeps_at_any_commit_while_another_works_posts_nothing_twice(
    sqlite_files: SqliteFiles,
) -> None:
    unspoilt, expected = _unspoilt(sqlite_files)
    for number in range(1, unspoilt.commits + 1):

        def put_to_sleep(world: World, number: int = number) -> None:
            world.after_commit[number] = world.sleep_while_another_works

        world, seen, _ = _seen(sqlite_files, put_to_sleep)
        assert seen == expected, number
        assert set(world.states()) == {ledger.SENT}, number


@pytest.mark.parametrize("wakes", ["in a machine that was suspended", "with a clock that was set back"])
def test_a_worker_that_slept_just_before_its_post_is_kept_from_it_by_either_of_its_clocks(
    world: World, wakes: str
) -> None:
    clock = WrongClock(world.clock, timedelta(0))
    world.courier = world.new_courier(clock=clock)

    def sleep() -> None:
        asleep_at = world.clock.now()
        world.sleep_while_another_works()
        slept = world.clock.now() - asleep_at
        if "suspended" in wakes:
            clock.stood = slept
        else:
            clock.ahead = -slept

    world.say(world.unit, "A-1")
    world.after_commit[2] = sleep  # it has its lane, and has written down that it is about to post
    world.run(UNTIL)
    assert len(world.texts(world.unit)) == 1
