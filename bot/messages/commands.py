"""What `/stocktake ...` answers: help, the dates ahead, where each priority stands, who owes what, open actions."""

from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Protocol

from bot.messages import figures
from bot.messages.blocks import packed, sections
from bot.messages.phrases import Phrases
from bot.mrkdwn import plain, shown
from bot.ports import Rendered
from domain.people import Role
from domain.period import Period
from domain.status import Standing, Status

ROWS = 20  # rows shown; the rest is counted
USAGE = {
    "help": "/stocktake help",
    "calendar": "/stocktake calendar",
    "status": "/stocktake status",
    "requests": "/stocktake requests [late]",
    "action": "/stocktake action list [mine|overdue|all]",
    "remind": "/stocktake remind",
    "why": "/stocktake why",
}
FOR_THE_UNIT = ("remind",)
NEAR_ENOUGH = 0.6  # of two words' letters


class CalendarLine(Protocol):
    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...


class StatusLine(Protocol):
    @property
    def priority_key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def standing(self) -> Standing | None: ...
    @property
    def period(self) -> Period: ...


class RequestLine(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def person_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def promised_for(self) -> date | None: ...
    @property
    def late(self) -> bool: ...


class ActionLine(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def owner_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def overdue(self) -> bool: ...


def help_text(role: Role) -> Rendered:
    """What this person can do now, then the commands, one a line."""
    say = Phrases("commands")
    menu = "\n".join(f"`{line}`" for word, line in USAGE.items() if role.is_unit or word not in FOR_THE_UNIT)
    return _said(say("help_unit") if role.is_unit else say("help_owner"), menu)


def unknown(typed: str) -> Rendered:
    """The nearest command instead of an error."""
    near = nearest(typed)
    usage = f"`{USAGE[near]}`" if near else f"`{USAGE['help']}`"
    return _said(f"{Phrases('commands', typed=typed)('near' if near else 'unknown')} {usage}")


def nearest(typed: str) -> str | None:
    """The command that was probably meant by the first word of what was typed."""
    word = (typed.split() or [""])[0].lower()
    return next(iter(get_close_matches(word, USAGE, 1, NEAR_ENOUGH)), None)


def calendar(rows: Sequence[CalendarLine], zone: str, today: date) -> Rendered:
    say = Phrases("commands", zone=zone, year=today.year)
    return _list(say, "calendar", [say("calendar_row", row=row) for row in rows[:ROWS]], len(rows))


def status(rows: Sequence[StatusLine]) -> Rendered:
    say = Phrases("commands")
    return _list(say, "status", [_status_row(say, row) for row in rows[:ROWS]], len(rows))


def requests(rows: Sequence[RequestLine], zone: str, today: date) -> Rendered:
    """Late ones first, then by when they are due."""
    say = Phrases("commands", zone=zone, year=today.year)
    ordered = sorted(rows, key=lambda row: (not row.late, row.due_at))
    return _list(say, "requests", [say("request_row", row=row) for row in ordered[:ROWS]], len(rows))


def actions(rows: Sequence[ActionLine], today: date) -> Rendered:
    say = Phrases("commands", year=today.year)
    return _list(say, "actions", [say("action_row", row=row) for row in rows[:ROWS]], len(rows))


def reminded(count: int) -> Rendered:
    return _said(Phrases("commands", count=count)("reminded"))


def refusal(sentence: str) -> Rendered:
    """A sentence of the domain's, for whoever may not or cannot do what they asked."""
    return _said(shown(sentence, 1000))


def _status_row(say: Phrases, row: StatusLine) -> str:
    standing = row.standing
    numbers = {"actual": "", "expected": ""}
    if standing is not None:
        numbers["actual"] = figures.as_is(standing.actual)
        numbers["expected"] = figures.as_is(standing.expected) if standing.expected is not None else ""
    return say("status_row", row=row, shape=row.status.shape, **numbers)


def _list(say: Phrases, name: str, lines: list[str], count: int) -> Rendered:
    if not count:
        return _said(say(f"no_{name}"))
    rest = [say("rest", rest=count - len(lines))] if count > len(lines) else []
    return _said(say(name, count=count), *packed([*lines, *rest]))


def _said(*texts: str) -> Rendered:
    return Rendered(plain("\n".join(texts)), tuple(sections(*texts)))
