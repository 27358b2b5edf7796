"""One campaign: the story told with processes that die, and compared with the story told in peace."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from bot.store.engine import make_engine
from tests.campaign.field import TROUBLE, Field
from tests.campaign.verdict import Outcome, not_sent, outcome, verdict
from tests.crash import story
from tests.crash.weeks import script
from tests.support.world import World

REST: Final = timedelta(hours=4)  # of the workspace's time, in which everything comes to rest


@dataclass
class Told:
    """What came of it. `struck` counts the workspace's faults."""

    kills: int = 0
    starts: int = 0
    struck: int = 0
    messages: int = 0
    answers: int = 0
    seconds: float = 0.0
    violations: list[str] = field(default_factory=list)


def in_peace(days: int) -> Outcome:
    """In one process, and nothing goes wrong."""
    engine = make_engine("sqlite://")
    world = World(story.START, engine)
    world.furnish(story.PLAN.read_text())
    story.tell(world, lambda mark: None, script(days), days)
    state, bot = world.workspace.state, world.installed.bot_user
    called = {one.id: one.name for one in state.users.values()}
    for one in state.conversations.values():
        called[one.id] = one.name or called[min(one.members - {bot})]
    told = outcome(engine, world.bot_messages(), called)
    engine.dispose()
    return told


def campaign(database: str | None, replicas: int, kills: int, days: int, seed: int, expected: Outcome) -> Told:
    """So many kills at most, for as long as the story lasts; `database` None: an SQLite file."""
    began = time.monotonic()
    with Field(database, replicas, seed) as played:
        played.spoil(*TROUBLE, seed=seed)
        played.kill_at_random(kills)
        for entry in script(days):
            played.run_until(story.instant_of(entry))
            entry[2](played)
        end = story.START.replace(hour=12) + timedelta(days=days)
        played.run_until(end - REST)
        struck = played.struck()
        played.end_of_trouble()
        played.run_until(end)
        engine = make_engine(played.database)
        found = outcome(engine, played.messages(), played.called())
        engine.dispose()
        told = Told(played.kills, played.starts, struck, sum(found.names.values()))
        failed = played.whole_log().partition("Traceback")[2][:3000]
    told.answers = sum(found.records["answer"].values())
    told.violations = list(verdict(found, expected))
    told.violations += [one for one in not_sent(found) if told.violations]
    told.violations += [f"a piece of work failed:{failed}"] if failed else []
    told.seconds = time.monotonic() - began
    return told
