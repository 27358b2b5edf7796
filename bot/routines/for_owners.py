"""What people who owe figures and actions are sent."""

from collections.abc import Callable

from bot.facts.records import CycleRow, MessageRow
from bot.facts.requests import DigestFacts, NoticeFacts, QueryFacts, WhichFacts
from bot.routines import (
    Work,
    calendars,
    overviews,
    portraits,
    readings,
    reminding,
)
from bot.routines.wanted import Unwanted, Wanted, number, posted
from bot.store import actions, people, requests, strays
from domain.action import ActionState

OVERTAKEN = "the reading of what they said later says it"


def _cycle(work: Work, message: MessageRow) -> CycleRow:
    return overviews.the_cycle(work, message.subject)


def _request(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """One message for all that a person owes; wanted while anything of it is still waited for."""
    _, cycle_id, person_id = message.subject.split(":")
    reader = people.need(work, message.lane)
    first = message.key == f"request:{cycle_id}:{person_id}"
    facts = portraits.asking_facts(work, message.id, int(cycle_id), reader, first=first)
    states = [row.state for row in facts.requests]
    if not posted(message) and not facts.milestones and not any(state in reminding.WAITING for state in states):
        now = ", ".join(sorted({state.value for state in states})) or "nothing any more"
        return Unwanted(f"what it asks for is {now}")
    carried = [f"request:{row.request_id}" for row in facts.requests]
    return Wanted(facts, (*carried, *(f"milestone:{row.milestone_id}" for row in facts.milestones)))


def _which(work: Work, message: MessageRow) -> Wanted | Unwanted:
    kept, reader = strays.get(work, number(message)), people.need(work, message.lane)
    asked = tuple(portraits.request_facts(work, one, reader) for one in message.details["requests"])
    settled = next((one for one in asked if one.request_id == kept.request_id), None)
    return Wanted(WhichFacts(kept.id, kept.text, asked, settled))


def _query(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row, given = requests.get(work, number(message)), message.details["answer"]
    newest = requests.latest_answer(work, row.id)
    answered = newest is not None and newest.id != given
    if answered and not posted(message):
        return Unwanted("it was answered meanwhile")
    facts = portraits.request_facts(work, row.id, people.need(work, message.lane))
    return Wanted(QueryFacts(facts, message.details["question"], message.details["by"], answered), (row.subject,))


def _reading(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """Of the figure as it is known when it goes: where they put it right before then, they hear that once."""
    given = requests.answer(work, number(message))
    newest = requests.latest_answer(work, given.request_id) or given
    another = newest.observation_id != given.observation_id  # words alone have no reading of their own
    if another and newest.given_by == given.given_by and not posted(message):
        return Unwanted(OVERTAKEN)
    return Wanted(readings.of_answer(work, number(message)), (message.subject,))


def _digest(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """Once posted it keeps the lines it carried; what was settled since has no button any more."""
    person = people.need(work, message.lane)
    day = calendars.today(work, person.zone)
    if posted(message):
        day = calendars.local_day(message.tried_at or message.planned_at, person.zone)
        items = reminding.told_items(work, person, message.carried, day)
        return Wanted(DigestFacts(person_id=person.id, day=day, zone=person.zone, items=items), message.carried)
    items = reminding.items(work, person, except_message=message.id)
    if not items:
        return Unwanted("nothing is left to remind of")
    facts = DigestFacts(person_id=person.id, day=day, zone=person.zone, items=items)
    return Wanted(facts, tuple(item.fact for item in items))


def _notice(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(NoticeFacts(message.details["code"], message.details["values"]))


def _share(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = overviews.share(work, _cycle(work, message), people.need(work, message.lane))
    return Wanted(facts) if facts.rows else Unwanted("nothing of theirs is rated")


def _offer(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = actions.get(work, number(message))
    if not posted(message) and (
        row.state is not ActionState.PROPOSED or row.owner_id != message.lane or row.offered_at is None
    ):
        return Unwanted(f"the action is {row.state.value}, or somebody else's")
    return Wanted(portraits.offer_facts(work, row.id, message.lane), (message.subject,))


KINDS: dict[str, Callable[[Work, MessageRow], Wanted | Unwanted]] = {
    "request": _request,
    "which": _which,
    "query": _query,
    "reading": _reading,
    "digest": _digest,
    "notice": _notice,
    "share": _share,
    "offer": _offer,
}
