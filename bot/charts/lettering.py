"""Text: which letters can be printed, how wide a line is, where to break one, what a line of it covers.

Widths are sums of the letters' own, a few microseconds a text; scripts whose letters change beside each other are
laid out in full. Matplotlib brings its font along, so widths are the same on every machine; letters that this font
lacks come from the first of the others below that the machine has, and where none has one a box stands for it.
"""

from functools import cache, lru_cache
from typing import Final

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager, get_font

from bot.charts.geometry import Box, Words
from bot.charts.style import ASCENT, DESCENT, LEADING

FAMILY: Final = "DejaVu Sans"
OTHERS: Final = (
    "Noto Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Thai",
    "Noto Sans Ethiopic",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)
SIMPLE: Final = 0x0590  # from here on letters may join, turn or stack
HINTED: Final = 1.01  # letters are moved to whole pixels as they are painted
BOX: Final = "□"
CUT: Final = "…"


def line(text: str, left: float, baseline: float, size: int, colour: str, *, bold: bool = False) -> Words:
    """A line of printable text with what it covers."""
    bottom, top = baseline - DESCENT * size, baseline + ASCENT * size
    box = Box(left, bottom, left + width(text, size, bold=bold), top)
    return Words(text, (left, baseline), size, colour, bold, box)


def height(lines: int, size: int) -> float:
    """Of so many lines, from the foot of the last to the head of the first."""
    return (ASCENT + DESCENT + LEADING * (lines - 1)) * size


def printable(text: str) -> str:
    """On one line, with a box for every letter that no font here has."""
    there = _letters()
    return "".join(one if ord(one) in there else BOX for one in " ".join(text.split()))


def width(text: str, size: int, *, bold: bool = False) -> float:
    """In pixels."""
    if any(ord(one) >= SIMPLE for one in text):
        return _laid_out(text, size, bold)
    return sum(_advance(one, bold) for one in text) * size * HINTED


def wrapped(text: str, size: int, room: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """In lines no wider than `room`, `most` at most; what is left over is cut, and the cut is shown."""
    lines: list[str] = []
    left = text.strip()
    while left and len(lines) < most:
        end = _end_of_line(left, size, room, bold)
        if end < len(left) and len(lines) == most - 1:
            lines.append(cut(left, size, room, bold=bold))
            break
        lines.append(left[:end].rstrip())
        left = left[end:].lstrip()
    return tuple(lines)


def cut(text: str, size: int, room: float, *, bold: bool = False) -> str:
    """As much of a line as there is room for, with a mark where it was cut."""
    if width(text, size, bold=bold) <= room:
        return text
    end = _fits(text, size, room - width(CUT, size, bold=bold), bold)
    return text[:end].rstrip() + CUT


def _end_of_line(text: str, size: int, room: float, bold: bool) -> int:
    """Where a line ends: between words, or within one that is wider than the room or has no spaces."""
    end = _fits(text, size, room, bold)
    if end == len(text) or text[end].isspace():
        return max(end, 1)
    space = text.rfind(" ", 0, end)
    return space if space > 0 else max(end, 1)


def _fits(text: str, size: int, room: float, bold: bool) -> int:
    """How many letters there is room for."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle], size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return low


@cache
def font(size: int, bold: bool) -> FontProperties:
    """The fonts of a text, first the one that is everywhere."""
    installed = {one.name for one in fontManager.ttflist}
    families = [FAMILY, *(name for name in OTHERS if name in installed)]
    return FontProperties(family=families, size=size, weight="bold" if bold else "normal")


@cache
def _letters() -> frozenset[int]:
    """Every letter that some font here has."""
    found: set[int] = set()
    for name in font(1, bold=False).get_family():
        path = fontManager.findfont(FontProperties(family=name))
        found.update(get_font(path).get_charmap())
    return frozenset(found)


@lru_cache(maxsize=2048)
def _advance(letter: str, bold: bool) -> float:
    """How far a letter moves the pen, in sizes."""
    face = get_font(fontManager.findfont(FontProperties(family=FAMILY, weight="bold" if bold else "normal")))
    if face.get_char_index(ord(letter)) == 0:
        return _laid_out(letter, 100, bold) / 100
    face.set_size(100, 72)
    return float(face.load_char(ord(letter)).linearHoriAdvance) / 65536 / 100


@lru_cache(maxsize=512)
def _laid_out(text: str, size: int, bold: bool) -> float:
    of = font(size, bold)
    wide, _, _ = _renderer().get_text_width_height_descent(text, of, False)  # type: ignore[no-untyped-call]  # matplotlib types it not
    return float(wide)


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]  # matplotlib types it not
