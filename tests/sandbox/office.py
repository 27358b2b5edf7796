"""A small workspace: a head of delivery, a hospitals director, an app that writes down what it is told."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.people import Person
from sandbox.state import Delivery
from sandbox.workspace import Workspace

Json = dict[str, Any]
MORNING = datetime(2017, 9, 27, 8, 0, tzinfo=UTC)


class Office:
    """`now` and `age` are moved by hand. `answer` is what the app says to each delivery; None leaves it unanswered."""

    def __init__(self, *, limits: bool = False) -> None:
        self.now = MORNING
        self.age = 0.0
        self.workspace = Workspace(lambda: self.now, limits=limits, monotonic=lambda: self.age)
        self.head = self.workspace.add_person("head", "Head of delivery")
        self.director = self.workspace.add_person("director", "Hospitals director", locale="fr-FR")
        self.app = self.workspace.install_app("Stocktake")
        self.channel = self.workspace.add_channel("delivery", (self.head, self.director, self.app.bot_user))
        self.told: list[tuple[Delivery, int]] = []
        self.status: int | None = 200
        self.body: object = None
        self.workspace.outlet = self._hear

    def call(self, method: str, **args: object) -> Json:
        return self.workspace.call(method, args, self.app.bot_token)

    def refusal(self, method: str, **args: object) -> str:
        """The code of a refusal."""
        answer = self.call(method, **args)
        assert answer["ok"] is False
        return str(answer["error"])

    def post(self, *blocks: Json, channel: str | None = None, **args: object) -> Json:
        """A message of the app's in the channel, with its whereabouts."""
        given = {"blocks": list(blocks)} if blocks else {}
        answer = self.call("chat.postMessage", channel=channel or self.channel, text="Words", **given, **args)
        assert answer["ok"], answer
        return {**answer["message"], "channel": answer["channel"]}

    def act(self, user: str, name: str, **args: object) -> Json:
        return self.workspace.act(user, name, args)

    def person(self, user: str | None = None) -> Person:
        return Person(self.workspace.act, user or self.director)

    def open_dm(self) -> str:
        return str(self.call("conversations.open", users=self.director)["channel"]["id"])

    def trigger(self) -> str:
        """A fresh one, from a command of the director's."""
        self.act(self.director, "command", channel=self.channel, text="/stocktake")
        return str(self.told[-1][0].payload["trigger_id"])

    def open_modal(self, view: Mapping[str, Any]) -> Json:
        answer = self.call("views.open", trigger_id=self.trigger(), view=view)
        assert answer["ok"], answer
        return dict(answer["view"])

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def payloads(self, kind: str = "events_api") -> list[Json]:
        """What the app was told, oldest first; of events the inner ones."""
        found = [one.payload for one, _ in self.told if one.kind == kind]
        return [one["event"] for one in found] if kind == "events_api" else found

    def _hear(self, delivery: Delivery) -> None:
        self.told.append((delivery, delivery.attempt))
        if self.status is None:
            self.workspace.unanswered(delivery.id)
        else:
            self.workspace.acknowledge(delivery.id, self.status, self.body)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str = "Answer", **more: object) -> Json:
    return {"type": "button", "text": plain(label), "action_id": "answer", **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str, text: str | None = None, **more: object) -> Json:
    return {"text": plain(text or value.title()), "value": value, **more}


def asked(element: Json | None = None, block_id: str = "reason", **more: object) -> Json:
    """An input block; a plain text one unless another is given."""
    box = element or {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "block_id": block_id, "label": plain("Reason"), "element": box, **more}


def modal(*blocks: Json, **more: object) -> Json:
    return {"type": "modal", "title": plain("Answer"), "submit": plain("Send"), "blocks": list(blocks), **more}
