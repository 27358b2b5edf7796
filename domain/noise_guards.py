"""What the chart may say of a series: guards on top of its rules, for gaps, stillness and few points (READINGS 1).

The rules of `noise` are those of a published package and stay as they are. Here missing periods are left out and
counted, nothing is flagged while a series has hardly moved, and no assurance is given from a handful of points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from domain import noise
from domain.noise import NoiseChart
from domain.priority import Measure
from domain.series import listed, number

FEWEST_RANGES: Final = 5  # moving ranges that are not zero, before anything is flagged
FEWEST_ASSURED: Final = 6  # points, before it is said whether the process reaches the target
COMMON: Final = "Common Cause"


@dataclass(frozen=True)
class Guarded:
    """A chart of the points that are there.

    `missing` holds the indexes of the periods without a value, from the first value to the last. `varied` is false
    while every value is the same: then the limits are the mean, and there is "no variation yet". `trial` marks limits
    made from fewer than 13 points; `flagging` says whether there were moves enough for a label to count.
    """

    chart: NoiseChart
    values: tuple[float, ...]
    missing: tuple[int, ...]
    varied: bool
    trial: bool
    flagging: bool


def guarded(
    values: Sequence[float | None],
    measure: Measure,
    *,
    improvement: str,
    target: float | None = None,
    rebase: Sequence[int] = (),
    fix_after: int | None = None,
) -> Guarded | None:
    """The chart of `values`, oldest first with None where one is missing; `rebase` counts these too.

    None for a measure whose values carry earlier periods along, and for a series without a value. Raises Unreadable.
    """
    values = listed(values)
    known = [(index, number(value)) for index, value in enumerate(values) if value is not None]
    if not measure.stands_alone or not known:
        return None
    groups = [sum(index < start for index, _ in known) for start in noise.opens(rebase, len(values))]
    there = [value for _, value in known]
    chart = noise.read(there, improvement=improvement, target=target, rebase=groups, fix_after=fix_after)
    flagging = ranges(there) >= FEWEST_RANGES
    places = [index for index, _ in known]
    return Guarded(
        chart=_held_back(chart, flagging, len(there)),
        values=tuple(there),
        missing=tuple(index for index in range(places[0], places[-1]) if index not in set(places)),
        varied=ranges(there) > 0,
        trial=chart.points[-1].short,
        flagging=flagging,
    )


def ranges(known: Sequence[float]) -> int:
    """How often the series moved."""
    return sum(later != one for one, later in pairwise(known))


def _held_back(chart: NoiseChart, flagging: bool, count: int) -> NoiseChart:
    """Without the labels and the assurance that there is too little to give for."""
    points = chart.points
    if not flagging:
        points = tuple(replace(point, label=COMMON, kind="common") for point in points)
    assured = count >= FEWEST_ASSURED and points[-1].lower < points[-1].upper  # without a width there is no variation
    return NoiseChart(points, chart.assurance if assured else None)
