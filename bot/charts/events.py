"""Names of events, each beside a pole at its date, in as few rows as it takes for none to meet another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.charts.geometry import Line, Sheet, Words
from bot.charts.lettering import cut, line, printable, width
from bot.charts.style import DESCENT, INK, LEADING, SMALL

ROWS: Final = 3
WIDEST: Final = (0.6, 0.4, 0.25, 0.16)  # of the room from side to side: a name is cut where there is less room
BESIDE: Final = 9  # between a pole and its name
FOOT: Final = 10  # a pole without a name is so high; the names begin above it
ROW: Final = LEADING * SMALL


@dataclass(frozen=True)
class Flag:
    """A name in a row, 0 the lowest, on the right or the left of its pole."""

    pole: float
    row: int
    left: float
    right: float
    text: str


def flags(names: Sequence[tuple[float, str]], left: float, right: float) -> list[Flag]:
    """Names with the places of their poles, from left to right, cut no more than it takes for all to be there.

    Where no row has room even then, a pole stands without a name.
    """
    ways = (_placed(names, left, right, (right - left) * part) for part in WIDEST)
    best: list[Flag] = []
    for placed in ways:
        if not best or _named(placed) > _named(best):
            best = placed
        if _named(best) == len(names):
            break
    whole = [printable(name) for _, name in sorted(names)]
    for at, name in enumerate(whole):
        best[at] = _widened(best[at], name, [*best[:at], *best[at + 1 :]], right)
    return best


def _widened(flag: Flag, name: str, others: Sequence[Flag], right: float) -> Flag:
    """With as much of its name as there is room for, where it stands on the right of its pole."""
    if not flag.text or flag.left < flag.pole:
        return flag
    walls = [right + BESIDE]
    walls += [one.left for one in others if one.row == flag.row and one.left > flag.left]
    walls += [one.pole for one in others if one.row >= flag.row and one.pole > flag.left]
    room = max(min(walls) - BESIDE, flag.right) - flag.left
    text = cut(name, SMALL, room)
    return Flag(flag.pole, flag.row, flag.left, flag.left + width(text, SMALL), text)


def _named(placed: Sequence[Flag]) -> int:
    return sum(bool(one.text) for one in placed)


def _placed(names: Sequence[tuple[float, str]], left: float, right: float, room: float) -> list[Flag]:
    placed: list[Flag] = []
    for pole, name in sorted(names, reverse=True):
        tried = _tried(pole, printable(name), room)
        fits = (one for one in tried if left <= one.left and one.right <= right and _clear(one, placed))
        placed.append(next(fits, Flag(pole, 0, pole, pole, "")))
    return placed[::-1]


def _tried(pole: float, name: str, room: float) -> Iterator[Flag]:
    """On the right in every row, then on the left."""
    text = cut(name, SMALL, room)
    wide = width(text, SMALL)
    for left in (pole + BESIDE, pole - BESIDE - wide):
        yield from (Flag(pole, row, left, left + wide, text) for row in range(ROWS))


def _clear(flag: Flag, others: Sequence[Flag]) -> bool:
    """Neither name lies on the other, nor does a pole go through one."""
    for other in others:
        if flag.row == other.row and flag.left < other.right + BESIDE and other.left < flag.right + BESIDE:
            return False
        if other.text and other.row < flag.row and other.left - BESIDE < flag.pole < other.right + BESIDE:
            return False
        if flag.row < other.row and flag.left - BESIDE < other.pole < flag.right + BESIDE:
            return False
    return True


def height(placed: Sequence[Flag]) -> float:
    """Of all rows together."""
    rows = max((one.row + 1 for one in placed if one.text), default=0)
    return rows * ROW + FOOT if placed else 0.0


def standing(placed: Sequence[Flag], floor: float) -> Sheet:
    """Poles from the axis up to their names."""
    tops = [(one.pole, floor + FOOT + ((one.row + 0.95) * ROW if one.text else 0)) for one in placed]
    poles = tuple(Line(((top[0], floor), top), INK, 3.5) for top in tops)
    return Sheet(lines=poles, words=_words(placed, floor + FOOT))


def hanging(placed: Sequence[Flag], top: float, floor: float) -> Sheet:
    """Lines all the way up from the axis, their names at the top."""
    bottom = top - height(placed)
    tops = [(one.pole, bottom + (one.row + 1) * ROW) for one in placed]
    poles = tuple(Line(((top[0], floor), top), INK, 2, (3, 5)) for top in tops)
    return Sheet(lines=poles, words=_words(placed, bottom))


def _words(placed: Sequence[Flag], bottom: float) -> tuple[Words, ...]:
    named = [one for one in placed if one.text]
    return tuple(line(one.text, one.left, bottom + one.row * ROW + DESCENT * SMALL + 2, SMALL, INK) for one in named)
