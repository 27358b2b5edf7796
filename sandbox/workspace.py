"""A Slack workspace: what an app may call, what people can do, and what the app is told. No thread, no socket."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox import acks, acting, answers, conversations, deliveries, files, limits, posting, users, views
from sandbox.errors import NotThere as NotThere
from sandbox.errors import RateLimited as RateLimited
from sandbox.errors import SlackError
from sandbox.state import TEAM, App, Conversation, Delivery, Json, State, User

Method = Callable[[State, App, Mapping[str, Any]], Json]


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
        self.state.users[user].deleted = True
        self.change_person(user)

    def change_person(self, user: str, **columns: Any) -> None:
        """A new name, zone or locale; the app is told."""
        person = self.state.users[user]
        for name, value in columns.items():
            setattr(person, name, value)
        told = {"type": "user_change", "user": users.member(person, locale=True)}
        for app in self.state.apps.values():
            deliveries.event(self.state, app, {**told, "event_ts": self.state.new_ts()})

    def archive(self, channel: str) -> None:
        self.state.conversations[channel].archived = True

    # What an app may call

    def call(self, method: str, args: Mapping[str, Any], token: str) -> Json:
        """The body of Slack's answer. Raises RateLimited for a 429."""
        try:
            return {"ok": True, **self._call(method, args, token)}
        except SlackError as refused:
            body: Json = {"ok": False, "error": refused.code}
            if refused.details:
                body["response_metadata"] = {"messages": list(refused.details)}
            return body

    def put_file(self, path: str, content: bytes) -> None:
        """The bytes of a file, to the path it was given. Raises NotThere."""
        files.put(self.state, path, content)

    def respond(self, path: str, body: Json) -> Json:
        """A message to a response_url. Raises NotThere when it is used up, or too old."""
        try:
            return answers.respond(self.state, path, body)
        except SlackError as refused:
            return {"ok": False, "error": refused.code}

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
        else:
            acks.accept(self.state, delivery, body)
        deliveries.forget_settled(self.state)

    def unanswered(self, delivery_id: str, reason: str = "http_timeout") -> None:
        """The app did not answer in time; `reason` is what the next attempt says of it."""
        delivery = self.state.deliveries.get(delivery_id)
        if delivery is not None:
            deliveries.unanswered(self.state, delivery, reason)

    def next_retry(self) -> datetime | None:
        """When an event is told again."""
        return deliveries.next_retry(self.state)

    def redeliver_due(self) -> int:
        """Tell again what is due; how many that were."""
        return deliveries.redeliver_due(self.state)

    # What people do

    def act(self, user: str, name: str, args: Mapping[str, Any]) -> Json:
        """One act of one person. Raises NotThere for what their Slack would not let them."""
        return acting.act(self.state, user, name, args)

    def _call(self, method: str, args: Mapping[str, Any], token: str) -> Json:
        if method == "api.test":
            if args.get("error"):
                raise SlackError(str(args["error"]))
            return {"args": dict(args)}
        if method not in METHODS and method != "apps.connections.open":
            raise SlackError("unknown_method")
        if not token:
            raise SlackError("not_authed")
        app = self.state.app_by_token(token)
        if app is None:
            raise SlackError("invalid_auth")
        if (token == app.app_token) != (method == "apps.connections.open"):
            raise SlackError("not_allowed_token_type")
        if method == "apps.connections.open":
            return _connection(self.state, app)
        limits.count_call(self.state, method)
        return METHODS[method](self.state, app, args)


def _connection(state: State, app: App) -> Json:
    """An address for one Socket Mode connection."""
    ticket = state.new_id("ticket-")
    state.tickets[ticket] = app.id
    return {"url": f"{state.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}"}


def _auth_test(state: State, app: App, args: Mapping[str, Any]) -> Json:
    return {
        "url": f"{state.base_url}/",
        "team": "Sandbox",
        "user": app.name.lower(),
        "team_id": TEAM,
        "user_id": app.bot_user,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


METHODS: dict[str, Method] = {
    "auth.test": _auth_test,
    "chat.postMessage": posting.post,
    "chat.update": posting.update,
    "chat.delete": posting.delete,
    "chat.postEphemeral": posting.ephemeral,
    "chat.getPermalink": posting.permalink,
    "conversations.open": conversations.open_,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_,
    "conversations.members": conversations.members,
    "conversations.join": conversations.join,
    "conversations.history": conversations.history,
    "conversations.replies": conversations.replies,
    "files.getUploadURLExternal": files.upload_url,
    "files.completeUploadExternal": files.complete,
    "files.info": files.info,
    "users.list": users.list_,
    "users.info": users.info,
    "users.lookupByEmail": users.by_email,
    "views.open": views.open_,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
}
