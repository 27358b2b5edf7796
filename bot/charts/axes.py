"""The axes: round numbers at the left with a pale line each, periods underneath, as many as there is room for."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.charts.geometry import Line, Sheet, Words
from bot.charts.lettering import line, printable, width
from bot.charts.scale import Scale
from bot.charts.style import ASCENT, GREY, LEADING, PALE, SMALL, WIDTH

UNEVEN: Final = (1, 2, 4, 13, 26, 52, 104, 156, 260)  # periods that do not come again: weeks and years
GAP: Final = 26  # between two periods
BESIDE: Final = 14  # between a number and its line
UNDER: Final = 14  # between the axis and its periods
TICK: Final = 8


def grid(scale: Scale, numbers: Sequence[float]) -> Sheet:
    """A line a number, and the axis of the periods."""
    left, right = scale.frame.left, scale.frame.right
    end = min(right, scale.across(scale.count - 1) + BESIDE)
    lines = [Line(((left, scale.up(one)), (end, scale.up(one))), PALE, 1.5) for one in numbers]
    return Sheet(lines=(*lines, Line(((left, scale.floor), (right, scale.floor)), GREY, 2)))


def numbers_beside(scale: Scale, numbers: Sequence[float], written: Sequence[str]) -> Sheet:
    """Each ends at the left of its line."""
    found = []
    for number, text in zip(numbers, written, strict=True):
        left = scale.frame.left - BESIDE - width(text, SMALL)
        found.append(line(text, left, scale.up(number) - 0.36 * SMALL, SMALL, GREY))
    return Sheet(words=tuple(found))


def periods_under(scale: Scale, labels: Sequence[str], latest: int) -> Sheet:
    """On two lines: "Sep" over "2017", which is not said again for the periods of the same year beside it."""
    parts = [_parts(printable(label)) for label in labels]
    shown = _shown(scale, parts, latest)
    top = scale.floor - UNDER
    words, ticks, before = [], [], ""
    for position in shown:
        middle = scale.across(position)
        upper, lower = parts[position]
        words.append(_centred(scale, upper, middle, top - ASCENT * SMALL))
        if lower and lower != before:
            words.append(_centred(scale, lower, middle, top - (ASCENT + LEADING) * SMALL))
        before = lower
        ticks.append(Line(((middle, scale.floor), (middle, scale.floor - TICK)), GREY, 2))
    return Sheet(lines=tuple(ticks), words=tuple(words))


def _parts(label: str) -> tuple[str, str]:
    """What changes from period to period, and the year."""
    upper, _, lower = label.rpartition(" ")
    return (upper, lower) if upper else (lower, "")


def _shown(scale: Scale, parts: Sequence[tuple[str, str]], latest: int) -> list[int]:
    """The latest, and every so many before and after it."""
    count = len(parts)
    for step in (*(one for one in _steps(parts) if one < count), count):
        shown = list(range(latest % step, count, step))
        places = [_extent(scale, parts[position], position) for position in shown]
        if all(one[1] + GAP <= later[0] for one, later in pairwise(places)):
            return shown
    return [latest]


def _steps(parts: Sequence[tuple[str, str]]) -> list[int]:
    """Even parts of a year, and whole years."""
    names = [upper for upper, _ in parts]
    again = next((at for at in range(1, len(names)) if names[at] == names[0] and parts[at][1] != parts[0][1]), 0)
    if again < 2:
        return list(UNEVEN) if names[0] else [1, 2, 5, 10, 20, 50, 100]
    return [one for one in (1, 2, 3, 4, 6) if again % one == 0 or again == 13] + [
        again * one for one in (1, 2, 3, 5, 10)
    ]


def _extent(scale: Scale, parts: tuple[str, str], position: int) -> tuple[float, float]:
    wide = max(width(text, SMALL) for text in parts)
    left = _left(scale, wide, scale.across(position))
    return left, left + wide


def _centred(scale: Scale, text: str, middle: float, baseline: float) -> Words:
    return line(text, _left(scale, width(text, SMALL), middle), baseline, SMALL, GREY)


def _left(scale: Scale, wide: float, middle: float) -> float:
    """So that it stays on the picture."""
    least, most = 4.0, WIDTH - 4.0 - wide
    return max(least, min(middle - wide / 2, most))
