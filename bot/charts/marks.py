"""What is drawn of a spec, without its words: the lines, the areas and the marks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.charts.geometry import Area, Line, Sheet, Spot
from bot.charts.scale import Scale
from bot.charts.style import BLUE, DASHED, DOTTED, GREY, HAZE, INK, RUST
from bot.ports import ChartSpec

DOTTED_UNTIL: Final = 40  # periods: more points than this are a line, and only some of them have a mark
POINT: Final = 11
LATEST: Final = 22
MARK: Final = 19

Run = list[tuple[int, float]]


def latest(spec: ChartSpec) -> int:
    """The position of the last value."""
    return max(position for position, value in enumerate(spec.values) if value is not None)


def marks(spec: ChartSpec, scale: Scale) -> Sheet:
    """All of them."""
    lines = (*_limits(spec, scale), *_path(spec, scale), *_history(spec, scale))
    return Sheet(tuple(_areas(spec, scale)), lines, (*_agreed(spec, scale), *_points(spec, scale)))


def _areas(spec: ChartSpec, scale: Scale) -> list[Area]:
    """The outlook, opening from the latest value."""
    if not spec.band:
        return []
    last = latest(spec)
    tip = spec.values[last]
    assert tip is not None, "the latest value is one"
    lows = [(last, tip), *((position, low) for position, low, _ in spec.band)]
    highs = [(last, tip), *((position, high) for position, _, high in spec.band)]
    edge = [scale.at(*one) for one in (*highs, *reversed(lows))]
    frame = scale.frame
    return [Area(tuple((x, min(max(y, frame.bottom), frame.top)) for x, y in edge), HAZE)]


def _limits(spec: ChartSpec, scale: Scale) -> Iterator[Line]:
    for one in spec.limits:
        for value in (one.low, one.high):
            if scale.low <= value <= scale.high:
                ends = scale.at(one.first - 0.4, value), scale.at(one.last + 0.4, value)
                yield Line(ends, GREY, 2.5, DOTTED)


def _path(spec: ChartSpec, scale: Scale) -> list[Line]:
    return [_line(run, scale, RUST, 4, DASHED) for run in runs(spec.expected) if len(run) > 1]


def _history(spec: ChartSpec, scale: Scale) -> list[Line]:
    """Broken where a value is missing, and where another way of counting begins."""
    starts = {one.position for one in spec.breaks}
    return [_line(run, scale, BLUE, 4.5) for run in runs(spec.values, starts) if len(run) > 1]


def _agreed(spec: ChartSpec, scale: Scale) -> Iterator[Spot]:
    for mark in spec.interim:
        yield Spot(scale.at(mark.position, mark.value), "bar", 30, RUST)
    for mark in spec.earlier:
        yield Spot(scale.at(mark.position, mark.value), "diamond", MARK, RUST, hollow=True)
    if spec.target:
        yield Spot(scale.at(spec.target.position, spec.target.value), "circle", LATEST, RUST)
    if spec.baseline:
        yield Spot(scale.at(spec.baseline.position, spec.baseline.value), "square", MARK, INK, hollow=True)


def _points(spec: ChartSpec, scale: Scale) -> Iterator[Spot]:
    """Every value of a short series; of a long one those that no line leads to, the provisional, and the latest."""
    known = [(position, value) for position, value in enumerate(spec.values) if value is not None]
    last = known[-1]
    alone = {run[0] for run in runs(spec.values, {one.position for one in spec.breaks}) if len(run) == 1}
    for one in known:
        hollow = one[0] in spec.provisional
        if one == last:
            yield Spot(scale.at(*one), "circle", LATEST, BLUE, hollow)
        elif hollow or one in alone or len(known) <= DOTTED_UNTIL:
            yield Spot(scale.at(*one), "circle", POINT + 3 * hollow, BLUE, hollow)


def runs(values: Sequence[float | None], starts: Iterable[int] = ()) -> list[Run]:
    """The values without those that are missing, in unbroken runs; each of `starts` opens one."""
    edges = [0, *sorted(starts), len(values)]
    found: list[Run] = []
    for first, end in pairwise(edges):
        run: Run = []
        for position in range(first, end):
            value = values[position]
            if value is not None:
                run.append((position, value))
            elif run:
                found.append(run)
                run = []
        if run:
            found.append(run)
    return found


def _line(run: Run, scale: Scale, colour: str, width: float, dashes: tuple[float, ...] = ()) -> Line:
    return Line(tuple(scale.at(*one) for one in run), colour, width, dashes)
