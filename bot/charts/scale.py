"""From values and periods to places on the picture, and the round numbers beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

from bot.charts.geometry import Box, Point
from bot.ports import ChartSpec

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
INTERVALS: Final = 5  # between round numbers, at most
ROOM: Final = 0.09  # of the range, kept free above and below
REACH: Final = 0.8  # how far limits and outlook may widen the range of everything else
STILL: Final = 0.05  # of the value: the range of a series that never moved
SAME: Final = 1e-12  # of the value: less is no difference
LARGE: Final = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"))
SMALLEST: Final = 1e-6  # a step below it is written with a power of ten


@dataclass(frozen=True)
class Scale:
    """Within `frame` a place for each of `count` periods, and for the values from `low` to `high`.

    The axis of the periods runs along `floor`, which is below the frame where events have their names in between.
    """

    frame: Box
    floor: float
    count: int
    low: float
    high: float

    def across(self, position: float) -> float:
        """The middle of a period; positions count from 0."""
        return self.frame.left + (position + 0.5) / self.count * self.frame.width

    def up(self, value: float) -> float:
        """Of a value, which may lie outside the range."""
        return self.frame.bottom + (value - self.low) / (self.high - self.low) * self.frame.height

    def at(self, position: float, value: float) -> Point:
        return self.across(position), self.up(value)


def value_range(spec: ChartSpec) -> tuple[float, float]:
    """The lowest and the highest value shown, with some room; never without an extent."""
    core = list(_core(spec))
    low, high = min(core), max(core)
    reach = (high - low) * REACH if high > low else float("inf")
    around = list(_around(spec))
    low, high = max(min([low, *around]), low - reach), min(max([high, *around]), high + reach)
    moves = high - low > max(abs(low), abs(high)) * SAME
    room = (high - low) * ROOM if moves else max(abs(high) * STILL, 10.0**-spec.decimals)
    return low - room, high + room


def _core(spec: ChartSpec) -> Iterator[float]:
    yield from (value for value in (*spec.values, *spec.expected) if value is not None)
    yield from (mark.value for mark in (spec.baseline, spec.target, *spec.interim, *spec.earlier) if mark is not None)


def _around(spec: ChartSpec) -> Iterator[float]:
    for limits in spec.limits:
        yield from (limits.low, limits.high)
    for _, low, high in spec.band:
        yield from (low, high)


def round_numbers(
    low: float, high: float, bounds: tuple[float | None, float | None], finest: float
) -> tuple[list[float], float]:
    """Those between two values and within the bounds, and how far they are apart: `finest` at least, if that fits."""
    rough = (high - low) / INTERVALS
    power = 10.0 ** floor(log10(rough))
    step = next(one for one in STEPS if one * power >= rough * (1 - 1e-9)) * power
    if step < finest <= (high - low) / 2:
        step = finest
    least, most = bounds
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)], step


def numbers_written(numbers: Iterable[float], step: float) -> list[str]:
    """All alike: with the decimals that tell them apart, large ones in millions, billions or trillions."""
    numbers = list(numbers)
    if not numbers:
        return []
    if step < SMALLEST:
        return [f"{number:.3g}" for number in numbers]
    most = max(map(abs, numbers))
    for size, word in LARGE:
        if most >= size and _decimals(step / size) <= 2:
            return [f"{number / size:,.{_decimals(step / size)}f}{word}" if number else "0" for number in numbers]
    return [f"{number:,.{_decimals(step)}f}" for number in (one or 0.0 for one in numbers)]


def _decimals(step: float) -> int:
    """How many are needed to write multiples of a step."""
    return next(places for places in range(20) if abs(round(step, places) - step) < step * 1e-6)
