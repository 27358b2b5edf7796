"""Numbers that a promise can be made of, or an observation: finite decimals of a size that sums stay exact with."""

from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.number import MOST_DIGITS

LARGEST: Final = Decimal(10) ** MOST_DIGITS
SMALLEST: Final = Decimal("1E-100")
"""Nothing smaller was ever counted, and a ratio with it is beyond all numbers."""


def exact(field: str, *values: object) -> None:
    """Raises Refused for what is no decimal, not finite, nearly nothing, or has over 15 digits before the point."""
    for value in values:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise Refused(field, f"“{str(value)[:40]}” is no number.", "Give digits.")
        if abs(value) >= LARGEST:
            raise Refused(field, f"“{value:.3e}” is too large.", f"Give {MOST_DIGITS} digits at most.")
        if 0 < abs(value) < SMALLEST:
            raise Refused(field, f"“{value:.3e}” is too small.", "Give 0, or a larger number.")


def exact_if_given(field: str, *values: object) -> None:
    """The same, of those that are not None. Raises Refused."""
    exact(field, *(value for value in values if value is not None))
