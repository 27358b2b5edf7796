"""One chart: laid out, painted, put into a file. Colour carries nothing alone: lines and marks differ in shape too."""

from bot.charts.layout import layout
from bot.charts.paint import pixels
from bot.charts.palette import encoded
from bot.ports import ChartSpec


def draw(spec: ChartSpec) -> bytes:
    """A PNG with a palette; equal specs make equal bytes. Raises ValueError for a spec that shows nothing."""
    return encoded(pixels(layout(spec)))
