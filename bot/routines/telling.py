"""What was sent, what will be, and why: read from the ledger and the timetable (`why` and `preview`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.facts.records import DueRow, MessageRow
from bot.routines import Work, away, subjects
from bot.store import cycles, ledger, people, plan, timetable
from domain.errors import StocktakeError
from domain.people import Person, Role
from domain.rights import Act, Subject

LAST = 15  # messages
UNSAID = "not sent"
OPERATOR = Person(id="operator", name="who runs the bot", zone="UTC", role=Role.STAFF)
"""Whoever may open the database may read it all."""


@dataclass(frozen=True)
class ToldLine:
    """One message, or one that there was no need of. `why` says what it was for, or why it was not sent.

    `to` is a person's or a channel's id where it is not said otherwise.
    """

    kind: str
    state: str
    at: datetime
    why: str
    to: str = ""


@dataclass(frozen=True)
class ComingLine:
    """One thing that will go out; `to` is a person's or a channel's id, None where its kind says it.

    `why` is what it is for, or what has kept it so far.
    """

    kind: str
    at: datetime
    title: str
    to: str | None
    why: str = ""


def told(work: Work, actor: Person, about: Person) -> tuple[ToldLine, ...]:
    """The last messages to somebody, the newest first. Raises NotAllowed for other people's but for staff."""
    subjects.allow(actor, Act.SEE_WHY, Subject(owner=about.id, helpers=people.helpers_of(work, about.id)))
    said = [_told(work, row) for row in ledger.latest_of(work, about.id, LAST)]
    lines = sorted([*said, *_unsaid(work, about.id)], key=lambda line: line.at, reverse=True)
    return tuple(lines[:LAST])


def told_all(work: Work, actor: Person, count: int) -> tuple[ToldLine, ...]:
    """The last messages to anybody, and to channels. Raises NotAllowed but for staff."""
    subjects.allow(actor, Act.SEE_PREVIEW, Subject())
    rows = ledger.latest(work, count)
    return tuple(sorted((_told(work, row, row.lane) for row in rows), key=lambda line: line.at, reverse=True))


def coming(work: Work, actor: Person, days: int) -> tuple[ComingLine, ...]:
    """What the timetable and the ledger hold for the days ahead, soonest first. Raises NotAllowed but for staff."""
    subjects.allow(actor, Act.SEE_PREVIEW, Subject())
    until = work.now + timedelta(days=days)
    due = [line for row in timetable.until(work, until) if (line := _coming(work, row)) is not None]
    waiting = [_waiting(work, row) for row in ledger.planned(work, until)]
    return tuple(sorted([*due, *waiting], key=lambda line: (line.at, line.kind, line.title)))


def _told(work: Work, row: MessageRow, to: str = "") -> ToldLine:
    at = row.tried_at or max(row.planned_at, row.not_before)
    return ToldLine(row.kind, row.state, at, row.reason or _waits(work, row) or _why(work, row), to)


def _unsaid(work: Work, person_id: str) -> list[ToldLine]:
    """What was due for somebody and came to no message: a reminder of nothing, a request that was called off."""
    own = [f"person:{person_id}", *(f"{cycle}:{person_id}" for cycle in cycles.ids(work))]
    ended = timetable.ended(work, own, LAST)
    return [
        ToldLine(row.kind, UNSAID, row.due_at, row.reason or row.state)
        for row in ended
        if ledger.find(work, row.key) is None
    ]


def _waiting(work: Work, row: MessageRow) -> ComingLine:
    return ComingLine(row.kind, row.not_before, "", row.lane, row.reason or _waits(work, row) or _why(work, row))


def _waits(work: Work, row: MessageRow) -> str:
    """For whose return, if it is planned for a day on which they are away and nothing that they did asked for it."""
    answers = row.priority == 0
    return "" if answers or row.state != ledger.PLANNED else away.said(work, row.lane, row.not_before)


def _why(work: Work, row: MessageRow) -> str:
    """What it was for, in a few words."""
    noun, _, rest = row.subject.partition(":")
    try:
        if noun in ("asked", "share", "cycle"):
            return _of_stocktake(work, rest.partition(":")[0])
        if noun == "action":
            return f"action A-{rest}"
        if row.kind == "digest":
            return "what was open that day"
    except StocktakeError:
        return ""
    return "your answer" if noun == "answer" else ""


def _of_stocktake(work: Work, cycle_id: str) -> str:
    meeting = cycles.get(work, int(cycle_id)).meeting_on
    return f"the stocktake on {meeting:%a} {meeting.day} {meeting:%b}"


def _coming(work: Work, row: DueRow) -> ComingLine | None:
    if row.kind == "plan":
        return None
    first, _, second = row.subject.partition(":")
    if first == "person":
        return ComingLine(row.kind, row.due_at, "", second, row.reason or away.said(work, second, row.due_at))
    if first == "action":
        return ComingLine(row.kind, row.due_at, "", None, row.reason or f"action A-{second}")
    why = row.reason or _of_stocktake(work, second if first == "cycle" else first)
    if first == "cycle":
        return ComingLine(row.kind, row.due_at, "", None, why)
    if people.get(work, second) is not None:
        return ComingLine(row.kind, row.due_at, "", second, row.reason or away.said(work, second, row.due_at) or why)
    return ComingLine(row.kind, row.due_at, _title(work, second), None, why)


def _title(work: Work, key: str) -> str:
    """Of a priority, or of the priority of an indicator."""
    try:
        return plan.priority(work, key).title
    except StocktakeError:
        return plan.priority(work, plan.indicator(work, key).priority_key).title
