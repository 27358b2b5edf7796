"""What was agreed before, beside what is agreed now; how much of the way is behind; where a series breaks."""

from collections.abc import Sequence
from typing import Any

from bot.facts.agreements import EarlierFacts
from bot.messages import figures
from bot.messages.phrases import day
from domain.definition import DefinitionBreak
from domain.priority import Indicator
from domain.status import Standing

ALWAYS = 0  # no date is of this year, so that each is told with its own


def variables(
    indicator: Indicator, standing: Standing | None, earlier: Sequence[EarlierFacts], broken: DefinitionBreak | None
) -> dict[str, Any]:
    """What `agreed.jinja` speaks of."""
    return {
        "share": share(standing),
        "earlier": [_earlier(indicator, one) for one in earlier],
        "broken": broken,
    }


def share(standing: Standing | None) -> str:
    """ "60 % of the required improvement", or nothing where none is required."""
    if standing is None or standing.share is None or standing.below_baseline:
        return ""  # below the baseline is told as that
    return f"{standing.share:.0%} of the required improvement".replace("%", " %")


def _earlier(indicator: Indicator, one: EarlierFacts) -> dict[str, Any]:
    stands = one.standing
    return {
        "goal": figures.condition(indicator, one.target),
        "period": one.target.period,
        "changed_on": day(one.changed_on, ALWAYS),
        "because": one.because,
        "lowered": one.lowered,
        "status": stands.status.value,
        "path": figures.from_path(indicator, stands) if stands.expected is not None else "",
    }
