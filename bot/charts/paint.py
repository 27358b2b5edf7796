"""From a laid-out sheet to pixels. Never pyplot, whose figures are shared between callers: a Figure of its own."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from bot.charts.geometry import Line, Sheet, Spot, Words
from bot.charts.lettering import font
from bot.charts.style import HEIGHT, WHITE, WIDTH

DPI: Final = 72  # so that a point is a pixel
MARKERS: Final = {"circle": "o", "square": "s", "diamond": "D", "bar": "_"}
EDGE: Final = 3.5


class Lettering(Artist):
    """All words of a sheet: a light ground each, and then the text at its place, which is known already."""

    def __init__(self, words: tuple[Words, ...]) -> None:
        super().__init__()
        self._words = words

    def draw(self, renderer: RendererBase) -> None:
        """As matplotlib asks it to."""
        gc = renderer.new_gc()
        _, height = renderer.get_canvas_width_height()
        for one in self._words:
            gc.set_foreground(one.colour)
            across, up = one.at
            renderer.draw_text(gc, across, height - up, one.text, font(one.size, one.bold), 0)
        gc.restore()


def pixels(sheet: Sheet) -> NDArray[np.uint8]:
    """Rows of RGBA, from the top."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    for order, artist in enumerate(_artists(sheet)):
        artist.set(transform=None, zorder=order)
        figure.add_artist(artist)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib types it not
    painted = np.array(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib types it not
    # Figure and canvas hold each other until they are collected as garbage; their 3.5 MB need not wait for that.
    del canvas.renderer
    return painted


def _artists(sheet: Sheet) -> Iterator[Artist]:
    """The first is painted first."""
    for area in sheet.areas:
        yield Polygon(area.points, closed=True, facecolor=area.colour, linewidth=0)
    yield from map(_stroke, sheet.lines)
    yield from map(_mark, sheet.spots)
    yield Lettering(sheet.words)


def _stroke(line: Line) -> Line2D:
    across, up = zip(*line.points, strict=True)
    # Matplotlib counts the lengths of dashes in widths of the line.
    style: Any = (0, tuple(length / line.width for length in line.dashes)) if line.dashes else "-"
    return Line2D(across, up, color=line.colour, linewidth=line.width, linestyle=style, dash_capstyle="butt")


def _mark(spot: Spot) -> Line2D:
    bar = spot.shape == "bar"
    return Line2D(
        [spot.at[0]],
        [spot.at[1]],
        marker=MARKERS[spot.shape],
        markersize=spot.size,
        markerfacecolor=WHITE if spot.hollow else spot.colour,
        markeredgecolor=spot.colour if spot.hollow or bar else WHITE,
        markeredgewidth=6 if bar else EDGE if spot.hollow else 2,
        linestyle="",
    )
