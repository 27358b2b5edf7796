"""What people in the story do over and over: open a form behind a button, fill it in, send it."""

from collections.abc import Iterator
from typing import Any

from demo.seeing import UNIT, check, newest_with
from sandbox.people import Person, rendered

Json = dict[str, Any]


def fill_in(person: Person, what: str, /, **boxes: Any) -> None:
    """The open modal, filled in and taken."""
    person.modal()
    person.fill(**boxes)
    errors = person.submit()
    check(not errors, f"{what}: {errors}")


def row(message: Json, words: str) -> tuple[str, str]:
    """The button and the id of the row that says this."""
    for block in message["blocks"]:
        if words in str(block.get("text")) and block.get("accessory"):
            return block["accessory"]["text"]["text"], block["block_id"]
    raise AssertionError(f"no row says {words}")


def rate(staff: Person, title: str, likelihood: str, reason: str, explains: str = "") -> None:
    """From the row of this priority in the message that asks for ratings; `explains` where it lies far from another."""
    message = newest_with(staff, UNIT, "rate", "Rate")
    label, block = row(message, title)
    staff.press(message, label, block=block)
    fill_in(staff, f"{title} is rated", likelihood=likelihood, reason=reason)
    if explains:
        check("Two steps apart" in rendered(staff.modal()), f"{title}: a difference of two steps is asked about")
        fill_in(staff, f"{title}: the difference is explained", explains=explains)


def messages_with(person: Person, channel: str, words: str) -> Iterator[Json]:
    """All that say this, the newest first."""
    for message in reversed(person.everything(person.channel(channel))):
        if words in str(message["text"]) or any(words in str(block) for block in message.get("blocks", [])):
            yield message


def mention(person: Person, name: str) -> str:
    """What Slack makes of @name."""
    return next(f"<@{one['id']}>" for one in person.do("people")["people"] if one["name"] == name)
