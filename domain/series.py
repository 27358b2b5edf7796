"""A series of figures that statistics can read: numbers, finite, of a size that sums and squares can bear."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from math import isfinite
from typing import Final, TypeVar

from domain.errors import StocktakeError

Value = TypeVar("Value")

LARGEST: Final = 1e15  # as many digits as an answer may have (domain.number)
"""Beyond it a sum of figures is no longer exact to a unit."""

SMALLEST: Final = 1e-100
"""Nothing smaller was ever counted, and its square would be nothing to a computer."""


class Unreadable(StocktakeError):  # noqa: N818 - reads as what happened
    """Figures, or what is asked of them, that no reading can be made of; the sentence says why."""


def numbers(values: Iterable[float]) -> list[float]:
    """The values as floats. Raises Unreadable, as `number` does, and for what is no series."""
    return [number(value) for value in listed(values)]


def listed(values: Iterable[Value], what: str = "A series of figures") -> list[Value]:
    """Whatever comes one after another as a list. Raises Unreadable for what does not, and for a text."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise Unreadable(f"{what} is “{_shown(values)}”, which is no list.")
    return list(values)


def number(value: float | Decimal, what: str = "A figure") -> float:
    """One value as a float. Raises Unreadable for what is no number, not finite, beyond 1e15, or nearly nothing."""
    found = _float(value, what)
    if abs(found) > LARGEST:
        raise Unreadable(f"{what} is larger than any this can read (15 digits).")
    if 0 < abs(found) < SMALLEST:
        raise Unreadable(f"{what} is smaller than any this can read.")
    return found


def share(value: float, what: str) -> float:
    """A chance, a weight or a score: from 0 to 1. Raises Unreadable for another."""
    found = _float(value, what)
    if not 0 <= found <= 1:
        raise Unreadable(f"{what} lies between 0 and 1; this is {found:g}.")
    return found


def whole(value: float, what: str) -> int:
    """A whole number. Raises Unreadable for another."""
    if isinstance(value, int):
        return value
    found = _float(value, what)
    if found != found // 1:
        raise Unreadable(f"{what} is {found:g}, which is no whole number.")
    return int(found)


def check_word(word: object, words: Collection[str], what: str) -> None:
    """Raises Unreadable for a word that is not one of some."""
    if not isinstance(word, str) or word not in words:
        raise Unreadable(f"{what} “{_shown(word)}”; it is one of {', '.join(words)}.")


def _float(value: float | Decimal, what: str) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        raise Unreadable(f"{what} is “{_shown(value)}”, which is no number that can be read.") from None
    if not isfinite(found):
        raise Unreadable(f"{what} is “{found}”, which is no figure.")
    return found


def _shown(value: object) -> str:
    return f"a number of {value.bit_length()} bits" if isinstance(value, int) else str(value)[:40]
