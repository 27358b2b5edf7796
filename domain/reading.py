"""What the latest value says, from two facts: its label on the chart, and what the points before it led one to expect.

On a drifting or a seasonal series the chart alone flags nearly everything; the interval made from the past knows of
drift and season. Only both together are a signal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain import outlook
from domain.noise_guards import Guarded, guarded
from domain.period import Frequency
from domain.priority import Measure, Polarity
from domain.series import Unreadable, listed, number

INTERVAL: Final = (0.025, 0.975)

SIGNAL: Final = "signal"
UNUSUAL: Final = "unusual on the chart"
SURPRISE: Final = "surprise"
NOISE: Final = "noise so far"
EARLY: Final = "too early"
STILL: Final = "no variation yet"
GOES_ON: Final = (NOISE, SURPRISE)  # one value, however surprising, ends no process


@dataclass(frozen=True)
class SignalReading:
    """`lower` and `upper` are the 95 % interval for the latest value made from the points before it, in the unit.

    `run` counts the points in a row on one `side` of the mean ("above", "below" or "on"), the latest included.
    `trial` marks limits from fewer than 13 points, `missing` counts periods without a value among the others.
    `assurance` says of a target whether values that go on as they vary will reach it (READINGS 1): "consistent_pass",
    "consistent_fail", "inconsistent"; None without a target, from fewer than 6 points, and while the series does not
    go on as before, which the limits suppose.
    """

    kind: str
    lower: float | None
    upper: float | None
    label: str
    direction: str  # improvement, concern or common
    run: int
    side: str
    trial: bool = False
    missing: int = 0
    assurance: str | None = None

    @property
    def needs_word(self) -> bool:
        """Whether a sentence is asked for: a signal has a cause, and noise has none (DOMAIN 4)."""
        return self.kind == SIGNAL


def read_latest(
    values: Sequence[Decimal | None],
    *,
    polarity: Polarity,
    frequency: Frequency,
    bounds: tuple[float, float] | None = None,
    measure: Measure = Measure.LEVEL,
    target: Decimal | None = None,
) -> SignalReading | None:
    """The reading of the last of `values`, oldest first, None where one is missing; the last must be there.

    None for a measure that carries earlier periods along. Raises Unreadable when the last value is missing or one is
    no figure. Bounds that exclude a value are no bounds.
    """
    values = listed(values)
    if not values or values[-1] is None:
        raise Unreadable("There is no latest value to read.")
    series = [None if value is None else number(value) for value in values]
    improvement = "increase" if polarity is Polarity.HIGHER else "decrease"
    goal = None if target is None else number(target)
    chart = guarded(series, measure, improvement=improvement, target=goal)
    if chart is None:
        return None
    lower, upper = interval(series[:-1], frequency, bounds) or (None, None)
    return _reading(chart, lower, upper)


def interval(
    past: Sequence[float | None], frequency: Frequency, bounds: tuple[float, float] | None
) -> tuple[float, float] | None:
    """Where 19 in 20 next values lie, from the past alone; None when it is too early to say.

    Bounds that exclude a past value are no bounds.
    """
    try:
        lower, upper = outlook.quantiles(past, 1, frequency.value, INTERVAL, outlook.holding(bounds, past))
    except outlook.TooEarly:
        return None
    return lower, upper


def _reading(chart: Guarded, lower: float | None, upper: float | None) -> SignalReading:
    point, latest = chart.chart.points[-1], chart.values[-1]
    outside = lower is not None and upper is not None and not lower <= latest <= upper
    run, side = _run(chart.values, point.mean)
    kind = _kind(chart, early=lower is None, outside=outside)
    return SignalReading(
        kind=kind,
        lower=lower,
        upper=upper,
        label=point.label,
        direction=point.kind,
        run=run,
        side=side,
        trial=chart.trial,
        missing=len(chart.missing),
        assurance=chart.chart.assurance if kind in GOES_ON else None,
    )


def _kind(chart: Guarded, *, early: bool, outside: bool) -> str:
    """From two facts: the label of the latest point, and whether it lies outside the interval (READINGS 1)."""
    if early:
        return EARLY
    if not chart.varied:
        return STILL
    flagged = chart.chart.points[-1].kind != "common"
    return {(True, True): SIGNAL, (True, False): UNUSUAL, (False, True): SURPRISE}.get((flagged, outside), NOISE)


def _run(known: Sequence[float], mean: float) -> tuple[int, str]:
    side = "above" if known[-1] > mean else "below" if known[-1] < mean else "on"
    count = 0
    for value in reversed(known):
        if (value > mean) != (side == "above") or value == mean:
            break
        count += 1
    return count, side
