"""Numbers that a promise can be made of, or an observation: finite decimals of a size that sums stay exact with."""

from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.number import MOST_DIGITS

LARGEST: Final = Decimal(10) ** MOST_DIGITS


def exact(field: str, *values: Decimal | None) -> None:
    """Raises Refused for what is no number, not finite, or has more than 15 digits before the point."""
    for value in values:
        if value is None:
            continue
        if not value.is_finite():
            raise Refused(field, f"“{value}” is no number.", "Leave it out, or give digits.")
        if abs(value) >= LARGEST:
            raise Refused(field, f"“{value:.3e}” is too large.", f"Give {MOST_DIGITS} digits at most.")
