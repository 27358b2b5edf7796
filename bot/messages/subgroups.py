"""How the parts of a whole stand, in one short line."""

from typing import Any

from bot.facts.subgroups import SubgroupFacts
from bot.messages import figures
from domain.priority import Indicator


def variables(indicator: Indicator, facts: SubgroupFacts | None) -> dict[str, Any]:
    """What `subgroups.jinja` speaks of; `parts` is none where nothing can be said."""
    if facts is None:
        return {"parts": None}
    return {
        "parts": facts,
        "parts_goal": figures.condition(indicator, facts.target),
        "parts_width": indicator.points(facts.spread.width),
        "parts_worst": [(one.name, figures.bare(indicator, one.value)) for one in facts.spread.worst],
    }
