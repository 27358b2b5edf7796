"""A crash at every point of ten days: `python -m tests.crash.explore [--shard 0/2] [--days 40] [--pairs 2]`.

The story is told once without a crash. Then it is told again, and at each point where the bot can die the whole
process forks: the child dies there and goes on to the end with a new bot over the same records and the same workspace,
the parent goes on without a crash to the next point. Points between which nothing was kept and nothing was said
leave the same world behind, so that one of them stands for all.

A child whose records, timetable and workspace have become those of the run without a crash at the same hour has
nothing left to show and ends there; some, and with --to-the-end each, go on to the last day. At the end
each message was sent exactly once, each answer is recorded exactly once, and everybody reads the same.
"""

import argparse
import gc
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import select

from bot.ports import SlackUnknown
from bot.store import tables
from bot.store.engine import make_engine
from sandbox.people import rendered
from tests.crash import story
from tests.crash.points import HookedConnection, HookedSlack, one_connection
from tests.crash.weeks import script
from tests.support.slack import Died
from tests.support.world import World

Fingerprint = tuple[Any, ...]
TO_THE_END: Final = 150  # every so manyeth child goes to the last day
SOON: Final = 60  # points within which a second death comes
RECOVERED: Final = timedelta(minutes=20)  # after a crash; then a look is worth it
CLOCK: Final = re.compile(r"\b\d\d:\d\d\b")  # "posted at 10:01" by a bot that died at 10:00
INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.+]+")


@dataclass
class Explorer:
    """One telling of the story. `base` has the run without a crash: by hour, and at the end."""

    shard: int
    shards: int
    all_to_the_end: bool
    days: int = story.DAYS
    pairs: int = 0
    seed: int = 1
    base: dict[datetime, Fingerprint] = field(default_factory=dict)
    points: int = 0
    explored: int = 0
    failures: list[str] = field(default_factory=list)
    child: str = ""
    died_at: datetime | None = None
    again_in: int = 0
    goes_on: bool = False

    def hook(self, name: str) -> None:
        """At a point where the bot can die."""
        if self.child:
            self._die_again(name)
            return
        if not self._is_new(name):
            return
        self.points += 1
        if self.points % self.shards == self.shard:
            for again in range(max(self.pairs, 1)):
                self._fork(name, again)

    def _fork(self, name: str, again: int) -> None:
        self.explored += 1
        sys.stdout.flush()
        gc.freeze()  # a collection in the child would copy every page of the parent's
        pid = os.fork()
        if pid == 0:
            if self.pairs:
                self.again_in = Random(f"{self.seed} {self.points} {again}").randint(1, SOON)
            self._be_child(name)
        _, status = os.waitpid(pid, 0)
        if status:
            self.failures.append(f"point {self.points} ({name}, {self.world.clock.now()}): see above")

    def _die_again(self, name: str) -> None:
        """Of a pair, the second death."""
        self.again_in -= 1
        if self.again_in == 0:
            self.child, self.died_at = f"{self.child} at {self.died_at}, then {name}", self.world.clock.now()
            raise Died

    def look(self, mark: datetime) -> None:
        """At a fixed hour: the base is kept, a child compares."""
        if not self.child:
            self.base.setdefault(mark, fingerprint(self.world))
        elif self.goes_on or self.again_in > 0 or self.died_at is None or mark <= self.died_at + RECOVERED:
            return
        elif fingerprint(self.world) == self.base[mark]:
            os._exit(0)

    def tell(self, *, dying: bool) -> World:
        """The story from its beginning; `dying`: every point from then on is one to die at."""
        engine = make_engine("sqlite://", factory=one_connection())
        self.world = World(story.START, engine)
        self.world.slack = HookedSlack(self.world.workspace, self.world.installed.bot_token)
        self.world.furnish(story.PLAN.read_text())
        if dying:
            HookedConnection.hook = staticmethod(self.hook)
            HookedSlack.hook = staticmethod(self.hook)
        story.tell(self.world, self.look, script(self.days), self.days)
        return self.world

    def _is_new(self, name: str) -> bool:
        """Whether dying here leaves another world than dying at the point before.

        Before a commit or a call it is that of the commit or the call before, and what the process had in mind is
        lost either way; but not while a payload is handled: it has left Slack, and dies unanswered.
        """
        return not name.startswith("before") or self.world.handling

    def _be_child(self, name: str) -> None:
        gc.disable()
        self.child, self.died_at = name, self.world.clock.now()
        self.goes_on = self.all_to_the_end or self.explored % TO_THE_END == 0
        if name.startswith("unanswered"):
            raise SlackUnknown("the connection dropped after the call was accepted")
        raise Died


def fingerprint(world: World) -> Fingerprint:
    """Everything that matters, without the instants and tokens that a retry changes."""
    with world.engine.connect() as conn:

        def rows(*columns: Any) -> list[Any]:
            return sorted(INSTANT.sub("", repr(tuple(row))) for row in conn.execute(select(*columns)))

        message, due, action = tables.message.c, tables.due.c, tables.action.c
        request, answer, surface = tables.request.c, tables.answer.c, tables.surface.c
        figure = tables.observation.c
        held = conn.execute(select(tables.lane.c.key).where(tables.lane.c.lease.is_not(None))).all()
        records = (
            rows(message.key, message.state, message.carried),
            rows(due.key, due.state, due.due_at),
            rows(request.id, request.state, request.promised_for),
            rows(answer.request_id, answer.way, answer.for_summary),
            rows(figure.indicator_key, figure.period, figure.value, figure.submitted_by),
            rows(action.id, action.state, action.due_on),
            rows(tables.cycle.c.id, tables.cycle.c.state, tables.cycle.c.frozen_at),
            rows(tables.assessment.c.priority_key, tables.assessment.c.likelihood, tables.assessment.c.capacity),
            rows(surface.message_id, surface.wanted <= surface.shown),
            rows(tables.stray.c.text),
        )
    return (*records, len(held), said(world))


def said(world: World) -> list[tuple[str, str]]:
    """What the bot's messages say now, and where; times of day left out, which a restart may move."""
    places = {
        # Conversations are numbered in the order in which they were opened; whose they are does not depend on that.
        one.id: one.name or min(one.members - {world.installed.bot_user})
        for one in world.workspace.state.conversations.values()
    }
    return sorted((places[message["channel"]], CLOCK.sub("", rendered(message))) for message in world.bot_messages())


def violations(world: World, base: World) -> Iterator[str]:
    """What is not as it would be without a crash."""
    names = Counter(message["metadata"]["event_payload"]["id"] for message in world.bot_messages())
    for name, count in names.items():
        if count > 1:
            yield f"posted {count} times: {name}"
    missing, extra = Counter(said(base)), Counter(said(world))
    for where, text in missing - extra:
        yield f"lost in {where}: {text[:150]}"
    for where, text in extra - missing:
        yield f"new in {where}: {text[:150]}"
    for one, other in zip(fingerprint(world)[2:8], fingerprint(base)[2:8], strict=True):
        if one != other:
            yield f"records differ: {one} instead of {other}"


def explore(explorer: Explorer) -> Explorer:
    """Both tellings, and what came of every crash."""
    HookedConnection.hook = HookedSlack.hook = None
    plain = replace(explorer, base={})
    base = plain.tell(dying=False)
    explorer.base = plain.base
    try:
        world = explorer.tell(dying=True)
    except BaseException as failed:
        if explorer.child:
            print(f"after {explorer.child} at {explorer.died_at}: {type(failed).__name__}: {failed}", flush=True)
            os._exit(1)
        raise
    if explorer.child:
        found = list(violations(world, base))
        for one in found:
            print(f"after {explorer.child} at {explorer.died_at}: {one}", flush=True)
        os._exit(1 if found else 0)
    return explorer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shard", default="0/1", help="which part of the points, like 0/2")
    parser.add_argument("--to-the-end", action="store_true", help="every child, not some")
    parser.add_argument("--days", type=int, default=story.DAYS, help="from 10 to 40")
    parser.add_argument("--pairs", type=int, default=0, help="so many pairs of deaths from each point on")
    parser.add_argument("--seed", type=int, default=1, help="of the second death of each pair")
    given = parser.parse_args()
    shard, shards = map(int, given.shard.split("/"))
    started = time.monotonic()
    explorer = explore(Explorer(shard, shards, given.to_the_end, given.days, given.pairs, given.seed))
    took = time.monotonic() - started
    print(
        f"points={explorer.points} explored={explorer.explored} violations={len(explorer.failures)} seconds={took:.0f}"
    )
    return 1 if explorer.failures or not explorer.explored else 0


if __name__ == "__main__":
    sys.exit(main())
