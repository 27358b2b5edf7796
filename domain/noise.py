"""Signal or noise? An XmR chart with the rules of the NHS's "Making Data Count", inside each group of points.

Base values give a mean and, from their moving ranges, limits of usual variation. Four rules mark what is unusual:
a point outside the limits, seven on one side of the mean, seven in a row up or down, two of three close to a limit.
Agrees with the R package NHSRplotthedots 0.2.2 to 1e-9 (READINGS 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final

from domain.series import Unreadable, check_word, listed, number, numbers, whole

SCREEN: Final = 3.267  # moving ranges from here on do not count for the limits
WIDTH: Final = 2.66  # of the limits, in average moving ranges
RUN: Final = 7  # points that make a shift or a trend
FEWEST_FIXED: Final = 12  # values that limits may be fixed after
SHORT: Final = 13  # points below which the limits of a group are on trial
KINDS: Final = {
    "increase": ("improvement", "concern"),
    "decrease": ("concern", "improvement"),
    "neutral": ("neutral_high", "neutral_low"),
}


@dataclass(frozen=True)
class NoisePoint:
    """One point's limits, in the values' unit, and what the rules say of it."""

    mean: float
    lower: float
    upper: float
    label: str
    kind: str
    short: bool  # its group has fewer than 13 points, so these are trial limits


@dataclass(frozen=True)
class NoiseChart:
    """All points, and whether the process as it runs would reach the target."""

    points: tuple[NoisePoint, ...]
    assurance: str | None


@dataclass(frozen=True)
class Limits:
    """Where usual variation stays. Without variation, or with a single point, the limits are the mean."""

    mean: float
    range: float  # the average moving range

    @property
    def lower(self) -> float:
        return self.mean - WIDTH * self.range

    @property
    def upper(self) -> float:
        return self.mean + WIDTH * self.range


def read(
    values: Sequence[float],
    *,
    improvement: str,
    target: float | None = None,
    rebase: Sequence[int] = (),
    fix_after: int | None = None,
    screen: bool = True,
) -> NoiseChart:
    """The chart of `values`, oldest first.

    `improvement` is "increase", "decrease" or "neutral"; `rebase` holds the indexes that open a new group, which no
    rule crosses; `fix_after` takes the limits from the first so many values of each group; `screen` leaves moving
    ranges out of the limits that are far too wide. No values make an empty chart. Raises Unreadable for a value or a
    target that is no finite number, a `fix_after` below 12, an index outside the values, another `improvement`.
    """
    series = numbers(values)
    goal = None if target is None else number(target, "The target")
    openings = opens(rebase, len(series))
    fixed = None if fix_after is None else whole(fix_after, "What limits are fixed after")
    _check(improvement, fixed)
    points: list[NoisePoint] = []
    starts = sorted({0, *openings})
    for start, end in zip(starts, [*starts[1:], len(series)], strict=True):
        points += _group(series[start:end], improvement, fixed, screen)
    return NoiseChart(tuple(points), _assurance(points, improvement, goal))


def opens(rebase: Sequence[int], length: int) -> list[int]:
    """The indexes that open a group of so many values. Raises Unreadable for one that is not among them."""
    found = [whole(start, "What opens a new group") for start in listed(rebase, "What opens new groups")]
    if any(not 0 <= start <= length for start in found):
        raise Unreadable(f"A new group can open at 0 to {length}, where there are {length} values.")
    return found


def _check(improvement: str, fix_after: int | None) -> None:
    check_word(improvement, KINDS, "Improvement is")
    if fix_after is not None and fix_after < FEWEST_FIXED:
        raise Unreadable(f"Limits are fixed after {FEWEST_FIXED} values or more, not after {str(fix_after)[:9]}.")


def limits(values: Sequence[float], *, screen: bool = True) -> Limits:
    """Mean and average moving range of base values; ranges that are far too wide are left out once.

    Raises Unreadable for a value that is no finite number.
    """
    values = numbers(values)
    ranges = [abs(later - one) for one, later in pairwise(values)]
    average = _mean(ranges)
    if screen:
        average = _mean([one for one in ranges if one < SCREEN * average])
    return Limits(_mean(values), average)


def _mean(values: Sequence[float]) -> float:
    """Rounded once. Equal values have themselves as their mean, to the last bit: no side of it is "above"."""
    if not values:
        return 0.0
    return min(max(fsum(values) / len(values), min(values)), max(values))


def _group(values: list[float], improvement: str, fix_after: int | None, screen: bool) -> list[NoisePoint]:
    found = limits(values[:fix_after] if fix_after else values, screen=screen)
    sides = [_sign(value - found.mean) for value in values]
    labels = _labels(values, sides, found)
    short = len(values) < SHORT
    return [
        NoisePoint(found.mean, found.lower, found.upper, label, _kind(label, improvement), short) for label in labels
    ]


def _labels(values: list[float], sides: list[int], found: Limits) -> list[str]:
    outside = [value > found.upper or value < found.lower for value in values]
    shift, trend, close = _shifts(sides), _trends(values), _two_in_three(values, sides, outside, found)
    labels = []
    for index, side in enumerate(sides):
        if outside[index]:
            labels.append("Above UCL" if side > 0 else "Below LCL")
        elif trend[index]:
            labels.append(f"7 Point Trend ({'Increasing' if trend[index] > 0 else 'Decreasing'})")
        elif close[index]:
            labels.append("2 in 3 Above CL" if side > 0 else "2 in 3 Below CL")
        elif shift[index]:
            labels.append("7 Points Above CL" if side > 0 else "7 Points Below CL")
        else:
            labels.append("Common Cause")
    return labels


def _shifts(sides: list[int]) -> list[bool]:
    """Seven in a row on one side: all of them, and each further one."""
    flagged = [False] * len(sides)
    for end in range(RUN, len(sides) + 1):
        window = sides[end - RUN : end]
        if window[0] != 0 and len(set(window)) == 1:
            flagged[end - RUN : end] = [True] * RUN
    return flagged


def _trends(values: list[float]) -> list[int]:
    """Seven in a row each above (below) the one before: 1 or -1 for each, 0 elsewhere.

    A point in two trends has the direction of the step into it, unless the next one is in a trend too: then of the
    step out of it.
    """
    steps = [0, *(_sign(later - one) for one, later in pairwise(values))]
    inside = [False] * len(values)
    for end in range(RUN, len(values) + 1):
        window = steps[end - RUN + 1 : end]
        if window[0] != 0 and len(set(window)) == 1:
            inside[end - RUN : end] = [True] * RUN
    directions = [0] * len(values)
    for index, flagged in enumerate(inside):
        if flagged:
            further = index + 1 < len(values) and inside[index + 1]
            directions[index] = steps[index + 1] if further else steps[index]
    return directions


def _two_in_three(values: list[float], sides: list[int], outside: list[bool], found: Limits) -> list[bool]:
    """Of three in a row on one side at least two close to the limit: the close ones."""
    near = WIDTH * found.range * 2 / 3
    close = [
        not out and (value > found.mean + near or value < found.mean - near)
        for value, out in zip(values, outside, strict=True)
    ]
    flagged = [False] * len(values)
    for end in range(3, len(values) + 1):
        window = range(end - 3, end)
        if len({sides[index] for index in window}) == 1 and sum(close[index] for index in window) >= 2:
            for index in window:
                flagged[index] = flagged[index] or close[index]
    return flagged


def _kind(label: str, improvement: str) -> str:
    if label == "Common Cause":
        return "common"
    high, low = KINDS[improvement]
    return high if "Above" in label or "Increasing" in label else low


def _assurance(points: list[NoisePoint], improvement: str, target: float | None) -> str | None:
    if target is None or improvement == "neutral" or not points:
        return None
    last = points[-1]
    if target > last.upper:
        return "consistent_fail" if improvement == "increase" else "consistent_pass"
    if target < last.lower:
        return "consistent_pass" if improvement == "increase" else "consistent_fail"
    return "inconsistent"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
