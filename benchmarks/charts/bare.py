"""The same marks as on a chart of ours, drawn the plain way: one Axes, its methods, its ticks. No layout is worked out.

Labels go where our layout has put them, which is given; so what is compared is the whole of our way against the least
that a drawing with matplotlib can cost.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.charts.geometry import Sheet, Words
from bot.charts.palette import encoded
from bot.charts.style import BLUE, DASHED, GREY, HAZE, HEIGHT, INK, PALE, RUST, SMALL, WIDTH
from bot.ports import ChartSpec

DPI = 72
NAN = float("nan")


def drawn(spec: ChartSpec, sheet: Sheet) -> bytes:
    """Agg draws it, and the pixels are put into the same kind of file."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.08, 0.2, 0.72, 0.55))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=PALE)
    axes.tick_params(length=0, labelsize=SMALL, colors=GREY)
    count = len(spec.labels)
    axes.set_xticks(range(0, count, max(1, count // 7)), spec.labels[:: max(1, count // 7)])
    axes.set_xlim(-0.5, count - 0.5)
    for one in spec.limits:
        axes.hlines((one.low, one.high), one.first, one.last, color=GREY, linestyle=":")
    if spec.band:
        places, lows, highs = zip(*spec.band, strict=True)
        axes.fill_between(places, lows, highs, color=HAZE)
    axes.plot(range(count), [NAN if one is None else one for one in spec.expected], color=RUST, dashes=DASHED)
    axes.plot(range(count), [NAN if one is None else one for one in spec.values], color=BLUE, marker="o")
    for mark in (spec.baseline, spec.target, *spec.interim, *spec.earlier):
        if mark is not None:
            axes.plot([mark.position], [mark.value], color=RUST, marker="D", markersize=18)
    for event in (*spec.interventions, *spec.breaks):
        axes.axvline(event.position, color=INK)
    for words in _labels(sheet):
        weight = "bold" if words.bold else "normal"
        figure.text(
            words.at[0] / WIDTH,
            words.at[1] / HEIGHT,
            words.text,
            fontsize=words.size,
            color=words.colour,
            fontweight=weight,
            parse_math=False,
        )
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib types it not
    return encoded(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]  # matplotlib types it not


def _labels(sheet: Sheet) -> list[Words]:
    """All but the numbers and periods of the axes, which the Axes writes itself."""
    return [one for one in sheet.words if not (one.size == SMALL and one.colour == GREY)]
