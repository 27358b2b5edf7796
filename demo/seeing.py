"""What people see in the story: the message that says something, the reminders, the pictures. All read from Slack."""

from typing import Any, Final

from sandbox.people import Person, buttons, rendered

CHANNEL: Final = "#emergency-waits"
UNIT: Final = "#delivery-unit"


class StoryFailed(AssertionError):  # noqa: N818 - reads as what happened
    """Somebody did not see what they should have seen."""


def see(person: Person, words: str, channel: str | None = None) -> dict[str, Any]:
    """The newest message that says this, which the person must see."""
    place = person.channel(channel) if channel else None
    if not person.sees(words, place):
        shown = "\n\n".join(rendered(one) for one in person.everything(place or person.app_channel())[-4:])
        raise StoryFailed(f"nobody told “{words}”; the last messages there:\n{shown}")
    return person.find(words, place)


def check(holds: bool, what: str) -> None:
    if not holds:
        raise StoryFailed(what)


def posted_once(reader: Person, words: str) -> dict[str, Any]:
    channel = reader.channel(CHANNEL)
    found = [one for one in reader.read(channel) if words in rendered(one)]
    check(len(found) == 1, f"“{words}” is posted once, not {len(found)} times")
    return found[0]


def digests(person: Person) -> list[dict[str, Any]]:
    """The day's reminders this person got."""
    return [one for one in person.dm() if " to look at." in one["text"]]


def has(person: Person, label: str) -> bool:
    return any(label in buttons(one) for one in person.everything(person.app_channel()))


def newest_with(person: Person, channel: str, words: str, label: str) -> dict[str, Any]:
    for message in reversed(person.everything(person.channel(channel))):
        if words in rendered(message) and label in buttons(message):
            return message
    raise StoryFailed(f"nothing in {channel} says “{words}” with a button {label}")


def check_picture(person: Person, message: dict[str, Any]) -> None:
    pictures = [block for block in message["blocks"] if block["type"] == "image"]
    check(len(pictures) == 1, "there is one chart")
    check(len(pictures[0]["alt_text"]) > 20, "the chart says in words what it shows")
    shown = person.do("file", id=pictures[0]["slack_file"]["id"])
    check(shown["png"] and shown["size"] > 60, "the chart is a picture")
