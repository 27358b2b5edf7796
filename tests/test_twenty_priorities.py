"""A unit of twenty priorities and forty actions, with titles as long as they may be, through one cycle.

The workspace refuses what Slack would refuse: whatever is too large would not have arrived.
"""

import json
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any, Final

import yaml
from sqlalchemy import event

from bot.routines import overviews
from bot.store import cycles
from bot.store.tables import action, message, summary, surface
from bot.store.unit import Store
from demo import story
from sandbox.people import Person, buttons, rendered
from tests.support.asking import AFTER, SMALL, rest, rows
from tests.support.databases import in_memory
from tests.support.world import World

FAMILY: Final = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
TITLE: Final = f"Planned operations & <emergency> waits {FAMILY} " * 5
KEYS: Final = [f"P{number}" for number in range(1, 21)]
LINE: Final = "@hospitals-director by 27 Oct done when 20 plans are signed so that beds are free"
ANSWERED: Final = KEYS[:2]  # by form; the others are gaps


def twenty() -> str:
    """The small example's second priority, twenty times: a plan in JSON, which is YAML too."""
    plan: dict[str, Any] = yaml.safe_load(SMALL.read_text())
    one = plan["priorities"][1]
    one["history"] = one["history"][-3:]
    plan["priorities"] = [one | {"key": key, "title": f"{key} {TITLE}"[:200].strip()} for key in KEYS]
    return json.dumps(plan, default=date.isoformat, ensure_ascii=False)


def form(person: Person, command: str, **boxes: str) -> None:
    person.command(command)
    person.fill(**boxes)
    assert person.submit() == {}
    person.close()


def test_one_cycle_of_twenty_priorities_and_forty_actions_arrives_whole() -> None:
    world = World(story.START, in_memory())
    world.furnish(twenty())
    world.run_until(AFTER)
    staff, analyst = world.person("unit-staff"), world.person("sites-analyst")
    for number, key in enumerate(ANSWERED):
        form(analyst, f"/stocktake submit {key}", value=f"{170000 + number}", for_summary="a & b <c> " * 90)
        form(staff, f"/stocktake rate {key}", likelihood="amber-red", reason="w & x <y> " * 40)
    world.run_until(datetime(2017, 10, 18, 9, 5, tzinfo=UTC))
    for key in KEYS:
        for part in ("one", "two"):
            told = staff.command(f"/stocktake action add {key} Agree part {part} of {'beds & rotas ' * 10}{LINE}")
            assert "is recorded" in told
    unit = staff.channel("#delivery-unit")
    staff.press(staff.find("the meeting.", unit), "Close Meeting")
    world.run_until(datetime(2017, 10, 19, 9, 5, tzinfo=UTC))
    for command in ("status", "preview 30d", "action list", "problem list"):
        staff.command(f"/stocktake {command}")
    for person in (staff, analyst):
        person.do("home", app="Stocktake")
    rest(world)

    assert {one["state"] for one in rows(world, message)} == {"sent"}
    assert [one["reason"] for one in surfaces(world) if one["reason"] or one["shown"] != one["wanted"]] == []
    kinds = Counter(str(one["kind"]) for one in rows(world, message))
    assert {kind: kinds[kind] for kind in ("summary", "follow_ups", "questions", "chart", "draft", "trouble")} == {
        **dict.fromkeys(("summary", "follow_ups", "questions", "chart", "draft"), 20),
        "trouble": 0,
    }
    assert (len(rows(world, summary)), len(rows(world, action)), kinds["offer"]) == (20, 40, 40)
    cover = rendered(staff.find("worst first", unit))
    assert [key for key in KEYS if f"*{key} " not in cover] == []
    assert "more:" not in cover
    director = world.person("hospitals-director")
    assert sum("Accept" in buttons(one) for one in director.dm()) == 40
    for person in (staff, analyst):
        assert person.do("home_view", app="Stocktake")["view"]["blocks"]
    assert len(questions_of_the_meeting(world)) < len(KEYS)
    world.bot.close()


def questions_of_the_meeting(world: World) -> list[str]:
    """What the records are asked for the meeting's message by somebody who remembers nothing."""
    heard: list[str] = []
    with Store(world.engine).read(world.clock.now()) as work:
        event.listen(world.engine, "before_cursor_execute", lambda _conn, _cursor, asked, *_: heard.append(asked))
        assert len(overviews.agenda(work, cycles.get(work, 1)).rows) == len(KEYS)
    return heard


def surfaces(world: World) -> list[dict[str, Any]]:
    with world.engine.connect() as connection:
        return [dict(one) for one in connection.execute(surface.select()).mappings()]
