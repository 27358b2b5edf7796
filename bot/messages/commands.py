"""What `/stocktake ...` answers: help, the dates ahead, where each priority stands, who owes what, open actions."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from bot.facts.actions import OfferFacts
from bot.facts.outlooks import RecordFacts
from bot.facts.problems import ProblemFacts
from bot.facts.summaries import SummaryFacts
from bot.messages import agreed, figures, noise, outlook, paces, problems, subgroups, summary, usage
from bot.messages.blocks import fitting, packed, sections
from bot.messages.command_lines import ActionLine, CalendarLine, ComingLine, RequestLine, StatusLine, ToldLine
from bot.messages.notices import KINDS
from bot.messages.phrases import Phrases
from bot.mrkdwn import plain, shown
from bot.ports import Rendered
from domain.health import Health
from domain.people import Role

ROWS = 20  # rows shown at most; the rest is counted
READERS = (Role.PRINCIPAL, Role.LEADER, Role.OFFICE)
ROOM = 3600  # characters of rows: they are said and shown
STEPS = {
    "open": "dates of the stocktake, to the unit",
    "request": "request for figures",
    "digest": "reminder, if anything is still open",
    "late": "list of what is late, to the unit, if anything is",
    "rate": "ratings asked of the unit",
    "share": "draft ratings",
    "lines": "lines of the summaries to edit, to the unit",
    "freeze": "freeze, and the brief to the principal",
    "brief": "brief to the principal, with the gaps listed",
    "meet": "the meeting, to the unit",
    "unblock": "an action that was blocked goes on",
    "close": "drafts to the unit and actions to their owners, if nobody closed the meeting",
    "post": "summary, if its gate is open and nobody holds it",
    "silence": "actions without a word, to the unit, if there are any",
}


def help_text(role: Role) -> Rendered:
    """What this person can do now, then the commands, one a line."""
    say = Phrases("commands")
    name = "help_unit" if role.is_unit else "help_reader" if role in READERS else "help_owner"
    return _said(say(name), "\n".join(usage.lines(role)))


def unknown(typed: str) -> Rendered:
    """The nearest command instead of an error."""
    near = usage.nearest(typed)
    say = Phrases("commands", typed=typed)
    return _said(f"{say('near' if near else 'unknown')} {usage.of(near or 'help')}")


def unknown_part(word: str, typed: str) -> Rendered:
    """The nearest part of a command instead of an error."""
    return _said(*usage.hint(word, typed))


def how(word: str, part: str = "") -> Rendered:
    """How it is written, where something was left out."""
    return _said(f"{Phrases('commands')('how')} {usage.of(word, part)}")


def calendar(rows: Sequence[CalendarLine], zone: str, today: date, days: int) -> Rendered:
    """A line for each step and moment of the days ahead, whatever number of priorities it is for."""
    say = Phrases("commands", zone=zone, year=today.year, days=days)
    lines = [
        say("calendar_row", at=moment, kind=kind, titles=list(dict.fromkeys(row.title for row in together)))
        for (moment, kind), together in groupby(rows, lambda row: (row.at, row.kind))
    ]
    return _list(say, "calendar", lines)


def status(rows: Sequence[StatusLine]) -> Rendered:
    """One priority with everything there is to tell, several in a line each."""
    say = Phrases("commands", alone=len(rows) == 1)
    lines = [_status_row(say, row) for row in rows]
    return _list(say, "status", [*lines, *(_status_more(rows[0]) if len(rows) == 1 else [])])


def requests(rows: Sequence[RequestLine], zone: str, today: date, *, late_only: bool = False) -> Rendered:
    """Late ones first, then by when they are due."""
    say = Phrases("commands", zone=zone, year=today.year, late_only=late_only)
    ordered = sorted(rows, key=lambda row: (not row.late, row.due_at))
    return _list(say, "requests", [say("request_row", row=row) for row in ordered])


def actions(rows: Sequence[ActionLine], today: date, which: str) -> Rendered:
    """`which` was asked for: "all", "mine" or "overdue"."""
    say = Phrases("commands", year=today.year, which=which)
    return _list(say, "actions", [say("action_row", row=row) for row in rows])


def reminded(count: int) -> Rendered:
    return _said(Phrases("commands", count=count)("reminded"))


def which(count: int, keys: Sequence[str]) -> Rendered:
    """Several figures are owed: each with the command that opens its form."""
    return _said(Phrases("commands", count=count)("which"), *(f"`/stocktake submit {key}`" for key in keys))


def done(code: str, **values: Any) -> Rendered:
    """What was done, in a sentence: `code` picks it, `values` fill it."""
    return _said(Phrases("commands", **values)(f"done_{code}"))


def told(rows: Sequence[ToldLine], who: str, zone: str, today: date) -> Rendered:
    """The last messages to somebody: what, when, and why, or why not."""
    say = Phrases("commands", who=who)
    return _list(say, "told", told_lines(rows, zone, today))


def told_lines(rows: Sequence[ToldLine], zone: str, today: date) -> list[str]:
    say = Phrases("commands", zone=zone, year=today.year)
    return [say("told_row", row=row, kind=KINDS.get(row.kind, row.kind)) for row in rows]


def coming(rows: Sequence[ComingLine], zone: str, today: date, days: int) -> Rendered:
    """Every message that will go out in the days ahead, to whom, when, why."""
    return _list(Phrases("commands", days=days), "coming", coming_lines(rows, zone, today))


def coming_lines(rows: Sequence[ComingLine], zone: str, today: date) -> list[str]:
    say = Phrases("commands", zone=zone, year=today.year)
    return [say("coming_row", row=row, what=STEPS.get(row.kind) or KINDS.get(row.kind, row.kind)) for row in rows]


def action(row: ActionLine, facts: OfferFacts, today: date) -> Rendered:
    """One action with its closure test, its date and what became of it."""
    say = Phrases("commands", row=row, facts=facts, year=today.year)
    return _said(say("action_shown"))


def lines(summaries: Sequence[SummaryFacts]) -> Rendered:
    """The five lines of each, as they would read now; those without room are named."""
    if not summaries:
        return _said(Phrases("commands")("no_lines"))
    texts = ["\n".join(summary.lines(one)) for one in summaries]
    told = fitting(texts, ROOM)
    keys = ", ".join(one.priority_key for one in summaries[told:])
    rest = [Phrases("lines")("rest", keys=keys)] if keys else []
    return _said(*packed([*texts[:told], *rest]))


def problem_list(rows: Sequence[ProblemFacts], *, everything: bool = False) -> Rendered:
    """The gravest first, each with its lead and its way out; `everything`: those that are over, too."""
    say = Phrases("problems", everything=everything)
    lines = [problems.line(row, listed=True) for row in rows]
    shown = fitting(lines, ROOM)
    rest = [say("more", rest=len(lines) - shown)] if len(lines) > shown else []
    return _said(say("listed", count=len(lines)) if lines else say("no_listed"), *packed([*lines[:shown], *rest]))


def health(found: Health, record: RecordFacts) -> Rendered:
    """A routine's health under its four headings, and how everybody's forecasts came out together."""
    say = Phrases("health", health=found, whose="All stated", late=_days(found), **outlook.record(record))
    parts = ("head", "regularity", "execution", "focus", "action", "record")
    return _said("\n".join(filter(None, (say(part) for part in parts))))


def _days(found: Health) -> str:
    return "" if found.days_overdue is None else f"{found.days_overdue:g}"


def refusal(sentence: str) -> Rendered:
    """A sentence of the domain's, for whoever may not or cannot do what they asked."""
    return _said(shown(sentence, 1000))


def _status_row(say: Phrases, row: StatusLine) -> str:
    numbers = {"actual": "", "expected": "", "last": ""}
    if row.standing is not None:
        numbers["actual"] = row.indicator.print(row.standing.actual)
        numbers["expected"] = figures.as_is(row.standing.expected) if row.standing.expected is not None else ""
    elif row.last_known is not None:
        numbers["last"] = row.indicator.print(row.last_known.actual)
    judged = figures.judged(row.more.likelihood) if row.more.likelihood else ""
    target = figures.measured(row.indicator, row.standing)
    return say("status_row", row=row, shape=row.status.shape, judged=judged, **numbers, **target)


def _status_more(row: StatusLine) -> list[str]:
    """Signal or noise, pace, what was agreed before, the outlook, open problems: a line each."""
    more, indicator = row.more, row.indicator
    say = Phrases(
        "status",
        year=None,
        **noise.variables(indicator, more.signal, more.target),
        **paces.variables(indicator, more.pace),
        **subgroups.variables(indicator, more.subgroups, more.together),
        **agreed.variables(indicator, row.standing, more.earlier, more.broken),
        **outlook.variables(indicator, more.outlook),
    )
    lines = [say(part) for part in ("noise", "pace", "subgroups", "agreed", "outlook")]
    return [*filter(None, lines), *(Phrases("problems", one=one)("in_thread") for one in more.problems)]


def _list(say: Phrases, name: str, lines: list[str]) -> Rendered:
    """As many lines as there is room for; the rest is counted."""
    if not lines:
        return _said(say(f"no_{name}"))
    shown = min(ROWS, fitting(lines, ROOM))
    rest = [say("rest", rest=len(lines) - shown)] if len(lines) > shown else []
    return _said(say(name, count=len(lines)), *packed([*lines[:shown], *rest]))


def _said(*texts: str) -> Rendered:
    return Rendered(plain("\n".join(filter(None, texts))), tuple(sections(*texts)))
