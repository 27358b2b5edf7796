"""The outlook in a line: what past figures alone say, how far that can be relied on, and with the owner's word."""

from typing import Any

from bot.facts.outlooks import OutlookFacts, RecordFacts, SaidFacts
from bot.messages import figures
from domain.outlook_said import in_words
from domain.priority import Indicator


def variables(indicator: Indicator, facts: OutlookFacts | None, *, reader_is_owner: bool = False) -> dict[str, Any]:
    """What `outlook.jinja` speaks of; `chance_goal` is empty when nothing can be said."""
    if facts is None:
        return {"chance_goal": ""}
    told = facts.outlook
    provisional = told.footing.provisional and told.lower is not None and told.upper is not None
    return {
        "chance_goal": figures.condition(indicator, facts.target),
        "chance_period": facts.target.period,
        "chance": told.words,
        "early": told.chance is None,
        "range_from": figures.rough(indicator, told.lower) if provisional and told.lower is not None else "",
        "range_to": figures.rough(indicator, told.upper) if provisional and told.upper is not None else "",
        "owner_chance": figures.percent(facts.owner),
        "owner_word": "your" if reader_is_owner else "the owner's",
        "together": in_words(facts.blend) if facts.blend is not None else "",
    }


def said(indicator: Indicator, facts: SaidFacts | None) -> dict[str, Any]:
    """What the reading reads back of what its reader expects; `expects` is empty where they said nothing."""
    if facts is None:
        return {"expects": []}
    goal = f"{figures.condition(indicator, facts.target)} by {facts.target.period.short}" if facts.target else ""
    parts = [
        figures.judged(facts.likelihood) if facts.likelihood else "",
        f"{figures.percent(facts.chance)} % for {goal}" if facts.chance is not None and goal else "",
        f"{indicator.print(facts.value)} in {facts.period.short}" if facts.value is not None and facts.period else "",
    ]
    return {"expects": [part for part in parts if part]}


def record(facts: RecordFacts | None) -> dict[str, Any]:
    """What `record.jinja` speaks of."""
    return {
        "record": facts if facts and facts.known else None,
        "brier": _score(facts, "chances"),
        "model": _score(facts, "model"),
        "dated": _score(facts, "dates"),
    }


def _score(facts: RecordFacts | None, name: str) -> str:
    """ "0.18 (0.05 to 0.31)", or without an interval where there is one alone."""
    found = getattr(facts, name) if facts else None
    if found is None:
        return ""
    reach = f" ({found.interval[0]:.2f} to {found.interval[1]:.2f})" if found.interval else ""
    return f"{found.mean:.2f}{reach}"
