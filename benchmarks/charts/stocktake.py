"""A stocktake of many priorities, told from the records: five lines, what was agreed, three questions, chart."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import yaml

from bot.messages import render
from bot.ports import ChartSpec
from bot.routines import Work, summarising
from bot.store import cycles, plan
from bot.store.engine import make_engine
from demo import story
from tests.support.world import World

PRIORITIES: Final = 30


def told() -> Callable[[], list[ChartSpec]]:
    """A function that works everything out anew and returns what is to be drawn."""
    world = World(story.START, make_engine("sqlite://"))
    world.furnish(_many(story.PLAN))
    world.settle()

    def tell() -> list[ChartSpec]:
        with world.bot.store.read(world.clock.now()) as work:
            return _tell(work)

    return tell


def _tell(work: Work) -> list[ChartSpec]:
    cycle = cycles.of_routine(work, "stocktake")[0]
    specs = []
    for priority in plan.priorities(work):
        lines = summarising.facts(work, cycle, priority.key)
        render("summary", lines)
        render("follow_ups", summarising.follow_ups(work, cycle, priority.key))
        render("questions", summarising.questions(work, cycle, priority.key, lines))
        picture = render("chart", summarising.chart(work, cycle, lines)).picture
        assert picture is not None, "every priority of the example has figures"
        specs.append(picture)
    return specs


def _many(file: Path) -> str:
    """The example plan with its priorities over and over, under other keys and titles."""
    content: dict[str, Any] = yaml.safe_load(file.read_text())
    given = content["priorities"]
    content["priorities"] = [_copy(given[number % len(given)], number) for number in range(PRIORITIES)]
    return yaml.safe_dump(content, allow_unicode=True)


def _copy(priority: dict[str, Any], number: int) -> dict[str, Any]:
    found = deepcopy(priority)
    found["key"] = f"P{number + 1}"
    found["title"] = f"{priority['title']} {number + 1}"
    return found
