"""Numbers as people write them and as the bot prints them. Decimal throughout; what is compared is what is printed."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.errors import Refused, StocktakeError

_SPACES: Final = re.compile("[\\s\u00a0\u202f\u2009']")
_PLAIN: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_TRIPLES: Final = r"[+-]?\d{1,3}(%s\d{3})+"


@dataclass(frozen=True)
class Numerals:
    """How somebody writes numbers: the decimal mark and the mark between thousands."""

    decimal: str = "."
    group: str = ","


class Unclear(StocktakeError):  # noqa: N818 - reads as what happened
    """A number that can be read in more than one way, or only in somebody else's; it is asked, never guessed."""

    def __init__(self, text: str, readings: tuple[Decimal, ...]) -> None:
        plain = " or ".join(format(one, "f") for one in readings)
        super().__init__(f"“{text}” can be read in two ways. Did you mean {plain}? Please type it without a comma.")
        self.text = text
        self.readings = readings


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to so many decimals, half away from zero (DOMAIN 4)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def written(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    """As printed: thousands marked by commas, a plain hyphen for less than nothing, "+" when `signed`."""
    shown = rounded(value, decimals)
    if shown == 0:
        shown = abs(shown)
    return format(shown, ("+" if signed and shown else "") + f",.{decimals}f")


def read_number(text: str, numerals: Numerals) -> Decimal:
    """The number in a text, read as its writer writes numbers. Raises Refused (no number) and Unclear.

    A percent sign, spaces and apostrophes between thousands do no harm.
    """
    bare = _SPACES.sub("", text.strip().removesuffix("%")).replace("\u2212", "-")
    if "," not in bare:
        return _without_comma(text, bare, numerals)
    if numerals.decimal == ",":
        return _with_decimal_comma(text, bare)
    return _with_grouping_comma(text, bare)


def _without_comma(text: str, bare: str, numerals: Numerals) -> Decimal:
    """A point is taken for what it is everywhere, but for "1.234" from somebody who marks thousands so."""
    if numerals.group == "." and re.fullmatch(_TRIPLES % r"\.", bare):
        grouped = Decimal(bare.replace(".", ""))
        if bare.count(".") == 1:
            raise Unclear(text.strip(), (grouped, Decimal(bare)))
        return grouped
    return _plain(text, bare)


def _with_decimal_comma(text: str, bare: str) -> Decimal:
    if re.fullmatch(_TRIPLES % ",", bare) and bare.count(",") > 1:
        return Decimal(bare.replace(",", ""))
    if re.fullmatch(_TRIPLES % ",", bare):
        raise Unclear(text.strip(), (Decimal(bare.replace(",", ".")), Decimal(bare.replace(",", ""))))
    return _plain(text, bare.replace(".", "").replace(",", "."))


def _with_grouping_comma(text: str, bare: str) -> Decimal:
    whole, _, fraction = bare.partition(".")
    if re.fullmatch(_TRIPLES % ",", whole):
        return _plain(text, bare.replace(",", ""))
    swapped = bare.replace(".", "").replace(",", ".")
    if not fraction and bare.count(",") == 1 and _PLAIN.fullmatch(swapped):
        raise Unclear(text.strip(), (Decimal(swapped),))
    return _plain(text, bare)


def _plain(text: str, bare: str) -> Decimal:
    if not _PLAIN.fullmatch(bare) or len(bare) > 30:
        shown = text.strip()[:40] or "nothing"
        raise Refused("value", f"“{shown}” is not a number.", "Type digits only, for example 89.67.")
    return Decimal(bare)
