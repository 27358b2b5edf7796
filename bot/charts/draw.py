"""One chart: history, the agreed path, baseline and targets, labelled where they are. Readable on a phone.

Never pyplot, whose figures are shared between callers: a Figure of its own on an Agg canvas. Colour carries nothing
alone: the path is dashed, marks have shapes, and each line has its name beside it.
"""

from bisect import bisect_left
from io import BytesIO
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from PIL import Image

from bot.ports import ChartSpec, Mark

SIZE: Final = (12.0, 6.75)  # inches
DPI: Final = 100
INK: Final = "#1d1c1d"
GREY: Final = "#6b6f76"
PALE: Final = "#c9ccd1"
LINE: Final = "#1f4e79"
PATH: Final = "#b5541c"
TEXT: Final = 17  # points; a third of that on a phone
SMALL: Final = 13
MARGIN: Final = 0.02  # of the width, at either side of a line
HALO: Final = (withStroke(linewidth=4, foreground="white"),)  # text stays readable over lines


def draw(spec: ChartSpec) -> bytes:
    """A PNG of 1200 by 675 pixels with a palette. Raises ValueError for a spec without values."""
    if not any(value is not None for value in spec.values):
        raise ValueError("a chart needs a value")
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.075, 0.14, 0.78, 0.64))
    _frame(axes, spec)
    _limits(axes, spec)
    _band(axes, spec)
    _path(axes, spec)
    _history(axes, spec)
    _marks(axes, spec)
    _line(figure, spec.title, 0.955, 22, INK, bold=True)
    _line(figure, spec.subtitle, 0.875, TEXT, GREY)
    _line(figure, f"Source: {spec.source}" if spec.source else "", 0.045, SMALL, GREY)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib types it not
    return _png(canvas)


def _frame(axes: Axes, spec: ChartSpec) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    axes.grid(axis="y", color=PALE, linewidth=0.8, alpha=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=SMALL, colors=GREY)
    count = len(spec.labels)
    step = max(1, -(-count // 8))
    places = range((count - 1) % step, count, step)
    axes.set_xticks(list(places), [spec.labels[place] for place in places])
    axes.set_xlim(-0.5, count - 0.3)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.{_decimals(axes)}f}")


def _decimals(axes: Axes) -> int:
    low, high = axes.get_ylim()
    return 0 if high - low >= 4 else 1


def _limits(axes: Axes, spec: ChartSpec) -> None:
    for limit in spec.limits or ():
        axes.axhline(limit, color=GREY, linewidth=0.9, linestyle=(0, (1, 3)))


def _band(axes: Axes, spec: ChartSpec) -> None:
    if spec.band:
        places, lows, highs = zip(*spec.band, strict=True)
        axes.fill_between(places, lows, highs, color=LINE, alpha=0.14, linewidth=0)


def _path(axes: Axes, spec: ChartSpec) -> None:
    known = [(place, value) for place, value in enumerate(spec.expected) if value is not None]
    if not known:
        return
    places, values = zip(*known, strict=True)
    axes.plot(places, values, color=PATH, linewidth=2.2, linestyle=(0, (5, 3)))
    if spec.target is None:
        _label(axes, places[-1], values[-1], "trajectory", PATH)
        return
    middle = len(known) * 3 // 4
    rising = values[-1] >= values[0]
    axes.annotate(
        "trajectory",
        (places[middle], values[middle]),
        xytext=(-8 if rising else 8, 14),
        textcoords="offset points",
        ha="right" if rising else "left",
        fontsize=SMALL + 1,
        color=PATH,
        path_effects=HALO,
    )


def _history(axes: Axes, spec: ChartSpec) -> None:
    values = [float("nan") if value is None else value for value in spec.values]
    axes.plot(range(len(values)), values, color=LINE, linewidth=2.6, marker="o", markersize=5.5)
    last = max(place for place, value in enumerate(spec.values) if value is not None)
    axes.plot([last], [values[last]], marker="o", markersize=11, color=LINE, markeredgecolor="white")
    room = last < len(values) * 0.75
    path = spec.expected[last]
    above = path is None or values[last] >= path
    axes.annotate(
        f"{values[last]:,.{spec.decimals}f} ({spec.labels[last]})",
        (last, values[last]),
        xytext=(14 if room else 0, 20 if above else -26),
        textcoords="offset points",
        ha="left" if room else "right",
        fontsize=TEXT,
        fontweight="bold",
        color=LINE,
        path_effects=HALO,
        zorder=5,
    )


def _marks(axes: Axes, spec: ChartSpec) -> None:
    if spec.baseline:
        axes.plot(
            [spec.baseline.position], [spec.baseline.value], marker="s", markersize=9, color=INK, fillstyle="none"
        )
        _note(axes, spec.baseline, f"baseline {spec.baseline.value:,.{spec.decimals}f}", INK, below=True)
    for mark in spec.interim:
        axes.plot([mark.position], [mark.value], marker="_", markersize=22, markeredgewidth=3, color=PATH)
    if spec.target:
        axes.plot([spec.target.position], [spec.target.value], marker="D", markersize=10, color=PATH)
        _label(axes, spec.target.position, spec.target.value, f"target\n{spec.target.value:,.{spec.decimals}f}", PATH)


def _label(axes: Axes, place: float, value: float, text: str, colour: str) -> None:
    axes.annotate(
        text,
        (place, value),
        xytext=(12, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL + 1,
        color=colour,
        annotation_clip=False,
    )


def _note(axes: Axes, mark: Mark, text: str, colour: str, *, below: bool) -> None:
    axes.annotate(
        text,
        (mark.position, mark.value),
        xytext=(0, -24 if below else 14),
        textcoords="offset points",
        ha="center",
        fontsize=SMALL,
        color=colour,
        path_effects=HALO,
        zorder=5,
    )


def _line(figure: Figure, text: str, top: float, size: int, colour: str, *, bold: bool = False) -> None:
    """A line across the picture, cut where it would run over the edge. Officials' text: a $ in it is a dollar."""
    whole = " ".join(text.split())
    weight = "bold" if bold else "normal"
    line = figure.text(MARGIN, top, whole, fontsize=size, fontweight=weight, color=colour, va="top", parse_math=False)

    def fits(length: int) -> bool:
        line.set_text(whole if length == len(whole) else whole[:length].rstrip() + "…")
        return bool(line.get_window_extent().x1 <= figure.bbox.width * (1 - MARGIN))

    if not fits(len(whole)):
        fits(bisect_left(range(len(whole)), True, key=lambda length: not fits(length)) - 1)


def _png(canvas: FigureCanvasAgg) -> bytes:
    """Few colours, so a small file: a palette of 64."""
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib types it not
    image = Image.frombytes("RGBA", (width, height), pixels).convert("RGB")
    out = BytesIO()
    image.quantize(64).save(out, format="PNG", optimize=True)
    return out.getvalue()
