"""Slack's limits are a method's in a workspace: what it says to one worker holds for all, and the pace is shared."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise

from bot.courier import Courier
from bot.courier.policy import UPDATE_SPACING
from bot.ports import Json
from bot.store import surfaces
from bot.store.engine import make_engine
from bot.store.unit import Store
from tests.bot.courier.world import MORNING, World
from tests.support.slack import Go, drop_before, rate_limit


def in_turn(world: World, until: datetime, *others: Courier) -> None:
    """All work by turns, moving the clock to whatever is due first, up to then."""
    workers = (world.courier, *others)
    while True:
        if sum(worker.step(world.clock.now()) for worker in workers):
            continue
        due = [at for worker in workers if (at := worker.next_at(world.clock.now())) is not None]
        if not due or min(due) > until:
            return
        world.clock.wait(max(min(due), world.clock.now() + timedelta(milliseconds=1)))


@contextmanager
def another(world: World) -> Iterator[Courier]:
    """By connections of its own."""
    engine = make_engine(world.url)
    yield world.new_courier(Store(engine))
    engine.dispose()


def test_a_limit_of_posts_holds_up_everybody_and_every_conversation_until_it_is_over(either_world: World) -> None:
    world = either_world
    world.slack.fault("chat.postMessage", rate_limit(30))
    for lane in (world.owner, world.unit, world.waits):
        world.say(lane, f"for {lane}")
    with another(world) as other:
        in_turn(world, MORNING + timedelta(seconds=29), other)
        assert len(world.slack.called("chat.postMessage")) == 1
        in_turn(world, MORNING + timedelta(minutes=2), other)
    assert [len(world.posted(one)) for one in (world.dm(world.owner), world.unit, world.waits)] == [1, 1, 1]
    assert len(world.slack.called("chat.postMessage")) == 4


def test_edits_of_all_workers_together_keep_slacks_pace(world: World) -> None:
    shown = [world.say(lane, f"for {lane}", surface=True) for lane in (world.owner, world.unit, world.waits)]
    world.run()
    edited = []

    def noted(go: Go) -> Json:
        edited.append(world.clock.now())
        return go()

    world.slack.fault("chat.update", *[noted] * 6)
    with another(world) as other:
        for _ in range(2):
            with world.store.write(world.clock.now()) as work:
                surfaces.unsure(work)
                for one in shown:
                    surfaces.touch_message(work, one)
            in_turn(world, world.clock.now() + timedelta(minutes=1), other)
    assert len(edited) == 6
    assert all(later - earlier >= UPDATE_SPACING for earlier, later in pairwise(edited))


def test_a_limit_of_reading_said_to_who_catches_up_holds_up_the_lookups_of_others(world: World) -> None:
    world.say(world.owner, "A-0")  # their conversation is one that catch-up reads
    world.run()
    planned = world.say(world.unit, "A-1")
    world.slack.fault("chat.postMessage", drop_before)
    world.slack.fault("conversations.history", rate_limit(50))
    with another(world) as other:
        other.start(world.clock.now())
        in_turn(world, MORNING + timedelta(seconds=49), other)
        read = [call["channel"] for call in world.slack.called("conversations.history")]
        assert read == [world.dm(world.owner)]
        assert world.row(planned).state == "doubtful"
        in_turn(world, MORNING + timedelta(minutes=3), other)
    assert world.row(planned).state == "sent"
    assert len(world.posted(world.unit)) == 1
