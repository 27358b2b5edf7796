"""Where everything on the picture is. Pure: a spec in, shapes and words with their places out."""

from math import isfinite
from typing import Final

from bot.charts import events
from bot.charts.axes import UNDER, grid, numbers_beside, periods_under
from bot.charts.geometry import Box, Sheet
from bot.charts.labels import EDGE, labels
from bot.charts.lettering import height, width
from bot.charts.marks import latest, marks
from bot.charts.names import end_width
from bot.charts.page import foot, heading
from bot.charts.scale import Scale, numbers_written, round_numbers, value_range
from bot.charts.style import MARGIN, SMALL, WIDTH
from bot.ports import ChartSpec, Event

ABOVE: Final = 16  # between the heading and the chart
BESIDE: Final = 22  # between the last period and the names at the right


def layout(spec: ChartSpec) -> Sheet:
    """Raises ValueError for a spec without values, or with one that is not finite."""
    _check(spec)
    head, top = heading(spec)
    below, bottom = foot(spec)
    return _chart(spec, top - ABOVE, bottom + UNDER + height(2, SMALL) + 8) + head + below


def _chart(spec: ChartSpec, top: float, floor: float) -> Sheet:
    """Between the heading and the axis of the periods, which is named underneath."""
    low, high = value_range(spec)
    numbers, step = round_numbers(low, high, spec.bounds, 10.0**-spec.decimals)
    written = numbers_written(numbers, step)
    left = MARGIN + max((width(text, SMALL) for text in written), default=0.0) + 14
    right = WIDTH - max(EDGE + end_width(spec) + BESIDE, MARGIN + 16)
    flags = _flags(spec.interventions, len(spec.labels), left, right)
    breaks = _flags(spec.breaks, len(spec.labels), left, right, before=True)
    frame = Box(left, floor + events.height(flags), right, top - events.height(breaks))
    scale = Scale(frame, floor, len(spec.labels), low, high)
    drawn = grid(scale, numbers) + events.hanging(breaks, top, frame.bottom) + marks(spec, scale)
    axes = numbers_beside(scale, numbers, written) + periods_under(scale, spec.labels, latest(spec))
    return drawn + axes + events.standing(flags, floor) + labels(spec, scale, drawn)


def _check(spec: ChartSpec) -> None:
    marks = [one.value for one in (spec.baseline, spec.target, *spec.interim, *spec.earlier) if one]
    around = [number for one in spec.limits for number in (one.low, one.high)]
    around += [number for _, *ends in spec.band for number in ends]
    numbers = [value for value in (*spec.values, *spec.expected, *marks, *around) if value is not None]
    if not any(value is not None for value in spec.values):
        raise ValueError("a chart needs a value")
    if not all(map(isfinite, numbers)):
        raise ValueError("a chart needs finite values")


def _flags(
    given: tuple[Event, ...], count: int, left: float, right: float, *, before: bool = False
) -> list[events.Flag]:
    """At the middle of a period, or where it begins."""
    period = (right - left) / count
    places = [(left + (one.position + (0 if before else 0.5)) * period, one.label) for one in given]
    return events.flags(places, left, WIDTH - EDGE)
