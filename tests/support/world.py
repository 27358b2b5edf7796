"""A whole world in one process and one thread: a workspace, the bot over it, people, and a clock that is moved.

What the workspace has for the bot waits in a queue and is handed over by `pump`, as a socket would, so that nothing
happens inside something else. `crash` is how the bot dies: an exception that nothing catches but the world, which
then builds the bot anew over the same database.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import Engine

from bot.app import Bot, build
from bot.files.plan import Plan
from bot.files.reading import read_plan
from bot.ports import Charts, Json
from bot.routines import importing
from bot.routines.importing import Resolved
from bot.store import people
from domain.people import Role
from sandbox.people import Person
from sandbox.state import Delivery
from sandbox.workspace import Installed, Workspace
from tests.support.charts import InlineCharts
from tests.support.clock import MovedClock
from tests.support.slack import Died, WorkspaceSlack

LONGEST = timedelta(days=400)


class World:
    """`cast` maps handles to user ids; `bot` is the running bot. Acts of people go through `person`."""

    def __init__(self, start: datetime, engine: Engine, *, limits: bool = True, charts: Charts | None = None) -> None:
        self.clock = MovedClock(start)
        self.workspace = Workspace(self.clock.now, limits=limits, monotonic=self.clock.monotonic)
        self.workspace.outlet = self._take
        self.installed: Installed = self.workspace.install_app("Stocktake")
        self.slack = WorkspaceSlack(self.workspace, self.installed.bot_token)
        self.charts = charts or InlineCharts()
        self.engine = engine
        self.cast: dict[str, str] = {}
        self.channels: dict[str, str] = {}
        self.crashes = 0
        self.handling = False  # a payload has been handed over and is not answered
        self._numbers = count(1)
        self._waiting: deque[Delivery] = deque()
        self._after_acks: deque[Callable[[], None]] = deque()
        self._bot: Bot | None = None

    # Furnishing

    def invite(self, handle: str, **more: Any) -> str:
        """Somebody joins the workspace; `handle` is the name after the @."""
        name = handle.replace("-", " ").capitalize()
        self.cast[handle] = self.workspace.add_person(handle, name, **more)
        return self.cast[handle]

    def open_channel(self, name: str, *, private: bool = False) -> str:
        """A channel with everybody and the bot in it."""
        members = (*self.cast.values(), self.installed.bot_user)
        self.channels[name] = self.workspace.add_channel(name, members, private=private)
        return self.channels[name]

    def furnish(self, text: str, **locales: str) -> Plan:
        """People and channels of a plan, the bot started, the plan imported by the unit's head."""
        plan = _read(text)
        for one in plan.people:
            self.invite(one.slack.removeprefix("@"), locale=locales.get(one.slack.removeprefix("@"), "en-GB"))
        for channel in plan.channels():
            self.open_channel(channel.removeprefix("#"), private=plan.must_be_private(channel))
        self.boot()
        self.import_plan(plan)
        return plan

    def import_plan(self, plan: Plan) -> None:
        resolved = Resolved(
            {one.key: self.cast[one.slack.removeprefix("@")] for one in plan.people},
            {f"#{name}": channel for name, channel in self.channels.items()},
        )
        head = next(one for one in plan.people if one.role is Role.HEAD)
        with self.bot.store.write(self.clock.now()) as work:
            people.set_role(work, resolved.people[head.key], Role.HEAD)
            importing.import_plan(work, people.need(work, resolved.people[head.key]), plan, resolved)

    # Running

    @property
    def bot(self) -> Bot:
        assert self._bot is not None, "boot first"
        return self._bot

    def boot(self) -> None:
        """Build the bot over the database as it is. What a dead one had in mind is lost."""
        self._after_acks.clear()
        self.handling = False
        self._bot = build(self.clock, self.slack, self.charts, self._id, self.engine, after_ack=self._after_acks.append)

    @contextmanager
    def surviving(self) -> Iterator[None]:
        """If the bot dies in here it is built anew; whatever it left unanswered is unanswered."""
        try:
            yield
        except Died:
            self.crashes += 1
            self._bury()
            self._boot_until_it_lives()

    def _boot_until_it_lives(self) -> None:
        while True:
            try:
                self.boot()
            except Died:
                self.crashes += 1
            else:
                return

    def _bury(self) -> None:
        for delivery in list(self.workspace.state.deliveries.values()):
            if delivery.state == "pending" and delivery.retry_at is None and delivery not in self._waiting:
                self.workspace.unanswered(delivery.id)

    def settle(self) -> datetime | None:
        """Everything that can happen at this moment happens; when there will be more."""
        while True:
            with self.surviving():
                wake = self.bot.step(self.clock.now())
                again = bool(self._waiting) or self.workspace.redeliver_due() > 0
                self.pump()
                if not again:
                    instants = [one for one in (wake, self.workspace.next_retry()) if one is not None]
                    return min(instants, default=None)

    def run_until(self, instant: datetime) -> None:
        """Step from one due instant to the next, up to and with `instant`."""
        while True:
            wake = self.settle()
            if wake is None or wake > instant:
                break
            self.clock.move_to(max(wake, self.clock.now() + timedelta(microseconds=1)))
        if self.clock.now() < instant:
            self.clock.move_to(instant)
        self.settle()

    def pump(self) -> None:
        """Hand over what waits for the bot, and let it do what it does after its acks."""
        while self._waiting or self._after_acks:
            if self._waiting:
                self._hand_over(self._waiting.popleft())
            while self._after_acks:
                self._after_acks.popleft()()

    # People

    def person(self, handle: str) -> Person:
        return Person(self.act, self.cast[handle], wait=self._wait)

    def act(self, user: str, name: str, args: Mapping[str, Any]) -> Json:
        """One act of a person and what the bot does of it. A bot that dies of it leaves the person with an error."""
        done = self.workspace.act(user, name, args)
        with self.surviving():
            self.pump()
        return done

    def soon(self, condition: Callable[[], bool]) -> bool:
        """Whether it holds: nothing happens here by itself."""
        return condition()

    def bot_messages(self) -> list[Json]:
        """Everything the bot posted, wherever, in the order of time."""
        found = [
            {**message, "channel": conversation.id}
            for conversation in self.workspace.state.conversations.values()
            for message in conversation.messages
            if message.get("app_id")
        ]
        return sorted(found, key=lambda message: float(message["ts"]))

    def _wait(self, condition: Callable[[], bool], what: str) -> None:
        return

    def _id(self) -> str:
        return f"id{next(self._numbers):024d}"

    def _take(self, delivery: Delivery) -> None:
        self._waiting.append(delivery)

    def _hand_over(self, delivery: Delivery) -> None:
        if self._bot is None:
            self.workspace.unanswered(delivery.id)
            return
        headers: dict[str, str | Sequence[str]] = {}
        if delivery.attempt:
            headers["x-slack-retry-num"] = str(delivery.attempt)
        self.handling = True
        response = self._bot.dispatch(BoltRequest(mode="socket_mode", body=delivery.payload, headers=headers))
        self.handling = False
        self.workspace.acknowledge(delivery.id, response.status, read_body(response) or None)


@cache
def _read(text: str) -> Plan:
    return read_plan(text, "plan.yaml")


def read_body(response: BoltResponse) -> Any:
    """What an answer to Slack says, as plain values when it is JSON."""
    if response.body and response.headers.get("content-type", [""])[0].startswith("application/json"):
        return json.loads(response.body)
    return response.body
