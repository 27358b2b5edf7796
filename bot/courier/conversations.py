"""Where a message goes: a channel, or the direct conversation with a person, and perhaps a thread of it."""

from dataclasses import dataclass

from bot.courier.gear import Gear
from bot.facts.records import MessageRow
from bot.store import ledger, people
from bot.store.unit import Work


@dataclass(frozen=True)
class Place:
    """A conversation, and the first message of the thread in it."""

    channel: str
    thread: str | None = None


def place_of(work: Work, message: MessageRow) -> Place | None:
    """None while the conversation with the person was never opened."""
    if people.get(work, message.lane) is None:
        channel: str | None = message.lane
    else:
        channel = people.conversation_of(work, message.lane)
    return Place(channel, _thread(work, message)) if channel else None


def open_with(gear: Gear, person_id: str) -> None:
    """Open the direct conversation and keep its id. Raises SlackRefused, SlackUnknown.

    Opening it twice gives the same one, so that a crash in between costs a call.
    """
    conversation = gear.call("conversations.open", users=person_id)["channel"]["id"]
    with gear.write() as work:
        people.set_conversation(work, person_id, conversation)


def _thread(work: Work, message: MessageRow) -> str | None:
    """Slack has no threads in threads: a reply to a reply goes under the first message."""
    first = None
    while message.parent is not None and (parent := ledger.get(work, message.parent)) is not None:
        message = parent
        first = parent.ts
    return first


def reached(work: Work, message: MessageRow) -> None:
    """It was posted. The first request a person gets tells who set this up, and only the first."""
    if message.kind == "request":
        people.mark_introduced(work, message.lane)
