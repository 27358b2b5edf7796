"""Every name put where it covers least of what is drawn."""

from itertools import pairwise
from typing import Final

from bot.charts.geometry import Area, Box, Line, Sheet, Words
from bot.charts.names import names
from bot.charts.placing import Surroundings, lead, place
from bot.charts.scale import Scale
from bot.charts.style import BLUE, DOTTED, PALE, WIDTH
from bot.ports import ChartSpec

EDGE: Final = 12  # no label comes nearer to the right edge
MARK, POINT, BAND = 30.0, 6.0, 2.5  # what it costs to cover one
GRID, LIMIT, PATH, HISTORY = 0.1, 0.8, 3.0, 14.0  # or a stretch of one
SMALL_MARK: Final = 12  # in size


def labels(spec: ChartSpec, scale: Scale, drawn: Sheet) -> Sheet:
    """Names, and thin lines from those that had to go away from their marks."""
    around = _surroundings(scale, drawn)
    words: list[Words] = []
    leads: list[Line] = []
    for name in names(spec, scale):
        found = place(name.wanted, around)
        if found is None:
            continue
        words.extend(name.words(found.box))
        if found.led_from:
            leads.append(Line(lead(found.box, found.led_from), name.colour, 1.5))
    return Sheet(lines=tuple(leads), words=tuple(words))


def _surroundings(scale: Scale, drawn: Sheet) -> Surroundings:
    frame = scale.frame
    around = Surroundings(Box(frame.left + 4, frame.bottom, WIDTH - EDGE, frame.top))
    around.marks = [(spot.box, MARK if spot.size > SMALL_MARK else POINT) for spot in drawn.spots]
    columns = [box for area in drawn.areas for box in _columns(area)]
    around.marks += [(box, BAND / len(columns)) for box in columns]
    around.lines = [(line.points, _cost(line)) for line in drawn.lines]
    return around


def _cost(line: Line) -> float:
    if line.colour == BLUE:
        return HISTORY
    if line.dashes:
        return LIMIT if line.dashes == DOTTED else PATH
    return GRID if line.colour == PALE else PATH


def _columns(area: Area) -> list[Box]:
    """An area whose upper edge comes back as its lower one, cut into upright boxes."""
    half = len(area.points) // 2
    upper, lower = area.points[:half], area.points[: half - 1 : -1]
    edges = zip(pairwise(upper), pairwise(lower), strict=True)
    return [Box(one[0], min(low[1] for low in lows), other[0], max(one[1], other[1])) for (one, other), lows in edges]
