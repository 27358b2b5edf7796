"""What a planned message would say now, or why it is not wanted any more. Asked when it is about to be sent.

Whatever was decided when it was planned, the newest facts decide: an answered request needs no reminder, a closed
action no offer. A message that was posted is always wanted: then this is how it shows what became of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.facts.actions import OfferFacts
from bot.facts.records import CycleRow, MessageRow
from bot.facts.requests import AskingFacts, DigestFacts, NoticeFacts, QueryFacts, ReadingFacts, WhichFacts
from bot.facts.summaries import ChartFacts, CorrectionFacts, CoverFacts, FollowUpsFacts, QuestionsFacts, SummaryFacts
from bot.facts.unit import (
    BriefFacts,
    CheckFacts,
    ClosureFacts,
    DraftFacts,
    GapsFacts,
    HelpFacts,
    LateFacts,
    LinesFacts,
    MeetingFacts,
    OpeningFacts,
    ProposalFacts,
    RatingFacts,
    ShareFacts,
    SilenceFacts,
    StrayFacts,
    TroubleFacts,
)
from bot.routines import (
    Work,
    calendars,
    checking,
    correcting,
    helping,
    overviews,
    portraits,
    publishing,
    readings,
    reminding,
    summarising,
    timetable,
)
from bot.store import actions, cycles, helps, people, plan, requests, strays, summaries
from domain.action import ActionState
from domain.stocktake import CycleState

Facts = (
    AskingFacts
    | ReadingFacts
    | WhichFacts
    | QueryFacts
    | DigestFacts
    | NoticeFacts
    | OpeningFacts
    | CheckFacts
    | RatingFacts
    | ShareFacts
    | LateFacts
    | LinesFacts
    | GapsFacts
    | BriefFacts
    | MeetingFacts
    | DraftFacts
    | ClosureFacts
    | ProposalFacts
    | HelpFacts
    | SilenceFacts
    | StrayFacts
    | TroubleFacts
    | CoverFacts
    | CorrectionFacts
    | SummaryFacts
    | FollowUpsFacts
    | QuestionsFacts
    | ChartFacts
    | OfferFacts
)


@dataclass(frozen=True)
class Wanted:
    """To be sent, or shown anew. `carried` names the facts it speaks of."""

    facts: Facts
    carried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unwanted:
    """Not to be sent, for this reason."""

    reason: str


def brief(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """Everything the message says, from the newest facts."""
    return KINDS[message.kind](work, message)


def opens_at(work: Work, message: MessageRow) -> datetime:
    """`work.now` if it may go now, else when: a reply to a person's own act at once, all else in working hours."""
    if message.priority == 0:
        return work.now
    reader = people.get(work, message.lane)
    return calendars.open_from(work, reader.zone if reader else calendars.unit(work).zone)


def _posted(message: MessageRow) -> bool:
    return message.ts is not None


def _number(message: MessageRow) -> int:
    return int(message.subject.partition(":")[2])


def _cycle(work: Work, message: MessageRow) -> CycleRow:
    return overviews.the_cycle(work, message.subject)


def _request(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """One message for all that a person owes; wanted while anything of it is still waited for."""
    _, cycle_id, person_id = message.subject.split(":")
    reader = people.need(work, message.lane)
    first = message.key == f"request:{cycle_id}:{person_id}"
    facts = portraits.asking_facts(work, message.id, int(cycle_id), reader, first=first)
    states = [row.state for row in facts.requests]
    if not _posted(message) and not facts.milestones and not any(state in reminding.WAITING for state in states):
        now = ", ".join(sorted({state.value for state in states})) or "nothing any more"
        return Unwanted(f"what it asks for is {now}")
    carried = [f"request:{row.request_id}" for row in facts.requests]
    return Wanted(facts, (*carried, *(f"milestone:{row.milestone_id}" for row in facts.milestones)))


def _which(work: Work, message: MessageRow) -> Wanted | Unwanted:
    kept, reader = strays.get(work, _number(message)), people.need(work, message.lane)
    asked = tuple(portraits.request_facts(work, one, reader) for one in message.details["requests"])
    settled = next((one for one in asked if one.request_id == kept.request_id), None)
    return Wanted(WhichFacts(kept.id, kept.text, asked, settled))


def _query(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row, given = requests.get(work, _number(message)), message.details["answer"]
    newest = requests.latest_answer(work, row.id)
    answered = newest is not None and newest.id != given
    if answered and not _posted(message):
        return Unwanted("it was answered meanwhile")
    facts = portraits.request_facts(work, row.id, people.need(work, message.lane))
    return Wanted(QueryFacts(facts, message.details["question"], message.details["by"], answered), (row.subject,))


def _reading(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(readings.of_answer(work, _number(message)), (message.subject,))


def _digest(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """Once posted it keeps the lines it carried; what was answered since has no button any more."""
    person = people.need(work, message.lane)
    day = calendars.today(work, person.zone)
    if _posted(message):
        return Unwanted("a reminder stays as it was")
    items = reminding.items(work, person, except_message=message.id)
    if not items:
        return Unwanted("nothing is left to remind of")
    facts = DigestFacts(person_id=person.id, day=day, zone=person.zone, items=items)
    return Wanted(facts, tuple(item.fact for item in items))


def _notice(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(NoticeFacts(message.details["code"], message.details["values"]))


def _trouble(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(TroubleFacts(message.details["code"], message.details["values"]))


def _opening(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.opening(work, _cycle(work, message)))


def _check(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(checking.facts(work, message.details["answer"], message.details["notes"]))


def _rate(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = overviews.rating(work, _cycle(work, message))
    if not _posted(message) and all(row.rating for row in facts.rows):
        return Unwanted("everything is rated already")
    return Wanted(facts)


def _share(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = overviews.share(work, _cycle(work, message), people.need(work, message.lane))
    return Wanted(facts) if facts.rows else Unwanted("nothing of theirs is rated")


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
    if not facts.rows and not _posted(message):
        return Unwanted("nothing is missing any more")
    return Wanted(facts)


def _brief(work: Work, message: MessageRow) -> Wanted | Unwanted:
    cycle = _cycle(work, message)
    if cycle.state is not CycleState.FROZEN and not _posted(message):
        return Unwanted(f"the stocktake is {cycle.state.value}")
    return Wanted(overviews.brief(work, cycle, people.need(work, message.lane)))


def _meeting(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.agenda(work, _cycle(work, message)))


def _silence(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.silence(work, _cycle(work, message), message.details["actions"]))


def _cover(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.cover(work, _cycle(work, message)))


def _correction(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = correcting.correction(work, summaries.by_id(work, _number(message)))
    if facts is None:
        return Unwanted("the figure is again what the summary said")
    return Wanted(facts)


def _draft(work: Work, message: MessageRow) -> Wanted | Unwanted:
    _, cycle_id, key = message.subject.split(":")
    facts = publishing.draft_facts(work, int(cycle_id), key)
    if facts.posted_at is not None and not _posted(message):
        return Unwanted("the summary is posted already")
    return Wanted(facts)


def _summary(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(publishing.read_snapshot(work, _number(message)), (message.subject,))


def _follow_ups(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = summaries.by_id(work, _number(message))
    facts = summarising.follow_ups(work, cycles.get(work, row.cycle_id), row.priority_key)
    return Wanted(facts) if facts.earlier or facts.new else Unwanted("no action was agreed yet")


def _questions(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = summaries.by_id(work, _number(message))
    lines = publishing.read_snapshot(work, row.id)
    return Wanted(summarising.questions(work, cycles.get(work, row.cycle_id), row.priority_key, lines))


def _chart(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = summaries.by_id(work, _number(message))
    lines = publishing.read_snapshot(work, row.id)
    return Wanted(summarising.chart(work, cycles.get(work, row.cycle_id), lines))


def _offer(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = actions.get(work, _number(message))
    if not _posted(message) and (row.state is not ActionState.PROPOSED or row.owner_id != message.lane):
        return Unwanted(f"the action is {row.state.value}, or somebody else's")
    return Wanted(portraits.offer_facts(work, row.id, message.lane), (message.subject,))


def _closure(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = actions.get(work, _number(message))
    if not _posted(message) and row.state is not ActionState.DONE_CLAIMED:
        return Unwanted(f"the action is {row.state.value}")
    return Wanted(portraits.closure_facts(work, row.id))


def _proposal(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = actions.get(work, _number(message))
    if not _posted(message) and row.proposed_due_on is None:
        return Unwanted("the date is decided already")
    return Wanted(portraits.proposal_facts(work, row.id))


def _help(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(helping.facts(work, helps.get(work, _number(message))))


def _stray(work: Work, message: MessageRow) -> Wanted | Unwanted:
    words = strays.get(work, _number(message))
    asked = requests.get(work, words.request_id) if words.request_id else None
    title = plan.priority(work, plan.indicator(work, asked.indicator_key).priority_key).title if asked else None
    return Wanted(StrayFacts(words.person_id, title, asked.period if asked else None, words.text))


KINDS: dict[str, Callable[[Work, MessageRow], Wanted | Unwanted]] = {
    "request": _request,
    "which": _which,
    "query": _query,
    "reading": _reading,
    "digest": _digest,
    "notice": _notice,
    "trouble": _trouble,
    "opening": _opening,
    "check": _check,
    "rate": _rate,
    "share": _share,
    "late": _late,
    "lines": _lines,
    "gaps": _gaps,
    "brief": _brief,
    "meeting": _meeting,
    "draft": _draft,
    "silence": _silence,
    "cover": _cover,
    "correction": _correction,
    "summary": _summary,
    "follow_ups": _follow_ups,
    "questions": _questions,
    "chart": _chart,
    "offer": _offer,
    "closure": _closure,
    "proposal": _proposal,
    "help": _help,
    "stray": _stray,
}
