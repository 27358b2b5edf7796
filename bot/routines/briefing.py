"""What a planned message would say now, or why it is not wanted any more. Asked when it is about to be sent.

Whatever was decided when it was planned, the newest facts decide: an answered request needs no reminder, a closed
action no offer. A message that was posted is always wanted: then this is how it shows what became of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.facts.actions import OfferFacts
from bot.facts.records import MessageRow
from bot.facts.requests import DigestFacts, NoticeFacts, ReadingFacts, RequestFacts
from bot.facts.summaries import ChartFacts, FollowUpsFacts, QuestionsFacts, SummaryFacts
from bot.facts.unit import (
    ClosureFacts,
    DraftFacts,
    HelpFacts,
    LateFacts,
    LateRow,
    ProposalFacts,
    RateFacts,
    StrayFacts,
    TroubleFacts,
)
from bot.routines import (
    Work,
    calendars,
    portraits,
    publishing,
    readings,
    reminding,
    summarising,
    timetable,
)
from bot.store import actions, cycles, helps, people, plan, requests, strays, summaries
from domain.action import ActionState

Facts = (
    RequestFacts
    | ReadingFacts
    | DigestFacts
    | NoticeFacts
    | RateFacts
    | LateFacts
    | DraftFacts
    | ClosureFacts
    | ProposalFacts
    | HelpFacts
    | StrayFacts
    | TroubleFacts
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


def _request(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = requests.get(work, _number(message))
    if not _posted(message) and row.state not in reminding.WAITING:
        return Unwanted(f"the request is {row.state.value}")
    return Wanted(portraits.request_facts(work, row.id, people.need(work, message.lane)), (message.subject,))


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


def _rate(work: Work, message: MessageRow) -> Wanted | Unwanted:
    _, cycle_id, key = message.subject.split(":")
    facts = portraits.rate_facts(work, int(cycle_id), key)
    if facts.rating is not None and not _posted(message):
        return Unwanted("it is rated already")
    return Wanted(facts)


def _share(work: Work, message: MessageRow) -> Wanted | Unwanted:
    _, cycle_id, key = message.subject.split(":")
    return Wanted(portraits.rate_facts(work, int(cycle_id), key))


def _late(work: Work, message: MessageRow) -> Wanted | Unwanted:
    cycle = cycles.get(work, _number(message))
    rows = tuple(_late_row(work, request_id) for request_id in timetable.late_rows(work, cycle))
    if not rows:
        return Unwanted("nobody is late any more")
    return Wanted(LateFacts(meeting_on=cycle.meeting_on, zone=calendars.unit(work).zone, rows=rows))


def _late_row(work: Work, request_id: int) -> LateRow:
    row = requests.get(work, request_id)
    title = plan.priority(work, plan.indicator(work, row.indicator_key).priority_key).title
    return LateRow(title, row.period, row.person_id, row.due_at, row.promised_for)


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
    wish = helps.get(work, _number(message))
    asked = requests.get(work, wish.request_id)
    key = plan.indicator(work, asked.indicator_key).priority_key
    title = plan.priority(work, key).title
    return Wanted(HelpFacts(key, title, asked.period, wish.wanted_by, wish.what, wish.from_whom, wish.by_when))


def _stray(work: Work, message: MessageRow) -> Wanted | Unwanted:
    words = strays.get(work, _number(message))
    asked = requests.get(work, words.request_id) if words.request_id else None
    title = plan.priority(work, plan.indicator(work, asked.indicator_key).priority_key).title if asked else None
    return Wanted(StrayFacts(words.person_id, title, asked.period if asked else None, words.text))


KINDS: dict[str, Callable[[Work, MessageRow], Wanted | Unwanted]] = {
    "request": _request,
    "reading": _reading,
    "digest": _digest,
    "notice": _notice,
    "trouble": _trouble,
    "rate": _rate,
    "share": _share,
    "late": _late,
    "draft": _draft,
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
