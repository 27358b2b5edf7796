"""The demo's story told in one process."""

from collections.abc import Callable
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


def told(engine: Engine, *, before: Callable[[story.Stage], None] | None = None) -> InOneProcess:
    """The stage after the whole story, or at the time of the step that does `before` and without it."""
    world = World(story.START, engine)
    world.furnish(story.PLAN.read_text())
    stage = InOneProcess(world)
    for step in story.steps():
        stage.go_to(step.at)
        if step.do is before:
            break
        step.do(stage)
    return stage


def go_on(stage: InOneProcess, *parts: Callable[[story.Stage], None]) -> None:
    """Tell these steps, each at its time."""
    for step in story.steps():
        if step.do in parts:
            stage.go_to(step.at)
            step.do(stage)
