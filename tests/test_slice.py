"""The whole product once: one cycle and the beginning of the next, told by people in their Slack."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from demo import story
from sandbox.people import Person
from tests.support.world import World

REST = timedelta(seconds=20)  # longer than Slack's pause between two messages to one place


@dataclass(frozen=True)
class InOneProcess:
    """Implements the story's Stage."""

    world: World

    def person(self, handle: str) -> Person:
        return self.world.person(handle)

    def go_to(self, instant: datetime) -> None:
        self.world.run_until(max(instant, self.world.clock.now()))

    def go_to_rest(self) -> None:
        self.world.run_until(self.world.clock.now() + REST)


def test_a_cycle_and_the_beginning_of_the_next_are_seen_by_everybody_and_no_message_twice(engine: Engine) -> None:
    world = World(story.START, engine)
    world.furnish(story.PLAN.read_text())
    stage = InOneProcess(world)
    for step in story.steps():
        stage.go_to(step.at)
        step.do(stage)
    posted = Counter(message["metadata"]["event_payload"]["id"] for message in world.bot_messages())
    assert len(posted) > 20
    assert [key for key, times in posted.items() if times > 1] == []
    assert world.crashes == 0
