"""What the message that asks for a figure and its modals have in common: the figure, and what is known of it."""

from typing import Any

from bot.facts.requests import RequestFacts
from bot.messages import figures
from bot.messages.phrases import Phrases


def phrases(template: str, facts: RequestFacts, **more: Any) -> Phrases:
    """The template's parts, spoken of one request."""
    return Phrases(template, **variables(facts), **more)


def variables(facts: RequestFacts) -> dict[str, Any]:
    indicator, target = facts.indicator, facts.due_target
    return {
        "facts": facts,
        "title": facts.title,
        "key": facts.priority_key,
        "period": facts.period,
        "dates": facts.dates,
        "zone": facts.zone,
        "year": facts.dates.meeting.year,
        "what": figures.what(indicator),
        "last": indicator.print(facts.last.value) if facts.last else "",
        "last_period": facts.last.period if facts.last else None,
        "expected": indicator.print(facts.expected) if facts.expected is not None else "",
        "target": figures.condition(indicator, target) if target else "",
        "target_kind": figures.kind(target) if target else "",
        "example": figures.example(indicator, facts.last),
        "answered": indicator.print(facts.answered.value) if facts.answered else "",
    }
