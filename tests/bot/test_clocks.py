"""Our clock and others: how far apart they may be, who is asked when they seem to differ, and how often."""

from datetime import UTC, datetime, timedelta
from math import inf

import pytest

from bot.clock import SystemClock
from bot.clocks import AGAIN, Clocks
from bot.ports import Clock, Told
from bot.store.clock import DatabaseClock
from bot.store.engine import make_engine
from tests.support.clock import MovedClock, WrongClock
from tests.support.databases import PostgresqlDatabases

NOON = datetime(2017, 10, 10, 12, 0, tzinfo=UTC)


class Wall:
    """Another clock, `ahead` of the right time; an answer takes so many seconds to come."""

    whose = "the wall's"
    stale_after = inf

    def __init__(self, right: MovedClock, ahead: float = 0.0, takes: float = 0.0) -> None:
        self.right = right
        self.ahead = timedelta(seconds=ahead)
        self.takes = takes
        self.asked = 0
        self.word: Told | None = None

    def told(self) -> Told | None:
        return self.word

    def ask(self) -> None:
        self.asked += 1
        since = self.right.now() + self.ahead
        self.right.advance(self.takes)
        self.word = Told(since, since + timedelta(seconds=self.takes), self.right.monotonic())


@pytest.fixture
def right() -> MovedClock:
    return MovedClock(NOON)


def agree(clock: Clock, *walls: Wall) -> bool:
    return Clocks(clock, walls).agree(clock.now())


def told(right: MovedClock, ahead: float, takes: float = 0.0) -> Wall:
    wall = Wall(right, ahead, takes)
    wall.ask()
    return wall


@pytest.mark.parametrize(("seconds", "so"), [(0, True), (5, True), (-5, True), (5.1, False), (-5.1, False)])
def test_five_seconds_may_lie_between_two_clocks(right: MovedClock, seconds: float, so: bool) -> None:
    assert agree(right, told(right, seconds)) is so


def test_every_clock_must_agree(right: MovedClock) -> None:
    assert not agree(right, told(right, 0), told(right, 60))


def test_a_clock_that_never_said_anything_is_no_reason_to_stop(right: MovedClock) -> None:
    assert agree(right, Wall(right))


def test_which_clock_is_wrong_is_said_and_by_how_much(right: MovedClock) -> None:
    assert Clocks(right, [told(right, 0)]).apart() is None
    assert Clocks(right, [told(right, -7)]).apart() == "this machine's clock is 7 s ahead of the wall's"
    assert Clocks(right, [told(right, 90)]).apart() == "this machine's clock is 90 s behind the wall's"


def test_what_the_way_of_an_answer_explains_is_no_difference(right: MovedClock) -> None:
    """It was said at some moment of the nine seconds: from 9 behind to 0 ahead is one and the same."""
    for ahead in (-5, 0, 9, 14):
        assert agree(right, told(right, ahead, takes=9))
    assert not agree(right, told(right, -6, takes=9))
    assert not agree(right, told(right, 15, takes=9))


def test_a_step_of_our_clock_is_noticed_before_anybody_says_anything_anew(right: MovedClock) -> None:
    wall, ours = told(right, 0), WrongClock(right, timedelta(0))
    right.advance(3600)
    clocks = Clocks(ours, [wall])
    assert clocks.apart() is None
    ours.ahead = timedelta(hours=1)
    assert clocks.apart() == "this machine's clock is 3600 s ahead of the wall's"
    assert not clocks.agree(ours.now())
    ours.ahead = timedelta(0)
    assert clocks.agree(ours.now())


def test_a_machine_that_was_suspended_asks_before_it_takes_its_clock_for_wrong(right: MovedClock) -> None:
    wall = told(right, 0)
    wall.word = Told(NOON - timedelta(hours=8), NOON - timedelta(hours=8), right.monotonic())  # monotonic stood still
    assert agree(right, wall)
    assert wall.asked == 2


def test_while_they_differ_the_other_is_asked_again_and_again_but_not_all_the_time(right: MovedClock) -> None:
    wall = told(right, -7)
    clocks = Clocks(right, [wall])
    for _ in range(5):
        assert not clocks.agree(right.now())
    assert wall.asked == 2
    assert clocks.may_act_at(right.now()) == right.now() + AGAIN
    right.advance(AGAIN)
    wall.ahead = timedelta(0)
    assert clocks.agree(right.now())
    assert wall.asked == 3
    assert clocks.may_act_at(right.now()) == right.now()


def test_the_clock_of_postgresql_is_compared_although_nobody_hears_of_it_otherwise(
    postgresql: PostgresqlDatabases,
) -> None:
    engine, right = make_engine(postgresql.fresh()), SystemClock()
    ours = WrongClock(right, timedelta(seconds=7))
    database = DatabaseClock(engine, right.monotonic)
    clocks = Clocks(ours, [database])
    assert not clocks.agree(ours.now())
    assert clocks.apart() == "this machine's clock is 7 s ahead of the database's"
    ours.ahead = timedelta(0)
    assert clocks.agree(ours.now())
    engine.dispose()


def test_a_database_that_does_not_answer_leaves_what_it_said(postgresql: PostgresqlDatabases) -> None:
    engine = make_engine("postgresql://nobody@127.0.0.1:9/nowhere")
    database = DatabaseClock(engine, SystemClock().monotonic)
    database.ask()
    assert database.told() is None
