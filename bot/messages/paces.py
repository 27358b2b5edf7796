"""Pace needed beside pace achieved, in words."""

from typing import Any

from bot.messages import figures
from domain.pace import Pace
from domain.period import Frequency, Period
from domain.priority import Indicator


def variables(indicator: Indicator, pace: Pace | None) -> dict[str, Any]:
    """What `pace.jinja` speaks of; `needed` is empty when there is no way left to go."""
    if pace is None:
        return {"needed": "", "held": False}
    return {
        "goal": figures.goal(indicator, pace.target),
        "goal_period": pace.target.period,
        "held": figures.reached(indicator, pace),
        "needed": figures.per_period(indicator, pace.needed),
        "achieved": figures.per_period(indicator, pace.achieved) if pace.achieved is not None else "",
        "against": _against(pace),
    }


def _against(pace: Pace) -> str:
    """ "against last September", or since when."""
    if pace.against is None:
        return ""
    latest = pace.target.period.next(-pace.periods_left)
    if pace.against != latest.year_before():
        return f"since {pace.against.short}"
    return f"against {_a_year_ago(pace.against)}"


def _a_year_ago(period: Period) -> str:
    if period.frequency is Frequency.WEEK:
        return "the same week last year"
    return (
        f"last {period.long.removesuffix(f' {period.start.year}')}"
        if period.frequency is Frequency.MONTH
        else period.long
    )
