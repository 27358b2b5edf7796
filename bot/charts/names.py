"""What is named on the picture, in the order of importance, and where each name may stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.charts.geometry import Box, Point, Words
from bot.charts.lettering import height, line, printable, width, wrapped
from bot.charts.marks import LATEST, MARK, latest, runs
from bot.charts.placing import WAYS, Wanted, Way
from bot.charts.scale import Scale
from bot.charts.style import ASCENT, BIG, BLUE, GREY, INK, LABEL, LEADING, RUST, WIDTH
from bot.ports import ChartSpec, Mark

ABOVE_FIRST: Final[tuple[Way, ...]] = ((0, 1), (1, 1), (-1, 1), (0, -1), (1, -1), (-1, -1), (1, 0), (-1, 0))
BELOW_FIRST: Final[tuple[Way, ...]] = ((0, -1), (1, -1), (-1, -1), (0, 1), (1, 1), (-1, 1), (1, 0), (-1, 0))
RIGHT_FIRST: Final[tuple[Way, ...]] = ((1, 0), *(way for way in WAYS if way != (1, 0)))
ROOM: Final = 0.36 * WIDTH  # for a label; a longer one is broken
BIG_ROOM: Final = 0.6 * WIDTH  # for the latest value: there is no breaking or cutting a number
NEAR: Final = 30.0  # from its mark, a label that may be left out
FAR: Final = 300.0
ALONG: Final[tuple[Way, ...]] = ((0, 1), (0, -1))
BAND: Final[tuple[Way, ...]] = ((0, -1), (0, 1), (1, -1), (1, 1), (1, 0))
RISING: Final[tuple[Way, ...]] = ((-1, 1), (1, -1), (0, 1), (0, -1))
FALLING: Final[tuple[Way, ...]] = ((1, 1), (-1, -1), (0, 1), (0, -1))
PARTS: Final = (0.5, 0.7, 0.3, 0.85, 0.15, 0.6, 0.4)  # of a line: where its name may stand


@dataclass(frozen=True)
class Name:
    """Lines of text of some sizes, and where they want to be."""

    lines: tuple[tuple[str, int, bool], ...]
    colour: str
    wanted: Wanted

    def words(self, box: Box) -> Iterator[Words]:
        """The lines in a box of their size, each on the side that is nearer to the left."""
        top = box.top
        for text, size, bold in self.lines:
            yield line(text, box.left, top - ASCENT * size, size, self.colour, bold=bold)
            top -= LEADING * size


def names(spec: ChartSpec, scale: Scale) -> Iterator[Name]:
    """The first are placed first, and may choose."""
    yield _latest(spec, scale)
    if spec.target:
        yield from _mark(spec.target, scale, RUST, RIGHT_FIRST, clear=LATEST / 2, must=True)
    for mark in reversed(spec.earlier):
        yield from _mark(mark, scale, RUST, RIGHT_FIRST, must=True)
    if spec.baseline:
        yield from _mark(spec.baseline, scale, INK, _away(spec, spec.baseline), must=True)
    yield from _line_names(spec, scale)
    for mark in spec.interim:
        yield from _mark(mark, scale, RUST, _away(spec, mark))


def end_width(spec: ChartSpec) -> float:
    """How wide the labels of the marks at the right end are."""
    last = len(spec.labels) - 1
    marks = [one for one in (spec.target, *spec.earlier) if one and one.position >= last * 0.92 - 1]
    wide = [_size(_lines(one.label, LABEL))[0] for one in marks]
    if latest(spec) == last and not marks:
        wide.append(_size(_lines(latest_label(spec), BIG))[0])
    return max(wide, default=0.0)


def latest_label(spec: ChartSpec) -> str:
    """As it was given, or else the number over its period."""
    at = latest(spec)
    return spec.latest or f"{spec.values[at]:,.{spec.decimals}f}\n{spec.labels[at]}"


def _latest(spec: ChartSpec, scale: Scale) -> Name:
    at = latest(spec)
    value = spec.values[at]
    assert value is not None, "the latest value is one"
    path = spec.expected[at]
    above = path is None or value >= path
    ways = ABOVE_FIRST if above else BELOW_FIRST
    if at == len(spec.labels) - 1 and end_width(spec):
        ways = RIGHT_FIRST
    lines = _lines(latest_label(spec), BIG)
    wanted = Wanted(_size(lines), (scale.at(at, value),), LATEST / 2, ways, must=True)
    return Name(lines, BLUE, wanted)


def _mark(
    mark: Mark,
    scale: Scale,
    colour: str,
    ways: tuple[Way, ...],
    *,
    clear: float = MARK / 2,
    must: bool = False,
) -> Iterator[Name]:
    lines = _lines(mark.label, LABEL)
    if lines:
        at = scale.at(mark.position, mark.value)
        yield Name(lines, colour, Wanted(_size(lines), (at,), clear, ways, must, FAR if must else NEAR))


def _away(spec: ChartSpec, mark: Mark) -> tuple[Way, ...]:
    """On the side of a mark where the values beside it are not."""
    near = [value for value in spec.values[max(mark.position - 2, 0) : mark.position + 3] if value is not None]
    over = sum(value > mark.value for value in near) * 2 > len(near)
    return BELOW_FIRST if over else ABOVE_FIRST


def _line_names(spec: ChartSpec, scale: Scale) -> Iterator[Name]:
    path = max(runs(spec.expected), key=len, default=[])
    if len(path) > 1:
        ways = RISING if path[-1][1] > path[0][1] else FALLING
        yield from _along([scale.at(*one) for one in path], spec.path_name, RUST, ways)
    if spec.limits:
        last = spec.limits[-1]
        places = [
            scale.at(last.first + (last.last - last.first) * part, last.high) for part in (0.1, 0.3, 0.5, 0.7, 0.9)
        ]
        lower = [scale.at(last.first + (last.last - last.first) * part, last.low) for part in (0.1, 0.3, 0.5, 0.7, 0.9)]
        yield from _along_these([*places, *lower], spec.limits_name, GREY)
    if spec.band:
        edges = [[scale.at(one[0], one[side]) for one in spec.band] for side in (1, 2)]
        places = [edge[round((len(edge) - 1) * part)] for part in PARTS for edge in edges]
        yield from _along_these(list(dict.fromkeys(places)), spec.band_name, BLUE, BAND)


def _along(points: Sequence[Point], name: str, colour: str, ways: tuple[Way, ...] = ALONG) -> Iterator[Name]:
    places = [points[round((len(points) - 1) * part)] for part in PARTS]
    yield from _along_these(list(dict.fromkeys(places)), name, colour, ways)


def _along_these(places: Sequence[Point], name: str, colour: str, ways: tuple[Way, ...] = ALONG) -> Iterator[Name]:
    lines = _lines(name, LABEL)
    if lines:
        yield Name(lines, colour, Wanted(_size(lines), tuple(places), 1.0, ways, must=True))


def _lines(label: str, first: int) -> tuple[tuple[str, int, bool], ...]:
    """The first line of a label in its size, bold where that is large; the others in the common size."""
    found = []
    for at, text in enumerate(one for one in label.split("\n") if one.strip()):
        size = first if at == 0 else LABEL
        bold, room = size > LABEL, BIG_ROOM if size > LABEL else ROOM
        found += [(one, size, bold) for one in wrapped(printable(text), size, room, 3, bold=bold)]
    return tuple(found)


def _size(lines: Sequence[tuple[str, int, bool]]) -> tuple[float, float]:
    if not lines:
        return 0.0, 0.0
    wide = max(width(text, size, bold=bold) for text, size, bold in lines)
    return wide, height(1, lines[0][1]) + sum(LEADING * size for _, size, _ in lines[1:])
