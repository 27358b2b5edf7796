"""A person at their Slack: types, presses, fills in, submits. The same over the workspace itself and over HTTP."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.errors import NotThere
from sandbox.shown import buttons as buttons
from sandbox.shown import elements, entered, labelled
from sandbox.shown import rendered as rendered

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
        shown, element, option = labelled(message, label, block)
        args = {"action_id": element["action_id"], "block_id": shown["block_id"], "option": option}
        if "ts" in message:
            self._answered(self.do("click", channel=message["channel"], ts=message["ts"], **args))
        else:
            self._answered(self.do("click_in_view", view=message["id"], **args))

    def choose(self, message: Json, action_id: str, value: Any) -> None:
        """In a message's or a view's menu, date or tick box, by its action id. Raises ErrorTriangle."""
        block, element = next(
            (
                (block, element)
                for block in message["blocks"]
                for element in elements(block)
                if element.get("action_id") == action_id
            ),
            (None, None),
        )
        if block is None or element is None:
            raise NotThere(f"there is no {action_id}")
        args = {"action_id": action_id, "block_id": block["block_id"], "state": entered(element, value, self._people)}
        if "ts" in message:
            self._answered(self.do("click", channel=message["channel"], ts=message["ts"], **args))
        else:
            self._answered(self.do("click_in_view", view=message["id"], **args))

    def shortcut(self, callback_id: str, message: Json | None = None) -> None:
        """From a message's menu, or without one from anywhere. Raises ErrorTriangle."""
        place = {"channel": message["channel"], "ts": message["ts"]} if message else {}
        self._answered(self.do("shortcut", app=self._app, callback_id=callback_id, **place))

    def command(self, text: str, channel: str | None = None) -> str:
        """What is shown to this person in answer to a slash command: a message, a modal, or "" for nothing."""
        before, shown = len(self.whispers()), self._shown()
        self._answered(self.do("command", channel=channel or self.app_channel(), text=text))
        self._wait(lambda: len(self.whispers()) > before or self._shown() != shown, f"an answer to {text}")
        opened, whispered = self.do("view")["view"], self.whispers()
        answers = [opened] if opened and self._shown() != shown else whispered[-1:]
        return "".join(map(rendered, answers))

    def _shown(self) -> str | None:
        """The modal on top, by its id."""
        opened = self.do("view")["view"]
        return opened and str(opened["id"])

    def whispers(self) -> list[Json]:
        """What only this person sees, oldest first; its buttons can be pressed too."""
        return list(self.do("ephemerals")["messages"])

    def home(self) -> Json:
        """Open the app's Home tab and wait until something stands on it."""
        self.do("home", app=self._app)
        self._wait(lambda: self.do("home_view", app=self._app)["view"] is not None, "a Home")
        found: Json | None = self.do("home_view", app=self._app)["view"]
        if found is None:
            raise NotThere("the Home is empty")
        return found

    # Filling in

    def modal(self, title: str | None = None) -> Json:
        """The modal on top, waited for. Raises NotThere."""
        self._wait(lambda: self._top(title) is not None, "a modal")
        found = self._top(title)
        if found is None:
            raise NotThere("there is no modal")
        return found

    def fill(self, **typed: Any) -> None:
        """Into boxes, by their labels or block ids.

        A text; an option by its words or its value, several as a list, True for all; a person by id or name; an ISO
        date; a time.
        """
        view = self.modal()
        for label, value in typed.items():
            block = next((one for one in view["blocks"] if _is_box(one, label)), None)
            if block is None:
                raise NotThere(f"there is no box {label}")
            state = entered(block["element"], value, self._people)
            self.do("fill", block_id=block["block_id"], value=state)

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

    def _people(self) -> list[Json]:
        return list(self.do("people")["people"])

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


def _is_box(block: Json, label: str) -> bool:
    return block["type"] == "input" and label in (block["block_id"], block["label"]["text"])
