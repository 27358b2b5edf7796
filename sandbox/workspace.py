"""A Slack workspace: what an app may call, what people can do, and what the app is told. No thread, no socket."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sandbox import (
    acks,
    acting,
    answers,
    conversations,
    deliveries,
    fault_calls,
    fault_delivery,
    files,
    happenings,
    methods,
)
from sandbox.errors import NotThere as NotThere
from sandbox.errors import RateLimited as RateLimited
from sandbox.errors import SlackError
from sandbox.faults import Fault
from sandbox.state import App, Conversation, Delivery, Json, State, User

UPLOAD, RESPONSE_URL = "upload", "response_url"  # what faults call them


@dataclass(frozen=True)
class Installed:
    """An installed app's names and secrets."""

    bot_user: str
    app_id: str
    bot_token: str
    app_token: str
    signing_secret: str


class Workspace:
    """`clock` is what people see; `monotonic` ages triggers. With `limits` an app may be told to come back later.

    `burst` messages may come at once to a quiet conversation; a file can be shown once it was asked about
    `files_ready_after` times. Everything is in `state`, and nothing happens but by a call.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        limits: bool = True,
        burst: int = 1,
        files_ready_after: int = 0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.state = State(clock, monotonic, limits=limits, burst=burst, files_ready_after=files_ready_after)

    # What is there

    def add_person(
        self,
        name: str,
        real_name: str,
        *,
        tz: str = "Europe/London",
        locale: str = "en-GB",
        guest: bool = False,
        admin: bool = False,
        title: str = "",
    ) -> str:
        """A person's id."""
        user = User(self.state.new_id("U"), name, real_name, tz, locale, guest, admin, title=title)
        self.state.users[user.id] = user
        return user.id

    def add_channel(self, name: str, members: tuple[str, ...] = (), *, private: bool = False) -> str:
        """A channel's id; `name` without the #."""
        number = self.state.new_id("C")
        self.state.conversations[number] = Conversation(number, name, private, im=False, members=set(members))
        return number

    def install_app(
        self,
        name: str,
        *,
        commands: tuple[str, ...] = ("/stocktake",),
        request_url: str | None = None,
        hints: Mapping[str, Json] | None = None,
        shortcuts: tuple[Json, ...] = (),
    ) -> Installed:
        """Its bot is a member of nothing yet."""
        bot = self.add_person(name.lower(), name)
        self.state.users[bot].bot = True
        number = self.state.new_id("A")
        app = App(
            id=number,
            name=name,
            bot_user=bot,
            bot_id=self.state.new_id("B"),
            bot_token=f"xoxb-sandbox-{number}",
            app_token=f"xapp-sandbox-{number}",
            signing_secret=f"secret-{number}",
            commands=commands,
            request_url=request_url,
            hints=dict(hints or {}),
            shortcuts=shortcuts,
        )
        self.state.apps[number] = app
        return Installed(bot, number, app.bot_token, app.app_token, app.signing_secret)

    def invite(self, user: str, channel: str) -> None:
        """Make somebody a member, and tell the app."""
        conversations.enter(self.state, self.state.conversations[channel], user)

    def deactivate(self, user: str) -> None:
        """Somebody leaves; the app is told."""
        happenings.deactivate(self.state, user)

    def change_person(self, user: str, **columns: Any) -> None:
        """A new name, zone or locale; the app is told."""
        person = self.state.users[user]
        for name, value in columns.items():
            setattr(person, name, value)
        happenings.tell_of(self.state, person)

    def archive(self, channel: str) -> None:
        happenings.archive(self.state, channel)

    # What goes wrong

    def spoil(self, *faults: Fault, seed: int | None = None) -> None:
        """Have these strike in their turn, and those of now at once; with a seed, chances are drawn anew from it.

        Raises NotThere for an id that is not there.
        """
        fault_calls.ask_for(self.state, *faults, seed=seed)

    # What an app may call

    def call(self, method: str, args: Mapping[str, Any], token: str) -> Json:
        """The body of Slack's answer. Raises RateLimited for a 429, and Spoilt where a fault keeps the answer back."""
        state = self.state
        if not (state.faults.waiting or state.put_off):
            return methods.answer(state, method, args, token)
        go = partial(methods.answer, state, method, args, token)
        return fault_calls.call(state, method, args, go)

    def put_file(self, path: str, content: bytes) -> None:
        """The bytes of a file, to the path it was given. Raises NotThere, RateLimited and Spoilt."""
        if not self._may_go_wrong():
            files.put(self.state, path, content)
            return
        file = {"file": path.rpartition("/")[2]}
        done = fault_calls.call(self.state, UPLOAD, file, partial(self._put, path, content))
        if not done["ok"]:
            raise NotThere(path)

    def respond(self, path: str, body: Json) -> Json:
        """A message to a response_url. Raises NotThere when it is used up, or too old, and RateLimited and Spoilt."""
        if not self._may_go_wrong():
            return self._respond(path, body)
        return fault_calls.call(self.state, RESPONSE_URL, {}, partial(self._respond, path, body))

    # What the app is told

    @property
    def outlet(self) -> Callable[[Delivery], None] | None:
        """Who carries deliveries to the app; None while it is not connected."""
        return self.state.outlet

    @outlet.setter
    def outlet(self, carrier: Callable[[Delivery], None] | None) -> None:
        self.state.outlet = carrier

    def acknowledge(self, delivery_id: str, status: int, body: object = None) -> None:
        """The app answered. Anything but 200 is as good as nothing."""
        delivery = self.state.deliveries.get(delivery_id)
        if delivery is None or delivery.state != "pending":
            return
        if status != 200:
            deliveries.unanswered(self.state, delivery, "http_error")
        elif self.state.faults.waiting and fault_delivery.loses_ack(self.state, delivery):
            deliveries.unanswered(self.state, delivery, "timeout")
        else:
            acks.accept(self.state, delivery, body)
        deliveries.forget_settled(self.state)

    def unanswered(self, delivery_id: str, reason: str = "http_timeout") -> None:
        """The app did not answer in time; `reason` is what the next attempt says of it."""
        delivery = self.state.deliveries.get(delivery_id)
        if delivery is not None:
            deliveries.unanswered(self.state, delivery, reason)

    def next_retry(self) -> datetime | None:
        """When an event is told again, or something happens that a fault put off."""
        instants = [deliveries.next_retry(self.state), *(one.when for one in self.state.put_off)]
        return min((one for one in instants if one is not None), default=None)

    def redeliver_due(self) -> int:
        """Tell again what is due, and do what was put off until now; how much that was."""
        return happenings.undo_due(self.state) + deliveries.redeliver_due(self.state)

    # What people do

    def act(self, user: str, name: str, args: Mapping[str, Any]) -> Json:
        """One act of one person. Raises NotThere for what their Slack would not let them."""
        return acting.act(self.state, user, name, args)

    def _may_go_wrong(self) -> bool:
        return bool(self.state.faults.waiting or self.state.put_off)

    def _put(self, path: str, content: bytes) -> Json:
        files.put(self.state, path, content)
        return {"ok": True}

    def _respond(self, path: str, body: Json) -> Json:
        try:
            return answers.respond(self.state, path, body)
        except SlackError as refused:
            return {"ok": False, "error": refused.code}
