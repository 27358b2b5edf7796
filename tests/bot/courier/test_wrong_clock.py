"""A worker whose clock is wrong sends nothing and loses nothing, until it is right again."""

from datetime import timedelta

import pytest

from bot.clocks import AGAIN
from bot.store import homes
from tests.bot.courier.world import World
from tests.support.clock import WrongClock
from tests.support.slack import drop_before, rate_limit

FAR = timedelta(seconds=6)


@pytest.mark.parametrize("ahead", [FAR, -FAR, timedelta(hours=5)])
def test_nothing_is_sent_by_a_clock_that_is_wrong_and_all_of_it_once_it_is_right(
    either_world: World, ahead: timedelta
) -> None:
    world = either_world
    world.dm(world.owner)
    first, second = world.say(world.owner, "one"), world.say(world.owner, "two")
    clock = WrongClock(world.clock, ahead)
    courier = world.new_courier(clock=clock)
    world.slack.call("api.test")
    for _ in range(3):
        assert not courier.step(clock.now())
        assert courier.next_at(clock.now()) == clock.now() + AGAIN
        clock.wait(clock.now() + AGAIN)
    assert world.posted(world.dm(world.owner)) == []
    assert [world.row(one).state for one in (first, second)] == ["planned", "planned"]

    clock.ahead = timedelta(0)
    world.courier = courier
    world.run()
    assert len(world.texts(world.dm(world.owner))) == 2
    assert [world.row(one).state for one in (first, second)] == ["sent", "sent"]


def test_others_go_on_meanwhile(world: World) -> None:
    said = world.say(world.owner, "one")
    world.slack.call("api.test")
    wrong = WrongClock(world.clock, FAR)
    courier = world.new_courier(clock=wrong)
    assert not courier.step(wrong.now())
    world.run()
    assert world.row(said).state == "sent"


def test_edits_and_homes_wait_too(world: World) -> None:
    request, _ = world.ask()
    world.run()
    clock = WrongClock(world.clock, FAR)
    world.courier = courier = world.new_courier(clock=clock)
    world.touch(request.subject)
    with world.store.write(world.clock.now()) as work:
        homes.opened(work, world.owner)
    edits = len(world.slack.called("chat.update"))
    assert not courier.step(clock.now())
    assert len(world.slack.called("chat.update")) == edits
    assert world.slack.called("views.publish") == []

    clock.ahead = timedelta(0)
    world.pass_time(AGAIN.total_seconds())
    world.run()
    assert len(world.slack.called("chat.update")) == edits + 1
    assert len(world.slack.called("views.publish")) == 1


def test_what_a_clock_that_was_set_back_with_slacks_says_is_believed(world: World) -> None:
    """Both were wrong, and both are right now: the monotonic clock alone would say otherwise."""
    world.slack.call("api.test")
    world.clock.move_to(world.clock.now() - timedelta(minutes=10))
    said = world.say(world.owner, "one")
    world.run()
    assert world.row(said).state == "sent"


@pytest.mark.parametrize("commit", [1, 2])
def test_a_clock_that_is_set_ahead_in_the_middle_of_a_send_holds_up_nobody(world: World, commit: int) -> None:
    """After the lane was claimed; and when the post is about to begin."""
    world.dm(world.owner)
    said = [world.say(world.owner, "A-1"), world.say(world.owner, "A-2"), world.say(world.unit, "A-3")]
    world.slack.call("api.test")
    clock = WrongClock(world.clock, timedelta(0))
    world.after_commit[world.commits + commit] = lambda: setattr(clock, "ahead", timedelta(hours=2))
    right, world.courier = world.courier, world.new_courier(clock=clock)
    world.running = True
    world.courier.step(clock.now())
    assert clock.ahead
    world.courier = right
    world.run(world.clock.now() + timedelta(minutes=5))
    assert [world.row(one).state for one in said] == ["sent"] * 3
    assert len(world.texts(world.dm(world.owner))) == 2


def test_a_limit_that_a_wrong_clock_heard_of_holds_up_nobody_else(world: World) -> None:
    world.say(world.owner, "A-0")  # their conversation is one that catch-up reads
    world.run()
    said = world.say(world.unit, "A-1")
    world.slack.fault("chat.postMessage", drop_before)
    world.run(world.clock.now() + timedelta(seconds=20))
    clock = WrongClock(world.clock, timedelta(hours=2))
    courier = world.new_courier(clock=clock)
    courier.start(clock.now())
    world.slack.fault("conversations.history", rate_limit(30))
    while not world.slack.called("conversations.history"):
        courier.step(clock.now())
    world.run(world.clock.now() + timedelta(minutes=2))
    assert world.row(said).state == "sent"
