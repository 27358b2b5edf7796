"""One chart: history, the agreed path, baseline and targets, labelled where they are. Readable on a phone.

Never pyplot, whose figures are shared between callers: a Figure of its own on an Agg canvas. Colour carries nothing
alone: the path is dashed, marks have shapes, and each line has its name beside it. Text is never read as formulas.
"""

from io import BytesIO
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from bot.charts.lettering import Ruler
from bot.charts.names import name_all
from bot.charts.style import DPI, GREY, INK, LIGHT, LINE, PALE, PATH, SIZE, SMALL, TEXT, TICK, TITLE
from bot.ports import ChartSpec

EDGE: Final = 24  # pixels left free around everything
ROOM: Final = 0.09  # of the values' range, above and below them
STEPS: Final = (1, 2, 3, 4, 6, 12, 13, 24, 26, 52, 104)  # periods from one written label to the next
PALETTE: Final = 64  # colours: a small file


def draw(spec: ChartSpec) -> bytes:
    """A PNG of 1200 by 675 pixels with a palette; equal specs give equal bytes. Raises ValueError without values."""
    if not any(value is not None for value in spec.values):
        raise ValueError("a chart needs a value")
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    ruler = Ruler(canvas.get_renderer())
    top = _headings(figure, spec, ruler)
    bottom = _source(figure, spec, ruler)
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    _scale(axes, spec)
    _fit(axes, spec, ruler, bottom, top)
    _lines(axes, spec)
    _marks(axes, spec)
    name_all(axes, spec, ruler)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib types it not
    return _png(canvas)


def _headings(figure: Figure, spec: ChartSpec, ruler: Ruler) -> float:
    """The finding and what is shown. How high the rest may reach, in pixels."""
    width, height = figure.bbox.width, figure.bbox.height
    title = ruler.wrap(spec.title, TITLE, width - 2 * EDGE, 2, bold=True)
    top = height - EDGE * 0.8
    _write(figure, title, top, TITLE, INK, weight="bold")
    top -= ruler.leading(TITLE) * (title.count("\n") + 1) + 6
    _write(figure, ruler.wrap(spec.subtitle, TEXT, width - 2 * EDGE, 1), top, TEXT, GREY)
    return top - ruler.leading(TEXT) - 22


def _source(figure: Figure, spec: ChartSpec, ruler: Ruler) -> float:
    """Where the data come from. How low the rest may reach, in pixels."""
    written = ruler.wrap(spec.source, SMALL, figure.bbox.width - 2 * EDGE, 2)
    high = ruler.leading(SMALL) * (written.count("\n") + 1) if written else 0.0
    _write(figure, written, high + EDGE * 0.5, SMALL, GREY)
    return high + EDGE * 0.5 + ruler.leading(TICK) + 22


def _write(figure: Figure, text: str, top: float, points: float, colour: str, *, weight: str = "normal") -> None:
    figure.text(
        EDGE / figure.bbox.width,
        top / figure.bbox.height,
        text,
        fontsize=points,
        fontweight=weight,
        color=colour,
        va="top",
        linespacing=1.2,
        parse_math=False,
    )


def _scale(axes: Axes, spec: ChartSpec) -> None:
    """Round numbers on the left, and no more of the scale than the values need."""
    shown = [value for value in (*spec.values, *spec.expected, *(spec.limits or ())) if value is not None]
    shown += [mark.value for mark in (spec.baseline, spec.target, *spec.interim) if mark]
    shown += [edge for _, low, high in spec.band for edge in (low, high)]
    low, high = min(shown), max(shown)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(-0.6, len(spec.labels) - 0.4)
    axes.locator_params(axis="y", nbins=6, steps=[1, 2, 2.5, 5, 10])
    ticks = [float(tick) for tick in axes.get_yticks() if low - room <= tick <= high + room]
    decimals = _decimals(ticks)
    axes.set_yticks(
        ticks, [f"{tick:,.{decimals}f}".replace("-0", "0") if not tick else f"{tick:,.{decimals}f}" for tick in ticks]
    )


def _decimals(ticks: list[float]) -> int:
    """As few as tell each tick from the next exactly."""
    step = min(np.diff(ticks), default=1.0)
    return next((count for count in range(7) if abs(round(step, count) - step) < step * 1e-6), 7)


def _fit(axes: Axes, spec: ChartSpec, ruler: Ruler, bottom: float, top: float) -> None:
    """Margins as wide as what is written there, and as many labels below as have room."""
    figure = axes.figure
    width, height = figure.bbox.width, figure.bbox.height
    left = EDGE + max(ruler.size(label.get_text(), TICK)[0] for label in axes.get_yticklabels()) + 12
    right = EDGE + (_beyond(spec, ruler) if spec.target and spec.target.position == len(spec.labels) - 1 else 0.0)
    axes.set_position((left / width, bottom / height, (width - left - right) / width, (top - bottom) / height))
    each = (width - left - right) / len(spec.labels)
    widest = max(ruler.size(label, TICK)[0] for label in spec.labels) + 26
    step = next((step for step in STEPS if step * each >= widest), len(spec.labels))
    places = range((len(spec.labels) - 1) % step, len(spec.labels), step)
    axes.set_xticks(list(places), [spec.labels[place] for place in places], parse_math=False)
    axes.tick_params(length=0, labelsize=TICK, labelcolor=GREY, pad=8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    axes.grid(axis="y", color=LIGHT, linewidth=1.0)
    axes.set_axisbelow(True)


def _beyond(spec: ChartSpec, ruler: Ruler) -> float:
    """Room to the right for the target's label, which stands beside it."""
    from bot.charts.names import target_words

    return ruler.size(target_words(spec), TEXT, bold=True)[0] + 6


def _lines(axes: Axes, spec: ChartSpec) -> None:
    for limit in spec.limits or ():
        axes.axhline(limit, color=GREY, linewidth=1.0, linestyle=(0, (1, 3)))
    if spec.band:
        places, lows, highs = zip(*spec.band, strict=True)
        axes.fill_between(places, lows, highs, color=LINE, alpha=0.13, linewidth=0)
    expected = [np.nan if value is None else value for value in spec.expected]
    axes.plot(range(len(expected)), expected, color=PATH, linewidth=2.4, linestyle=(0, (5, 3)))
    values = [np.nan if value is None else value for value in spec.values]
    dots = 6.0 if len(values) <= 40 else 3.5
    axes.plot(range(len(values)), values, color=LINE, linewidth=2.8, marker="o", markersize=dots)


def _marks(axes: Axes, spec: ChartSpec) -> None:
    last = max(place for place, value in enumerate(spec.values) if value is not None)
    axes.plot([last], [spec.values[last]], marker="o", markersize=12, color=LINE, markeredgecolor="white", zorder=4)
    for mark in spec.interim:
        axes.plot([mark.position], [mark.value], marker="_", markersize=24, markeredgewidth=3.5, color=PATH, zorder=3)
    if spec.baseline:
        place, value = spec.baseline.position, spec.baseline.value
        axes.plot([place], [value], marker="s", markersize=10, color=INK, markerfacecolor="white", mew=1.8, zorder=4)
    if spec.target:
        axes.plot([spec.target.position], [spec.target.value], marker="D", markersize=11, color=PATH, zorder=4)


def _png(canvas: FigureCanvasAgg) -> bytes:
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib types it not
    image = Image.frombytes("RGBA", (width, height), pixels).convert("RGB")
    out = BytesIO()
    image.quantize(PALETTE).save(out, format="PNG", optimize=True)
    return out.getvalue()
