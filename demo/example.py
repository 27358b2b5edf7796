"""What the story plays on: the stage, the example, its figures."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

import yaml

from sandbox.people import Person

LONDON: Final = ZoneInfo("Europe/London")
EXAMPLES: Final = Path(__file__).parent.parent / "examples"
PLAN: Final = EXAMPLES / "delivery-unit.yaml"
START: Final = datetime(2017, 9, 25, 8, 0, tzinfo=UTC)
MEETING: Final = "for the stocktake on Wed 18 Oct"


@dataclass(frozen=True)
class Look:
    """Whose Slack, which place in it, and the thread of which message there, by its words.

    The place is a channel's name after #, or nothing for the conversation with Stocktake.
    """

    handle: str
    place: str = ""
    thread: str = ""


class Stage(Protocol):
    """Where the story is told."""

    def person(self, handle: str) -> Person:
        """Somebody of the cast at their Slack."""
        ...

    def go_to(self, instant: datetime) -> None:
        """Let time pass, everything happening that falls due on the way."""
        ...

    def go_to_rest(self) -> None:
        """Let what was just done be answered."""
        ...


def published(key: str, period: str) -> dict[str, Any]:
    """What was published for a period: value, and the two numbers it is made from where there are."""
    figures: dict[str, Any] = yaml.safe_load((EXAMPLES / "published.yaml").read_text())[key][period]
    return figures
