"""What stands around a figure, in short lines: the longer period that it closes, and the parts it is made of."""

from typing import Any

from bot.facts.subgroups import SubgroupFacts
from bot.messages import figures
from domain.priority import Indicator, Observation


def variables(indicator: Indicator, facts: SubgroupFacts | None, together: Observation | None = None) -> dict[str, Any]:
    """What `subgroups.jinja` speaks of; `longer` and `parts` are none where nothing can be said."""
    whole = {
        "longer": together,
        "longer_value": indicator.print(together.value) if together else "",
        "longer_parts": f"{indicator.frequency.noun}s",
    }
    if facts is None:
        return whole | {"parts": None}
    return whole | {
        "parts": facts,
        "parts_goal": figures.condition(indicator, facts.target),
        "parts_width": indicator.points(facts.spread.width),
        "parts_worst": [(one.name, figures.bare(indicator, one.value)) for one in facts.spread.worst],
    }
