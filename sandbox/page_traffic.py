"""What went between the workspace and its apps of late: calls and their answers, deliveries and what became of them."""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.state import App, Delivery, Json, State

KEPT = 500
HIDDEN = "(a secret)"


@dataclass
class Line:
    """One exchange. `sent` and `answer` are JSON, written down at once: what they were made of goes on changing."""

    number: int
    when: datetime
    kind: str  # call, or delivery
    app: str
    title: str
    sent: str
    outcome: str = "pending"
    answer: str = "null"


class Traffic:
    """The last lines, the oldest first. No token, secret or ticket of an app's is in any of them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lines: deque[Line] = deque(maxlen=KEPT)
        self._deliveries: dict[str, Line] = {}  # those that nothing has come of yet
        self._count = 0

    def called(self, app: App | None, method: str, args: Mapping[str, Any], answer: Json) -> None:
        """An app called the Web API."""
        line = self._line("call", app, method, args)
        line.outcome = "ok" if answer.get("ok") else str(answer.get("error", "failed"))
        line.answer = self._written(answer)

    def sent(self, delivery: Delivery) -> None:
        """A payload is on its way; a second attempt is a line of its own."""
        title = f"{delivery.kind}: {_about(delivery)}" + (f", again ({delivery.attempt})" if delivery.attempt else "")
        app = self._state.apps.get(delivery.app)
        self._deliveries[delivery.id] = self._line("delivery", app, title, delivery.payload)

    def settled(self, delivery: Delivery, answer: object) -> None:
        """The app answered, or it is known that it did not."""
        line = self._deliveries.pop(delivery.id, None)
        if line is not None:
            line.outcome = delivery.state if delivery.state != "pending" else "to be told again"
            line.answer = self._written({"answer": answer, **({"error": delivery.error} if delivery.error else {})})

    def listed(self, text: str = "") -> list[Json]:
        """A summary of each line that has this text anywhere in it, the newest first."""
        wanted = text.lower()
        return [_summary(one) for one in reversed(self._lines) if wanted in _searched(one)]

    def whole(self, number: int) -> Json | None:
        """One line with all that was said."""
        line = next((one for one in self._lines if one.number == number), None)
        if line is None:
            return None
        return {**_summary(line), "sent": json.loads(line.sent), "answer": json.loads(line.answer)}

    def _line(self, kind: str, app: App | None, title: str, sent: object) -> Line:
        self._count += 1
        name = app.name if app else "unknown app"
        line = Line(self._count, self._state.clock(), kind, name, title, self._written(sent))
        self._lines.append(line)
        return line

    def _written(self, value: object) -> str:
        text = json.dumps(value, ensure_ascii=False, default=str)
        for app in self._state.apps.values():
            for secret in (app.bot_token, app.app_token, app.signing_secret):
                text = text.replace(secret, HIDDEN)
        for ticket in self._state.tickets:
            text = text.replace(ticket, HIDDEN)
        return text


def _about(delivery: Delivery) -> str:
    """The event's type, the command, or what was pressed."""
    payload = delivery.payload
    if delivery.kind == "events_api":
        event = payload["event"]
        return " ".join(one for one in (event["type"], event.get("subtype")) if one)
    if delivery.kind == "slash_commands":
        return f"{payload['command']} {payload['text']}".strip()
    pressed = ", ".join(one["action_id"] for one in payload.get("actions", []))
    return f"{payload['type']} {pressed or payload.get('callback_id', '')}".strip()


def _summary(line: Line) -> Json:
    return {
        "number": line.number,
        "when": line.when.isoformat(),
        "kind": line.kind,
        "app": line.app,
        "title": line.title,
        "outcome": line.outcome,
    }


def _searched(line: Line) -> str:
    return f"{line.kind} {line.app} {line.title} {line.outcome} {line.sent} {line.answer}".lower()
