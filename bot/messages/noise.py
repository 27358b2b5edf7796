"""Signal or noise, in a sentence (READINGS 1): spoken in the reply to an answer and in a summary's thread."""

from typing import Any

from bot.messages import figures
from domain.priority import Indicator, Target
from domain.reading import SignalReading

LONG_RUN = 3  # points in a row on one side of the average that are worth a word


def variables(indicator: Indicator, signal: SignalReading | None, target: Target | None) -> dict[str, Any]:
    """What `noise.jinja` speaks of; `kind` is empty when nothing can be said."""
    if signal is None:
        return {"kind": ""}
    return {
        "kind": signal.kind,
        "direction": signal.direction,
        "lower": "" if signal.lower is None else figures.rough(indicator, signal.lower),
        "upper": "" if signal.upper is None else figures.rough(indicator, signal.upper),
        "past": f"{indicator.frequency.noun}s",
        "run": _run(indicator, signal) if signal.run >= LONG_RUN else "",
        "pattern": _pattern(indicator, signal),
        "trial": signal.trial,
        "assurance": signal.assurance if target else None,
        "assured": figures.condition(indicator, target) if target else "",
        "missing": figures.periods(indicator.frequency, signal.missing) if signal.missing else "",
    }


def _run(indicator: Indicator, signal: SignalReading) -> str:
    return f"{figures.periods(indicator.frequency, signal.run)} {signal.side} average"


def _pattern(indicator: Indicator, signal: SignalReading) -> str:
    """What the chart's rule saw, in words."""
    periods = f"{indicator.frequency.noun}s"
    return {
        "Above UCL": "above the upper limit of the chart",
        "Below LCL": "below the lower limit of the chart",
        "7 Point Trend (Increasing)": f"up seven {periods} in a row",
        "7 Point Trend (Decreasing)": f"down seven {periods} in a row",
        "2 in 3 Above CL": f"well above average in two of three {periods}",
        "2 in 3 Below CL": f"well below average in two of three {periods}",
    }.get(signal.label, _run(indicator, signal))
