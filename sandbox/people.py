"""A person at their Slack: types, presses, fills in, submits. The same over the workspace itself and over HTTP."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.errors import NotThere

Json = dict[str, Any]
Act = Callable[[str, str, Mapping[str, Any]], Json]
Wait = Callable[[Callable[[], bool], str], None]


class ErrorTriangle(Exception):  # noqa: N818 - what the person sees
    """Slack shows an error: the app did not answer what was pressed, typed or sent."""


def at_once(condition: Callable[[], bool], what: str) -> None:
    """For a workspace in the same process: whatever is waited for has happened, or never will."""
    if not condition():
        raise NotThere(f"nothing came of it: {what}")


class Person:
    """`act` does one thing in the workspace; `wait` returns when a condition holds and raises when it never does."""

    def __init__(self, act: Act, user_id: str, *, app: str = "Stocktake", wait: Wait = at_once) -> None:
        self._act = act
        self._wait = wait
        self._app = app
        self.id = user_id

    # Reading

    def dm(self) -> list[Json]:
        """First messages of the conversation with the app, oldest first."""
        return self.read(self.app_channel())

    def app_channel(self) -> str:
        return str(self.do("direct", app=self._app)["channel"])

    def channel(self, name: str) -> str:
        """A channel's id by its name."""
        for one in self.do("channels")["channels"]:
            if one["name"] == name.removeprefix("#"):
                return str(one["id"])
        raise NotThere(f"there is no channel {name}")

    def read(self, channel: str) -> list[Json]:
        return [{**one, "channel": channel} for one in self.do("history", channel=channel)["messages"]]

    def thread(self, message: Json) -> list[Json]:
        """The replies under a message."""
        found = self.do("thread", channel=message["channel"], ts=message["ts"])["messages"]
        return [{**one, "channel": message["channel"]} for one in found[1:]]

    def everything(self, channel: str) -> list[Json]:
        """Messages and, under each, its thread."""
        found = []
        for message in self.read(channel):
            found += [message, *(self.thread(message) if message.get("reply_count") else [])]
        return found

    def find(self, words: str, channel: str | None = None) -> Json:
        """The newest message that says this. Raises NotThere."""
        place = channel or self.app_channel()
        for message in reversed(self.everything(place)):
            if words in rendered(message):
                return message
        raise NotThere(f"no message says “{words}”")

    def sees(self, words: str, channel: str | None = None) -> bool:
        try:
            self.find(words, channel)
        except NotThere:
            return False
        return True

    # Writing

    def say(self, text: str, channel: str | None = None) -> Json:
        return self._said(self.do("send", channel=channel or self.app_channel(), text=text), text)

    def reply(self, message: Json, text: str) -> Json:
        """In the thread of a message."""
        thread = message.get("thread_ts") or message["ts"]
        return self._said(self.do("send", channel=message["channel"], text=text, thread_ts=thread), text)

    def edit(self, message: Json, text: str) -> Json:
        return self._said(self.do("edit", channel=message["channel"], ts=message["ts"], text=text), text)

    def delete(self, message: Json) -> None:
        self.do("delete", channel=message["channel"], ts=message["ts"])

    # Pressing

    def press(self, message: Json, label: str, *, block: str | None = None) -> None:
        """A button, or an option of a menu, by what stands on it. Raises ErrorTriangle."""
        shown, element, option = _labelled(message.get("blocks", []), label, block)
        args = {"action_id": element["action_id"], "block_id": shown["block_id"], "option": option}
        self._answered(self.do("click", channel=message["channel"], ts=message["ts"], **args))

    def command(self, text: str, channel: str | None = None) -> str:
        """What is shown to this person in answer to a slash command."""
        before = len(self.do("ephemerals")["messages"])
        self._answered(self.do("command", channel=channel or self.app_channel(), text=text))
        self._wait(lambda: len(self.do("ephemerals")["messages"]) > before, f"an answer to {text}")
        return rendered(self.do("ephemerals")["messages"][-1])

    # Filling in

    def modal(self, title: str | None = None) -> Json:
        """The modal on top, waited for. Raises NotThere."""
        self._wait(lambda: self._top(title) is not None, "a modal")
        found = self._top(title)
        if found is None:
            raise NotThere("there is no modal")
        return found

    def fill(self, **typed: Any) -> None:
        """Into boxes, by their block ids: a text, an option's value, a user id, an ISO date, True for a tick."""
        view = self.modal()
        for block_id, value in typed.items():
            block = next((one for one in view["blocks"] if one.get("block_id") == block_id), None)
            if block is None or block["type"] != "input":
                raise NotThere(f"there is no box {block_id}")
            self.do("fill", block_id=block_id, value=_state(block["element"], value))

    def submit(self) -> dict[str, str]:
        """Send the modal; the errors beside its boxes, by block id. Raises ErrorTriangle."""
        sent = self.do("submit")
        if sent["delivery"] is None:
            return dict(sent["errors"])
        self._answered(sent)
        view = self._top(None)
        return dict(view["errors"]) if view else {}

    def close(self) -> None:
        if self._top(None) is not None:
            self.do("close_view")

    def do(self, name: str, **args: Any) -> Json:
        """One act, as the workspace knows it."""
        return self._act(self.id, name, args)

    def _top(self, title: str | None) -> Json | None:
        found: Json | None = self.do("view")["view"]
        return found if found is None or title is None or title in found["title"]["text"] else None

    def _said(self, sent: Json, text: str) -> Json:
        return {**sent, "text": text, "user": self.id}

    def _answered(self, sent: Json) -> None:
        def settled() -> bool:
            return str(self.do("receipt", delivery=sent["delivery"])["state"]) != "pending"

        self._wait(settled, "an answer of the app")
        receipt = self.do("receipt", delivery=sent["delivery"])
        if receipt["state"] != "acked":
            raise ErrorTriangle(receipt["error"])


def rendered(message: Json) -> str:
    """What a person reads in a message, a modal or a Home: texts, buttons in brackets, pictures by their words."""
    if not message.get("blocks"):
        return str(message.get("text", ""))
    return "\n".join(line for block in message["blocks"] for line in _lines(block) if line)


def buttons(message: Json) -> list[str]:
    """What stands on everything that can be pressed, menus' options included."""
    found = []
    for block in message.get("blocks", []):
        for element in _elements(block):
            found += [label for label, _ in _options(element)]
    return found


def _lines(block: Json) -> list[str]:
    match block["type"]:
        case "section":
            texts = [block["text"]["text"]] if block.get("text") else []
            texts += [one["text"] for one in block.get("fields", [])]
            shown = " ".join(_shown(one) for one in _elements(block))
            return [*texts, shown]
        case "header":
            return [block["text"]["text"]]
        case "context":
            return [" ".join(one.get("text") or f"(image: {one.get('alt_text')})" for one in block["elements"])]
        case "image":
            return [f"(image: {block['alt_text']})"]
        case "actions":
            return [" ".join(_shown(one) for one in block["elements"])]
        case "input":
            return [f"{block['label']['text']}: {_shown(block['element'])}"]
    return []


def _shown(element: Json) -> str:
    if element["type"] in ("button", "overflow"):
        return " ".join(f"[{label}]" for label, _ in _options(element))
    return f"<{element['type']}>"


def _options(element: Json) -> list[tuple[str, str | None]]:
    if element["type"] == "button":
        return [(element["text"]["text"], None)]
    return [(one["text"]["text"], one["value"]) for one in element.get("options", [])]


def _elements(block: Json) -> list[Json]:
    if block["type"] == "section":
        return [block["accessory"]] if block.get("accessory") else []
    return list(block["elements"]) if block["type"] == "actions" else []


def _labelled(blocks: list[Json], label: str, block_id: str | None) -> tuple[Json, Json, str | None]:
    for block in blocks:
        for element in _elements(block):
            for shown, option in _options(element):
                if shown == label and block_id in (None, block.get("block_id")):
                    return block, element, option
    raise NotThere(f"there is no button {label}")


def _state(element: Json, value: Any) -> Json:
    """The state of an input with something in it."""
    options = {one["value"]: one for one in element.get("options", [])}
    match element["type"]:
        case "static_select" | "radio_buttons":
            if value not in options:
                raise NotThere(f"there is no option {value}")
            return {"selected_option": options[value]}
        case "checkboxes":
            return {"selected_options": list(options.values()) if value else []}
        case "users_select":
            return {"selected_user": value}
        case "datepicker":
            return {"selected_date": value}
        case "timepicker":
            return {"selected_time": value}
        case _:
            return {"value": value}
