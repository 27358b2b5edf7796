"""A small workspace: two people, a channel, an app that answers as it is told to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.people import Person
from sandbox.state import Delivery
from sandbox.workspace import Workspace

Json = dict[str, Any]
Answer = Callable[[Delivery], tuple[int, object]]
MORNING = datetime(2017, 9, 25, 8, 0, tzinfo=UTC)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str, action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


def box(name: str, element: Json | None = None, **more: Any) -> Json:
    """An input block called `name`, its box called box."""
    inner = element or {"type": "plain_text_input"}
    return {
        "type": "input",
        "block_id": name,
        "label": plain(f"The {name}"),
        **more,
        "element": {"action_id": "box", **inner},
    }


def options(*texts: str) -> list[Json]:
    return [{"text": plain(one), "value": one.lower()} for one in texts]


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Give a figure"), "submit": plain("Send"), "blocks": list(blocks), **more}


class Bureau:
    """`heard` is everything the app was told; `answer` says what it makes of it, None for no answer at all."""

    def __init__(self, *, limits: bool = False, **more: Any) -> None:
        self.now = MORNING
        self.seconds = 0.0
        self.workspace = Workspace(lambda: self.now, limits=limits, monotonic=lambda: self.seconds, **more)
        self.app = self.workspace.install_app("Stocktake")
        self.analyst = self.workspace.add_person("analyst", "hospitals analyst")
        self.director = self.workspace.add_person("director", "hospitals director")
        members = (self.analyst, self.director, self.app.bot_user)
        self.channel = self.workspace.add_channel("waits", members)
        self.heard: list[Delivery] = []
        self.answer: Answer | None = lambda delivery: (200, None)
        self.workspace.outlet = self._take

    def _take(self, delivery: Delivery) -> None:
        self.heard.append(delivery)
        if self.answer is not None:
            self.workspace.acknowledge(delivery.id, *self.answer(delivery))

    def call(self, method: str, **args: Any) -> Json:
        return self.workspace.call(method, args, self.app.bot_token)

    def ok(self, method: str, **args: Any) -> Json:
        body = self.call(method, **args)
        assert body["ok"], body
        return body

    def error(self, method: str, **args: Any) -> str:
        """The code of the refusal."""
        body = self.call(method, **args)
        assert not body["ok"], body
        return str(body["error"])

    def post(self, text: str = "Please answer", **args: Any) -> str:
        """The ts of a message in the channel."""
        return str(self.ok("chat.postMessage", **{"channel": self.channel, "text": text, **args})["ts"])

    def dm(self, user: str) -> str:
        return str(self.ok("conversations.open", users=user)["channel"]["id"])

    def person(self, user: str | None = None) -> Person:
        return Person(self.workspace.act, user or self.analyst)

    def events(self, kind: str) -> list[Json]:
        """The events of this type that the app was told, in their order."""
        told = [one.payload["event"] for one in self.heard if one.kind == "events_api"]
        return [one for one in told if one["type"] == kind]

    def pressed(self) -> Json:
        """The last interaction or command."""
        return next(one.payload for one in reversed(self.heard) if one.kind != "events_api")

    def open(self, view: Json, user: str | None = None) -> Json:
        """A modal opened for somebody who typed a command."""
        return dict(self.ok("views.open", trigger_id=self.trigger(user), view=view)["view"])

    def trigger(self, user: str | None = None) -> str:
        who = user or self.analyst
        self.workspace.act(who, "command", {"channel": self.channel, "text": "/stocktake"})
        return str(self.pressed()["trigger_id"])

    def pass_time(self, **time: float) -> None:
        self.now += timedelta(**time)
