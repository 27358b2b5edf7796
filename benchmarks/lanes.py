"""Four workers at once on one database: is every lane in its order, a second between posts, no reply before its parent?

    python -m benchmarks.lanes [--messages 5000] [--workers 4]

Each worker is a thread with connections of its own and the real courier, on a clock that all share; it goes on once
all of them wait. What is counted is read from the workspace: messages that are missing or there twice, that stand
elsewhere in their conversation than their order says, that came less than a second after another one, in their
conversation or anywhere, and replies that came before what they reply to.
"""

import argparse
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from time import perf_counter
from typing import Any, Final

from benchmarks.databases import both, machine
from bot.clocks import Clocks
from bot.courier.courier import Courier
from bot.courier.gear import opaque_id
from bot.ports import Json
from bot.store import ledger
from bot.store.engine import make_engine
from bot.store.unit import Store, StoreBusy, Work
from tests.bot.courier.world import KEY, World
from tests.support.slack import WorkspaceSlack

GROUPS: Final = 5  # in a lane
ORDER: Final = (
    ("chase", 2, None),
    ("request", 1, None),
    ("reply", 0, 1),
    ("second", 0, 1),
    ("deep", 0, 2),
    ("last", 1, None),
)
"""What is planned in a group: its name, its priority, and which of the group it replies to."""

SPACING: Final = 1.0  # seconds


@dataclass(frozen=True)
class Planned:
    """A message as it was planned; `parent` is an id."""

    id: int
    text: str
    lane: str
    priority: int
    parent: int | None


class SharedClock:
    """Goes on to the next instant that anybody waits for, as soon as everybody waits."""

    def __init__(self, now: datetime, workers: int) -> None:
        self._now = now
        self._begun = now
        self._workers = workers
        self._waiting: list[datetime] = []
        self._moved = threading.Condition()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._begun).total_seconds()

    def wait(self, until: datetime | None) -> None:
        """Nobody wakes anybody: what is asked for stands in the database."""
        assert until is not None
        with self._moved:
            self._waiting.append(until)
            if len(self._waiting) == self._workers:
                self._go_on()
            else:
                self._moved.wait_for(lambda: self._now >= until)

    def leave(self) -> None:
        """One of them is done."""
        with self._moved:
            self._workers -= 1
            if self._waiting and len(self._waiting) == self._workers:
                self._go_on()

    def _go_on(self) -> None:
        self._now = max(self._now, min(self._waiting))
        self._waiting = [one for one in self._waiting if one > self._now]
        self._moved.notify_all()


class OneAtATime(WorkspaceSlack):
    """A worker's line to the workspace, which is one object for all."""

    turn = threading.Lock()

    def call(self, method: str, **arguments: Any) -> Json:
        with self.turn:
            return super().call(method, **arguments)


@dataclass(frozen=True)
class Wrong:
    """How many messages are not as they should be, by what is wrong with them."""

    lost: int
    doubled: int
    order: int
    spacing: int
    parents: int


def plan(work: Work, lane: str, group: int) -> Iterable[Planned]:
    """One group of messages in a lane."""
    ids: list[int] = []
    for name, priority, answers in ORDER:
        text, parent = f"{lane} {group} {name}", None if answers is None else ids[answers]
        said = {"code": "claimed", "values": {"label": text}}
        planned = ledger.plan(
            work, key=text, kind="notice", subject="unit:1", lane=lane, priority=priority, parent=parent, details=said
        )
        assert planned is not None
        ids.append(planned)
        yield Planned(planned, text, lane, priority, parent)


def expected(planned: Sequence[Planned]) -> list[str]:
    """The order of a lane: the most urgent whose parent is there, among equals the first planned."""
    waiting = sorted(planned, key=lambda one: (one.priority, one.id))
    there: set[int | None] = {None}
    order: list[str] = []
    while waiting:
        following = next(one for one in waiting if one.parent in there)
        waiting.remove(following)
        there.add(following.id)
        order.append(following.text)
    return order


def work_off(courier: Courier, clock: SharedClock) -> None:
    """Until nothing is left. Busy records are tried again, as the running bot does."""
    while True:
        try:
            if courier.step(clock.now()):
                continue
            following = courier.next_at(clock.now())
        except StoreBusy:
            continue
        if following is None:
            clock.leave()
            return
        clock.wait(max(following, clock.now() + timedelta(milliseconds=1)))


def wrong(world: World, planned: Sequence[Planned]) -> Wrong:
    """Read from the workspace."""
    names = {opaque_id(KEY, one.text): one for one in planned}
    posted = sorted(
        (float(said["ts"]), names[said["metadata"]["event_payload"]["id"]])
        for conversation in world.workspace.state.conversations.values()
        for said in conversation.messages
        if "metadata" in said
    )
    at = {one.id: ts for ts, one in reversed(posted)}
    lanes = {one.lane: [other for _, other in posted if other.lane == one.lane] for one in planned}
    return Wrong(
        lost=len(planned) - len(at),
        doubled=len(posted) - len(at),
        order=sum(_misplaced(said, [one for one in planned if one.lane == lane]) for lane, said in lanes.items()),
        spacing=sum(later - sooner < SPACING - 1e-3 for (sooner, _), (later, _) in pairwise(posted)),
        parents=sum(one.parent is not None and at.get(one.parent, ts) >= ts for ts, one in posted),
    )


def _misplaced(posted: Sequence[Planned], planned: Sequence[Planned]) -> int:
    return sum(one.text != wanted for one, wanted in zip(posted, expected(planned), strict=False))


def run(url: str, messages: int, workers: int) -> tuple[int, Wrong, int]:
    """How many were planned, what is wrong, and how many calls were refused."""
    world = World(url)
    clock = SharedClock(world.clock.now(), workers)
    world.workspace.state.clock = clock.now
    members = (world.staff, world.app.bot_user)
    count = -(-messages // (len(ORDER) * GROUPS))
    lanes = [world.workspace.add_channel(f"lane-{number}", members=members) for number in range(count)]
    with world.store.write(clock.now()) as work:
        planned = [one for lane in lanes for group in range(GROUPS) for one in plan(work, lane, group)]
    lines = [OneAtATime(world.workspace, world.app.bot_token) for _ in range(workers)]
    engines = [make_engine(url) for _ in lines]
    couriers = [
        Courier(Store(engine), clock, line, world.charts, world.token, key=KEY, clocks=Clocks(clock, []))
        for engine, line in zip(engines, lines, strict=True)
    ]
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(work_off, courier, clock) for courier in couriers]:
            done.result()
    for engine in (*engines, world.engine):
        engine.dispose()
    tried = sum(len(line.called("chat.postMessage")) for line in lines)
    return len(planned), wrong(world, planned), tried - len(planned)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    print(f"{machine()}; {given.workers} workers")
    print("| | messages | lost | twice | out of order | too close | before their parent | posted again | seconds |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    with both() as kinds:
        for kind, databases in kinds.items():
            began = perf_counter()
            count, found, again = run(databases.fresh(), given.messages, given.workers)
            numbers = (count, found.lost, found.doubled, found.order, found.spacing, found.parents, again)
            print(f"| {kind} | {' | '.join(map(str, numbers))} | {perf_counter() - began:.0f} |", flush=True)


if __name__ == "__main__":
    main()
