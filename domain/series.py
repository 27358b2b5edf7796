"""A series of figures that statistics can read: numbers, finite, of a size that sums and squares can bear."""

from collections.abc import Iterable
from math import isfinite
from typing import Final

from domain.errors import StocktakeError

LARGEST: Final = 1e15  # as many digits as an answer may have (domain.number)
"""Beyond it a sum of figures is no longer exact to a unit."""

SMALLEST: Final = 1e-100
"""Nothing smaller was ever counted, and its square would be nothing to a computer."""


class Unreadable(StocktakeError, ValueError):  # noqa: N818 - reads as what happened
    """Figures, or what is asked of them, that no reading can be made of; the sentence says why."""


def numbers(values: Iterable[float]) -> list[float]:
    """The values as floats. Raises Unreadable, as `number` does."""
    return [number(value) for value in values]


def number(value: float, what: str = "A figure") -> float:
    """One value as a float. Raises Unreadable for what is no number, not finite, beyond 1e15, or nearly nothing."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        raise Unreadable(f"{what} is “{value!s:.40}”, which is no number that can be read.") from None
    if not isfinite(found):
        raise Unreadable(f"{what} is “{found}”, which is no figure.")
    if abs(found) > LARGEST:
        raise Unreadable(f"{what} is larger than any this can read (15 digits).")
    if 0 < abs(found) < SMALLEST:
        raise Unreadable(f"{what} is smaller than any this can read.")
    return found
