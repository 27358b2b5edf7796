"""The lines of text above and below the chart itself."""

from typing import Final

from bot.charts.geometry import Sheet
from bot.charts.lettering import line, printable, wrapped
from bot.charts.style import ASCENT, DESCENT, GREY, HEIGHT, INK, LABEL, LEADING, MARGIN, NOTE, TITLES, WIDTH
from bot.ports import ChartSpec

ACROSS: Final = WIDTH - 2 * MARGIN


def heading(spec: ChartSpec) -> tuple[Sheet, float]:
    """The finding in the largest letters in which it fits, and underneath what was measured. And where it ends."""
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
    return Sheet(words=tuple(words)), top - 12


def foot(spec: ChartSpec) -> tuple[Sheet, float]:
    """How old the data are and where they come from. And where that begins."""
    lines = wrapped(printable(spec.note), NOTE, ACROSS, 2)
    words, bottom = [], 14.0
    for one in reversed(lines):
        words.append(line(one, MARGIN, bottom + DESCENT * NOTE, NOTE, GREY))
        bottom += LEADING * NOTE
    return Sheet(words=tuple(words)), bottom + (8 if lines else 0)
