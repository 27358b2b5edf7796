"""What the latest value says, from two facts: its label on the chart, and what the points before it led one to expect.

On a drifting or a seasonal series the chart alone flags nearly everything; the interval made from the past knows of
drift and season. Only both together are a signal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from domain import noise, outlook
from domain.period import Frequency
from domain.priority import Polarity

FEWEST_RANGES: Final = 5  # moving ranges that are not zero, before anything is flagged
INTERVAL: Final = (0.025, 0.975)

SIGNAL: Final = "signal"
UNUSUAL: Final = "unusual on the chart"
SURPRISE: Final = "surprise"
NOISE: Final = "noise so far"
EARLY: Final = "too early"


@dataclass(frozen=True)
class SignalReading:
    """`lower` and `upper` are the 95 % interval for the latest value made from the points before it, in the unit.

    `run` counts the points in a row on one `side` of the mean ("above", "below" or "on"), the latest included.
    """

    kind: str
    lower: float | None
    upper: float | None
    label: str
    direction: str  # improvement, concern or common
    run: int
    side: str


def read_latest(
    values: Sequence[Decimal | None],
    *,
    polarity: Polarity,
    frequency: Frequency,
    bounds: tuple[float, float] | None = None,
) -> SignalReading:
    """The reading of the last of `values`, oldest first, None where one is missing. The last must be there."""
    known = [float(value) for value in values if value is not None]
    improvement = "increase" if polarity is Polarity.HIGHER else "decrease"
    point = noise.read(known, improvement=improvement).points[-1]
    run, side = _run(known, point.mean)
    flagged = point.kind != "common" and _ranges(known) >= FEWEST_RANGES
    try:
        past = [None if value is None else float(value) for value in values[:-1]]
        lower, upper = outlook.quantiles(past, 1, frequency.value, INTERVAL, bounds)
    except outlook.TooEarly:
        return SignalReading(EARLY, None, None, point.label, point.kind, run, side)
    outside = not lower <= known[-1] <= upper
    kind = {(True, True): SIGNAL, (True, False): UNUSUAL, (False, True): SURPRISE}.get((flagged, outside), NOISE)
    return SignalReading(kind, lower, upper, point.label, point.kind, run, side)


def _ranges(known: list[float]) -> int:
    return sum(later != one for one, later in pairwise(known))


def _run(known: list[float], mean: float) -> tuple[int, str]:
    side = "above" if known[-1] > mean else "below" if known[-1] < mean else "on"
    count = 0
    for value in reversed(known):
        if (value > mean) != (side == "above") or value == mean:
            break
        count += 1
    return count, side
