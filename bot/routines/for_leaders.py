"""What the principal and leaders are sent."""

from collections.abc import Callable
from dataclasses import replace

from bot.facts.records import CycleRow, MessageRow
from bot.routines import (
    Work,
    correcting,
    overviews,
    problems,
    publishing,
    summarising,
)
from bot.routines.wanted import Unwanted, Wanted, number, posted
from bot.store import cycles, people, summaries
from domain.stocktake import CycleState


def _cycle(work: Work, message: MessageRow) -> CycleRow:
    return overviews.the_cycle(work, message.subject)


def _brief(work: Work, message: MessageRow) -> Wanted | Unwanted:
    cycle = _cycle(work, message)
    if cycle.state is not CycleState.FROZEN and not posted(message):
        return Unwanted(f"the stocktake is {cycle.state.value}")
    return Wanted(overviews.brief(work, cycle, people.need(work, message.lane)))


def _cover(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(overviews.cover(work, _cycle(work, message)))


def _correction(work: Work, message: MessageRow) -> Wanted | Unwanted:
    facts = correcting.due(work, message)
    if facts is None:
        return Unwanted("the figure is another again, or what the summary said")
    return Wanted(facts)


def _summary(work: Work, message: MessageRow) -> Wanted | Unwanted:
    return Wanted(publishing.read_snapshot(work, number(message)), (message.subject,))


def _follow_ups(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = summaries.by_id(work, number(message))
    facts = summarising.follow_ups(work, cycles.get(work, row.cycle_id), row.priority_key)
    return Wanted(facts) if facts.earlier or facts.new else Unwanted("no action was agreed yet")


def _questions(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = summaries.by_id(work, number(message))
    lines = publishing.read_snapshot(work, row.id)
    facts = summarising.questions(work, cycles.get(work, row.cycle_id), row.priority_key, lines)
    return Wanted(replace(facts, problems=problems.open_of(work, row.priority_key)))


def _chart(work: Work, message: MessageRow) -> Wanted | Unwanted:
    row = summaries.by_id(work, number(message))
    lines = publishing.read_snapshot(work, row.id)
    return Wanted(summarising.chart(work, cycles.get(work, row.cycle_id), lines))


KINDS: dict[str, Callable[[Work, MessageRow], Wanted | Unwanted]] = {
    "brief": _brief,
    "cover": _cover,
    "correction": _correction,
    "summary": _summary,
    "follow_ups": _follow_ups,
    "questions": _questions,
    "chart": _chart,
}
