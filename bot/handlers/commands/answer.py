"""What a command is given, and what it answers: a message, or a form that opens."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import Json, Rendered
from bot.routines import Work
from domain.people import Person


@dataclass(frozen=True)
class Given:
    """Who typed it, and the words that are left."""

    actor: Person
    words: list[str]

    def after(self, count: int) -> "Given":
        """Without the first words."""
        return self.of(self.words[count:])

    def of(self, words: list[str]) -> "Given":
        """The same person, with these words."""
        return Given(self.actor, words)

    @property
    def first(self) -> str:
        """Empty when nothing is left."""
        return self.words[0] if self.words else ""

    @property
    def text(self) -> str:
        """All that is left."""
        return " ".join(self.words)

    @property
    def reason(self) -> str:
        """All that is left, as a reason: "because" is no part of it, and none by itself."""
        return " ".join(self.words[self.first.lower() == "because" :])


@dataclass(frozen=True)
class Opened:
    """A form to be opened once the ack is on its way."""

    view: Json


Answer = Callable[[Work, Given], Rendered | Opened]
