"""What was sent, what will be, and why: read from the ledger and the timetable (`why` and `preview`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.facts.records import DueRow, MessageRow
from bot.routines import Work, subjects
from bot.store import cycles, ledger, people, plan, timetable
from domain.errors import StocktakeError
from domain.people import Person
from domain.rights import Act, Subject

LAST = 15  # messages


@dataclass(frozen=True)
class ToldLine:
    """One message: `why` says what it was for, or why it was not sent."""

    kind: str
    state: str
    at: datetime
    why: str


@dataclass(frozen=True)
class ComingLine:
    """One thing that will go out; `to` is a person's id, None for a channel."""

    kind: str
    at: datetime
    title: str
    to: str | None


def told(work: Work, actor: Person, about: Person) -> tuple[ToldLine, ...]:
    """The last messages to somebody, the newest first. Raises NotAllowed for other people's but for staff."""
    subjects.allow(actor, Act.SEE_WHY, Subject(owner=about.id, helpers=people.helpers_of(work, about.id)))
    return tuple(_told(work, row) for row in ledger.latest_of(work, about.id, LAST))


def coming(work: Work, actor: Person, days: int) -> tuple[ComingLine, ...]:
    """What the timetable and the ledger hold for the days ahead, soonest first. Raises NotAllowed but for staff."""
    subjects.allow(actor, Act.SEE_PREVIEW, Subject())
    until = work.now + timedelta(days=days)
    due = [line for row in timetable.until(work, until) if (line := _coming(work, row)) is not None]
    waiting = [ComingLine(row.kind, row.not_before, "", _reader(work, row)) for row in ledger.planned(work, until)]
    return tuple(sorted([*due, *waiting], key=lambda line: (line.at, line.kind, line.title)))


def _told(work: Work, row: MessageRow) -> ToldLine:
    at = row.tried_at or max(row.planned_at, row.not_before)
    return ToldLine(row.kind, row.state, at, row.reason or _why(work, row))


def _why(work: Work, row: MessageRow) -> str:
    """What it was for, in a few words."""
    noun, _, rest = row.subject.partition(":")
    try:
        if noun in ("asked", "share", "cycle"):
            meeting = cycles.get(work, int(rest.partition(":")[0])).meeting_on
            return f"the stocktake on {meeting:%a} {meeting.day} {meeting:%b}"
        if noun == "action":
            return f"action A-{rest}"
        if row.kind == "digest":
            return "what was open that day"
    except StocktakeError:
        return ""
    return "your answer" if noun == "answer" else ""


def _coming(work: Work, row: DueRow) -> ComingLine | None:
    if row.kind == "plan":
        return None
    first, _, second = row.subject.partition(":")
    if first == "person":
        return ComingLine(row.kind, row.due_at, "", second)
    if first == "cycle":
        return ComingLine(row.kind, row.due_at, "", None)
    if people.get(work, second) is not None:
        return ComingLine(row.kind, row.due_at, "", second)
    return ComingLine(row.kind, row.due_at, _title(work, second), None)


def _title(work: Work, key: str) -> str:
    """Of a priority, or of the priority of an indicator."""
    try:
        return plan.priority(work, key).title
    except StocktakeError:
        return plan.priority(work, plan.indicator(work, key).priority_key).title


def _reader(work: Work, row: MessageRow) -> str | None:
    return row.lane if people.get(work, row.lane) is not None else None
