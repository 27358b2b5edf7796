"""What the delivery unit's staff are sent."""

from collections.abc import Callable

from bot.facts.records import CycleRow, MessageRow
from bot.facts.unit import LateFacts, StrayFacts, TroubleFacts
from bot.routines import (
    Work,
    calendars,
    checking,
    helping,
    overviews,
    portraits,
    problems,
    publishing,
    timetable,
)
from bot.routines.wanted import Unwanted, Wanted, number, posted
from bot.store import actions, helps, plan, requests, strays
from domain.action import ActionState
from domain.request import RequestState


def _cycle(work: Work, message: MessageRow) -> CycleRow:
    return overviews.the_cycle(work, message.subject)


def _opening(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.opening(work, _cycle(work, message)))


def _check(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(checking.facts(work, message.details["answer"], message.details["notes"]))


def _rate(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = overviews.rating(work, _cycle(work, message))
    if not posted(message) and all(row.rating for row in facts.rows):
        return Unwanted("everything is rated already")
    return Wanted(facts)


def _late(work: Work, message: MessageRow) -> Wanted | Unwanted:
    cycle = _cycle(work, message)
    rows = tuple(overviews.late_row(work, request_id) for request_id in timetable.late_rows(work, cycle))
    if not rows:
        return Unwanted("nobody is late any more")
    return Wanted(LateFacts(meeting_on=cycle.meeting_on, zone=calendars.unit(work).zone, rows=rows))


def _lines(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.lines(work, _cycle(work, message)))


def _gaps(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = overviews.gaps(work, _cycle(work, message))
    if not facts.rows and not posted(message):
        return Unwanted("nothing is missing any more")
    return Wanted(facts)


def _meeting(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.agenda(work, _cycle(work, message)))


def _draft(work: Work, message: MessageRow) -> Wanted | Unwanted:
    _, cycle_id, key = message.subject.split(":")
    facts = publishing.draft_facts(work, int(cycle_id), key)
    if facts.posted_at is not None and not posted(message):
        return Unwanted("the summary is posted already")
    return Wanted(facts)


def _silence(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.silence(work, _cycle(work, message), message.details["actions"]))


def _closure(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = actions.get(work, number(message))
    if not posted(message) and row.state is not ActionState.DONE_CLAIMED:
        return Unwanted(f"the action is {row.state.value}")
    return Wanted(portraits.closure_facts(work, row.id))


def _proposal(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = actions.get(work, number(message))
    if not posted(message) and row.proposed_due_on is None:
        return Unwanted("the date is decided already")
    return Wanted(portraits.proposal_facts(work, row.id))


def _help(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(helping.facts(work, helps.get(work, number(message))))


def _problems(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(problems.proposed_facts(work, _cycle(work, message), message.details["problems"]))


def _stray(work: Work, message: MessageRow) -> Wanted | Unwanted:
    words = strays.get(work, number(message))
    asked = requests.get(work, words.request_id) if words.request_id else None
    title = plan.priority(work, plan.indicator(work, asked.indicator_key).priority_key).title if asked else None
    return Wanted(StrayFacts(words.person_id, title, asked.period if asked else None, words.text, words.why))


def _trouble(work: Work, message: MessageRow) -> Wanted | Unwanted:
    code, values = message.details["code"], message.details["values"]
    if code != "disowned":
        return Wanted(TroubleFacts(code, values))
    row = requests.get(work, number(message))
    waits = row.state is RequestState.DISOWNED
    return Wanted(TroubleFacts(code, {**values, "state": row.state.value}, row.id if waits else None))


KINDS: dict[str, Callable[[Work, MessageRow], Wanted | Unwanted]] = {
    "opening": _opening,
    "check": _check,
    "rate": _rate,
    "late": _late,
    "lines": _lines,
    "gaps": _gaps,
    "meeting": _meeting,
    "draft": _draft,
    "silence": _silence,
    "closure": _closure,
    "proposal": _proposal,
    "help": _help,
    "problems": _problems,
    "stray": _stray,
    "trouble": _trouble,
}
