"""A unit in a sandbox workspace with the courier at work: what it does is seen in Slack, never in the courier."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from bot.clocks import Clocks, SlackClock
from bot.courier import Courier
from bot.facts.records import IndicatorRow, MessageRow, RequestRow
from bot.ports import Clock, Json
from bot.routines import answering, showing
from bot.routines.answering import Recorded, Typed
from bot.store import cycles, ledger, people, plan, requests, surfaces
from bot.store.engine import make_engine
from bot.store.restored import Restored
from bot.store.unit import Store
from domain.people import Role
from domain.request import RequestState
from sandbox.workspace import Workspace
from tests.support.charts import InlineCharts
from tests.support.clock import MovedClock
from tests.support.plans import INDICATOR, PRIORITY, ROUTINE, SEPTEMBER, UNIT, Member, allow
from tests.support.slack import Died, WorkspaceSlack

MORNING = datetime(2017, 10, 3, 8, 0, tzinfo=UTC)  # a Tuesday, 9:00 in London
MEETING = date(2017, 10, 18)
KEY = b"a secret of this deployment"
STEPS = 2000  # more than any test needs: whoever gets there is going round in circles


class World:
    """Two people, three channels, a plan, and a courier on a database at `url`.

    `die_at` ends the process after that commit of the courier's (1 the first); what is in `after_commit` happens
    after that commit, in another process.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = MovedClock(MORNING)
        self.workspace = Workspace(self.clock.now, monotonic=self.clock.monotonic)
        self.app = self.workspace.install_app("stocktake")
        self.owner = self.workspace.add_person("owner", "data owner")
        self.staff = self.workspace.add_person("staff", "delivery unit staff")
        members = (self.staff, self.owner, self.app.bot_user)
        self.waits = self.workspace.add_channel("emergency-waits", members=members)
        self.unit = self.workspace.add_channel("delivery-unit", members=members)
        self.slack = WorkspaceSlack(self.workspace, self.app.bot_token)
        self.charts = InlineCharts()
        self.names = count(1)
        self.die_at = 0
        self.after_commit: dict[int, Callable[[], None]] = {}
        self.commits = 0
        self.running = False
        self.start()
        self._save_plan()

    def start(self) -> None:
        """A new process on the same records."""
        arguments = {"factory": self._connections()} if self.url.startswith("sqlite") else {}
        self.engine = make_engine(self.url, **arguments)
        self.store = Store(self.engine)
        self.courier = self.new_courier()

    def new_courier(
        self, store: Store | None = None, clock: Clock | None = None, restored: Restored | None = None
    ) -> Courier:
        """Another worker, perhaps by connections of its own, perhaps by a clock of its own."""
        clock = clock or self.clock
        clocks = Clocks(clock, [SlackClock(self.slack)])
        return Courier(
            store or self.store, clock, self.slack, self.charts, self.token, key=KEY, clocks=clocks, restored=restored
        )

    def token(self) -> str:
        return f"token{next(self.names)}"

    def run(self, until: datetime | None = None) -> None:
        """Let the courier work until nothing is left, or until an instant, moving the clock as it asks."""
        self.running = True
        try:
            self._run(until)
        finally:
            self.running = False

    def _run(self, until: datetime | None) -> None:
        for _ in range(STEPS):
            if self.courier.step(self.clock.now()):
                continue
            following = self.courier.next_at(self.clock.now())
            if following is None or (until is not None and following > until):
                return
            assert following > self.clock.now(), "nothing to do now, and yet it asks to be called now"
            self.clock.wait(following)
        raise AssertionError("the courier never rests")

    def run_through_deaths(self, until: datetime | None = None) -> int:
        """Likewise, and start a new process whenever one dies. How often one died."""
        for died in range(10):
            try:
                self.run(until)
            except Died:
                self.engine.dispose()
                self.start()
            else:
                return died
        raise AssertionError("it dies again and again")

    def sleep_while_another_works(self) -> None:
        """Longer than a lease; the other process does all it finds, also what the lease had kept from it.

        And a little longer: Slack's limit of one post a second keeps nobody from posting twice.
        """
        engine = make_engine(self.url)
        other = self.new_courier(Store(engine))
        self.pass_time(100)
        for _ in range(STEPS):
            if not other.step(self.clock.now()):
                following = other.next_at(self.clock.now())
                if following is None or following > self.clock.now() + timedelta(minutes=5):
                    break
                self.clock.wait(following)
        self.pass_time(5)
        engine.dispose()

    def say(self, lane: str, text: str, *, priority: int = 1, parent: int | None = None, **more: Any) -> int:
        """Plan a short message; its id."""
        with self.store.write(self.clock.now()) as work:
            planned = ledger.plan(
                work,
                key=f"notice:{text}",
                kind="notice",
                subject="unit:1",
                lane=lane,
                priority=priority,
                parent=parent,
                details={"code": "claimed", "values": {"label": text}},
                **more,
            )
        assert planned is not None
        return planned

    def ask(self) -> tuple[RequestRow, int]:
        """September asked of the owner: the request, and the id of the message that asks."""
        with self.store.write(self.clock.now()) as work:
            allow(work)
            row = requests.ensure(
                work,
                cycle_id=self.cycle.id,
                indicator_key="A1",
                period=SEPTEMBER,
                person_id=self.owner,
                due_at=datetime(2017, 10, 10, 16, 0, tzinfo=UTC),
                state=RequestState.SENT,
            )
            planned = ledger.plan(
                work,
                key=f"request:{row.id}",
                kind="request",
                subject=f"asked:{self.cycle.id}:{self.owner}",
                lane=self.owner,
                priority=1,
                surface=True,
            )
            assert planned is not None
            requests.set_message(work, row.id, planned)
        return replace(row, message_id=planned), planned

    def answer(self, request_id: int, seen: int, all_patients: int) -> None:
        """The owner gives September's figure, and a reading of it is planned."""
        with self.store.write(self.clock.now()) as work:
            typed = Typed(numerator=str(seen), denominator=str(all_patients), sure=True)
            given = answering.answer(
                work,
                people.need(work, self.owner),
                request_id,
                typed,
                receipt=f"view:{request_id}:{seen}",
                way="modal",
            )
        assert isinstance(given, Recorded)

    def touch(self, subject: str) -> None:
        """What is shown of this subject may have changed, and nobody knows what it says in Slack."""
        with self.store.write(self.clock.now()) as work:
            surfaces.unsure(work)
            if subject.startswith("request:"):
                showing.request(work, requests.get(work, int(subject.partition(":")[2])))
            else:
                surfaces.touch(work, subject)

    def row(self, message_id: int) -> MessageRow:
        with self.store.read(self.clock.now()) as work:
            found = ledger.get(work, message_id)
        assert found is not None
        return found

    def states(self) -> list[str]:
        """Of all messages, in the order they were planned."""
        with self.store.read(self.clock.now()) as work:
            return [row.state for row in self._all(work)]

    def posted(self, channel: str) -> list[Json]:
        """What the bot said in a conversation, threads included, the oldest first."""
        found = self._read("conversations.history", channel=channel)
        for first in [said for said in found if said.get("reply_count")]:
            thread = self._read("conversations.replies", channel=channel, ts=first["ts"])
            found += [said for said in thread if said["ts"] != first["ts"]]
        ours = [said for said in found if said.get("user") == self.app.bot_user]
        return sorted(ours, key=lambda said: str(said["ts"]))

    def texts(self, channel: str) -> list[str]:
        return [str(said["text"]) for said in self.posted(channel)]

    def dm(self, person: str) -> str:
        """The id of the bot's conversation with a person."""
        return str(self._ask("conversations.open", users=person)["channel"]["id"])

    def pass_time(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    def _ask(self, method: str, **arguments: Any) -> Json:
        return dict(self.workspace.call(method, arguments, self.app.bot_token))

    def _read(self, method: str, **arguments: Any) -> list[Json]:
        found: list[Json] = []
        cursor = ""
        while True:
            body = self._ask(method, **arguments, include_all_metadata=True, limit=200, cursor=cursor)
            found += body["messages"]
            cursor = body.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return found

    def _all(self, work: Any) -> list[MessageRow]:
        rows = (ledger.get(work, number) for number in range(1, 100))
        return [row for row in rows if row is not None]

    def _save_plan(self) -> None:
        with self.store.write(self.clock.now()) as work:
            allow(work)
            members = (Member(self.owner, "data owner"), Member(self.staff, "delivery unit staff"))
            people.upsert_directory(work, members)
            people.set_role(work, self.staff, Role.STAFF)
            plan.save_unit(work, replace(UNIT, channel=self.unit))
            priority = replace(PRIORITY, channel=self.waits, principal_id=self.staff, leader_id=self.owner)
            plan.save_priority(work, priority)
            plan.save_indicator(work, IndicatorRow(INDICATOR, "A1", self.owner))
            plan.save_routine(work, replace(ROUTINE, principal_id=self.staff, chair_id=self.staff))
            self.cycle = cycles.ensure(work, "stocktake", MEETING)

    def _connections(self) -> type[sqlite3.Connection]:
        world = self

        class Mortal(sqlite3.Connection):
            """Ends the process after one commit of the courier's that changed something."""

            known = 0

            def commit(self) -> None:
                counts = world.running and self.total_changes > self.known
                self.known = self.total_changes
                world.commits += counts
                super().commit()
                if counts and world.commits == world.die_at:
                    raise Died
                if counts and world.commits in world.after_commit:
                    world.running = False
                    world.after_commit[world.commits]()
                    world.running = True

        return Mortal
