"""Where everything on the picture is. Pure: a spec in, shapes and words with their places out."""

from itertools import pairwise
from math import isfinite
from typing import Final

from bot.charts import events
from bot.charts.axes import UNDER, grid, numbers_beside, periods_under
from bot.charts.geometry import Area, Box, Line, Sheet, Spot, Words
from bot.charts.lettering import height, line, printable, width, wrapped
from bot.charts.marks import areas, history, latest, limits, path, spots
from bot.charts.names import end_width, names
from bot.charts.placing import Surroundings, lead, place
from bot.charts.scale import Scale, numbers_written, round_numbers, value_range
from bot.charts.style import (
    ASCENT,
    DESCENT,
    DOTTED,
    GREY,
    HEIGHT,
    INK,
    LABEL,
    LEADING,
    MARGIN,
    NOTE,
    SMALL,
    TITLES,
    WIDTH,
)
from bot.ports import ChartSpec, Event

ACROSS: Final = WIDTH - 2 * MARGIN
EDGE: Final = 12  # no label comes nearer to the right edge


def layout(spec: ChartSpec) -> Sheet:
    """Raises ValueError for a spec without values, or with one that is not finite."""
    _check(spec)
    heading, top = _heading(spec)
    foot, bottom = _foot(spec)
    low, high = value_range(spec)
    numbers, step = round_numbers(low, high, spec.bounds, 10.0**-spec.decimals)
    written = numbers_written(numbers, step)
    left = MARGIN + max((width(text, SMALL) for text in written), default=0.0) + 14
    right = WIDTH - max(EDGE + end_width(spec) + 22, MARGIN + 16)
    floor = bottom + UNDER + height(2, SMALL) + 8
    flags = _flags(spec.interventions, len(spec.labels), left, right)
    breaks = _flags(spec.breaks, len(spec.labels), left, right, before=True)
    frame = Box(left, floor + events.height(flags), right, top - 16 - events.height(breaks))
    scale = Scale(frame, floor, len(spec.labels), low, high)
    poles, pole_names = events.standing(flags, floor)
    cuts, cut_names = events.hanging(breaks, top - 16, frame.bottom)
    periods, ticks = periods_under(scale, spec.labels, latest(spec))
    drawn = [*limits(spec, scale), *path(spec, scale), *history(spec, scale)]
    marks = spots(spec, scale)
    labels, leads = _labels(
        spec, scale, Box(left + 4, frame.bottom, WIDTH - EDGE, frame.top), drawn, marks, cuts, grid(scale, numbers)
    )
    beside = numbers_beside(scale, numbers, written)
    words = (*heading, *foot, *beside, *periods, *pole_names, *cut_names, *labels)
    lines = (*grid(scale, numbers), *ticks, *cuts, *poles, *drawn, *leads)
    return Sheet(WIDTH, HEIGHT, tuple(areas(spec, scale)), lines, tuple(marks), words)


def _check(spec: ChartSpec) -> None:
    marks = [one.value for one in (spec.baseline, spec.target, *spec.interim, *spec.earlier) if one]
    around = [number for one in spec.limits for number in (one.low, one.high)]
    around += [number for _, *ends in spec.band for number in ends]
    numbers = [value for value in (*spec.values, *spec.expected, *marks, *around) if value is not None]
    if not any(value is not None for value in spec.values):
        raise ValueError("a chart needs a value")
    if not all(map(isfinite, numbers)):
        raise ValueError("a chart needs finite values")


def _heading(spec: ChartSpec) -> tuple[list[Words], float]:
    """The finding in the largest letters in which it fits, and underneath what was measured."""
    text = printable(spec.title)
    for size, most in TITLES:
        lines = wrapped(text, size, ACROSS, most, bold=True)
        if "".join("".join(lines).split()) == "".join(text.split()):
            break
    words, top = [], HEIGHT - 22.0
    for one in lines:
        words.append(line(one, MARGIN, top - ASCENT * size, size, INK, bold=True))
        top -= LEADING * size
    for one in wrapped(printable(spec.subtitle), LABEL, ACROSS, 2 if len(lines) < 3 else 1):
        words.append(line(one, MARGIN, top - 8 - ASCENT * LABEL, LABEL, GREY))
        top -= LEADING * LABEL
    return words, top - 12


def _foot(spec: ChartSpec) -> tuple[list[Words], float]:
    """How old the data are and where they come from."""
    lines = wrapped(printable(spec.note), NOTE, ACROSS, 2)
    words, bottom = [], 14.0
    for one in reversed(lines):
        words.append(line(one, MARGIN, bottom + DESCENT * NOTE, NOTE, GREY))
        bottom += LEADING * NOTE
    return words, bottom + (8 if lines else 0)


def _flags(
    given: tuple[Event, ...], count: int, left: float, right: float, *, before: bool = False
) -> list[events.Flag]:
    """At the middle of a period, or where it begins."""
    period = (right - left) / count
    places = [(left + (one.position + (0 if before else 0.5)) * period, one.label) for one in given]
    return events.flags(places, left, WIDTH - EDGE)


def _labels(
    spec: ChartSpec,
    scale: Scale,
    room: Box,
    drawn: list[Line],
    marks: list[Spot],
    cuts: list[Line],
    background: list[Line],
) -> tuple[list[Words], list[Line]]:
    around = Surroundings(room)
    around.marks = [(spot.box, 30.0 if spot.size > 12 else 6.0) for spot in marks]
    around.marks += [(Box(one.points[0][0] - 2, scale.floor, one.points[0][0] + 2, room.top), 8.0) for one in cuts]
    columns = [box for area in areas(spec, scale) for box in _columns(area)]
    around.marks += [(box, 2.5 / len(columns)) for box in columns]
    around.lines = [(one.points, 0.8 if one.dashes == DOTTED else 3.0 if one.dashes else 14.0) for one in drawn]
    around.lines += [(one.points, 0.1) for one in background]
    words: list[Words] = []
    leads: list[Line] = []
    for name in names(spec, scale):
        found = place(name.wanted, around)
        if found is None:
            continue
        words.extend(name.words(found.box))
        if found.led_from:
            leads.append(Line(lead(found.box, found.led_from), name.colour, 1.5))
    return words, leads


def _columns(area: Area) -> list[Box]:
    """An area whose upper edge comes back as its lower one, cut into upright boxes."""
    half = len(area.points) // 2
    upper, lower = area.points[:half], area.points[: half - 1 : -1]
    edges = zip(pairwise(upper), pairwise(lower), strict=True)
    return [Box(one[0], min(low[1] for low in lows), other[0], max(one[1], other[1])) for (one, other), lows in edges]
