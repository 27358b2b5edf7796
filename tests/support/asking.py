"""A world where September was just asked for, what its records hold, and deliveries that nobody's Slack would send."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import Engine, select
from sqlalchemy import Table as Records

from bot.ports import Json
from bot.store.tables import answer, observation, stray
from demo import story
from sandbox import deliveries
from sandbox.people import Person
from tests.support.databases import in_memory
from tests.support.world import World

ASKED: Final = datetime(2017, 9, 27, 8, 5, tzinfo=UTC)
AFTER: Final = datetime(2017, 10, 2, 8, 5, tzinfo=UTC)  # September is over
SMALL: Final = story.EXAMPLES / "small-unit.yaml"
REST: Final = timedelta(seconds=30)
REQUEST: Final = "for the stocktake on Wed 18 Oct"
TOP, BOTTOM = "1726934", "1925961"  # 89.67 %


def asked_world(
    engine: Engine | None = None, *, at: datetime = AFTER, locales: Mapping[str, str] | None = None
) -> World:
    """The example's unit, both analysts asked and nobody having answered; `locales` are people's by their handle."""
    world = World(story.START, engine or in_memory())
    world.furnish(SMALL.read_text(), **(locales or {}))
    world.run_until(at)
    return world


def rest(world: World) -> None:
    """Let the bot say what it has to say."""
    world.run_until(world.clock.now() + REST)


def open_answer(world: World, handle: str) -> Person:
    """This analyst, with the answer's modal open."""
    person = world.person(handle)
    person.press(person.find(REQUEST), "Answer")
    assert person.modal()["submit"]
    return person


def say(world: World, handle: str, text: str) -> Person:
    """This analyst, having replied to the request, and the bot having had time to answer."""
    person = world.person(handle)
    person.reply(person.find(REQUEST), text)
    rest(world)
    return person


def rows(world: World, table: Records) -> list[Json]:
    """All rows of a table, in their order."""
    with world.engine.connect() as connection:
        found = connection.execute(select(table).order_by(table.c.id)).mappings()
        return [dict(one) for one in found]


def answers(world: World) -> list[Json]:
    return rows(world, answer)


def figures(world: World) -> list[str]:
    """What was observed for September, as printed numbers, in the order it came."""
    return [f"{one['value']:f}" for one in rows(world, observation) if str(one["period"]) == "2017-09"]


def strays(world: World) -> list[tuple[str, str]]:
    """What was said and could not be taken: why, and the text."""
    return [(str(one["why"]), str(one["text"])) for one in rows(world, stray)]


def latest(world: World, kind: str) -> Json:
    """A copy of the payload of this type that the bot was sent last."""
    found = [one.payload for one in world.workspace.state.deliveries.values() if one.payload.get("type") == kind]
    return deepcopy(found[-1])


def by(world: World, handle: str, payload: Json) -> Json:
    """The same payload, had it come from somebody else."""
    user = world.workspace.state.users[world.cast[handle]]
    trigger = deliveries.trigger(world.workspace.state, user.id)
    return {**deepcopy(payload), "user": deliveries.actor(user), "trigger_id": trigger}


def deliver(world: World, payload: Json) -> BoltResponse:
    """Hand a payload to the bot, past everybody's Slack; its answer as it would go over the wire."""
    response = world.bot.dispatch(BoltRequest(mode="socket_mode", body=payload))
    world.pump()
    return response


def content(response: BoltResponse) -> Any:
    """What the app answered, parsed."""
    return json.loads(response.body) if response.body else {}
