"""An agreed action in one line, as it is said in the room.

"Agree the winter drive @hospitals-director by 27 Oct done when 20 trusts have plans so that beds are free": what,
whose, by when, when it counts as done, how it moves the number. What is missing stays empty, for the form to ask.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.reply import read_day

_MARKS: Final = (("done when", "closure_test"), ("so that", "moves_number"))
_OWNER: Final = re.compile(r"<@(?P<id>[A-Z0-9]+)(?:\|[^>]*)?>|(?<!\w)@(?P<name>[\w.-]*\w)")
_BY: Final = re.compile(r"\b(?:by|due|until)\s+", re.IGNORECASE)
_LONGEST_DATE: Final = 4  # words: "Fri 27 Oct 2017"
_LOOSE: Final = " \t\n,;:-\u2013"


@dataclass(frozen=True)
class OneLine:
    """What one line says of an action. `owner` is a user id or the name after an @; empty or None is not said."""

    text: str
    owner: str = ""
    due_on: date | None = None
    closure_test: str = ""
    moves_number: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be asked any more."""
        return bool(self.text and self.owner and self.due_on and self.closure_test and self.moves_number)


def read_action(line: str, today: date) -> OneLine:
    """Read a line; never raises."""
    head, tails = _tails(line)
    head, owner = _owner(head)
    head, due_on = _due(head, today)
    return OneLine(_tidy(head), owner, due_on, tails.get("closure_test", ""), tails.get("moves_number", ""))


def _tails(line: str) -> tuple[str, dict[str, str]]:
    """The sentence before "done when" and "so that", and what stands after each of them, in either order."""
    found = [
        (match.start(), match.end(), name)
        for mark, name in _MARKS
        if (match := re.search(rf"\b{mark}\b:?", line, re.IGNORECASE))
    ]
    found.sort()
    if not found:
        return line, {}
    ends = [start for start, _, _ in found[1:]] + [len(line)]
    tails = {name: _tidy(line[start:end]) for (_, start, name), end in zip(found, ends, strict=True)}
    return line[: found[0][0]], tails


def _owner(text: str) -> tuple[str, str]:
    match = _OWNER.search(text)
    if match is None:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}", match["id"] or match["name"]


def _due(text: str, today: date) -> tuple[str, date | None]:
    """The last "by ..." that names a day: "cut waits by 20 % by Friday" is due on Friday."""
    for match in reversed(list(_BY.finditer(text))):
        words = list(re.finditer(r"\S+", text[match.end() :]))[:_LONGEST_DATE]
        for last in reversed(words):
            end = match.end() + last.end()
            day = read_day(text[match.end() : end].strip(_LOOSE), today)
            if day is not None:
                return f"{text[: match.start()]} {text[end:]}", day
    return text, None


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_LOOSE + ".")
