"""Numbers as people write them and as the bot prints them. Decimal throughout; what is compared is what is printed."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.errors import Refused, StocktakeError

MOST_DIGITS: Final = 15  # a longer number is a slip, and no sum here would be exact with it
PERCENT: Final = "%"
_UNIT: Final = re.compile(
    r"(?P<number>.*\d[.,]?)(?:\s*(?P<percent>%|per\s?cent|pct\.?)|\s+(?P<unit>[^\W\d_][^\d]*))", re.I
)
_GAPS: Final = " \u00a0\u2009\u202f'\u2019"  # spaces and apostrophes: nobody's decimal mark


@dataclass(frozen=True)
class Numerals:
    """How somebody writes numbers: the decimal mark and the mark between thousands."""

    decimal: str = "."
    group: str = ","


POINT: Final = Numerals(".", ",")
COMMA: Final = Numerals(",", ".")


class Unclear(StocktakeError):  # noqa: N818 - reads as what happened
    """A number that can be read in more than one way, or only in somebody else's; it is asked, never guessed."""

    def __init__(self, text: str, readings: tuple[Decimal, ...]) -> None:
        plain = " or ".join(format(one, "f") for one in readings)
        mend = "Please type it with a point for decimals and nothing between thousands."
        super().__init__(f"“{text}” is not clear. Did you mean {plain}? {mend}")
        self.text = text
        self.readings = readings


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to so many decimals, half away from zero (DOMAIN 4).

    Raises Refused for what is not finite or has more digits than a decimal holds, and for decimals that are none.
    """
    try:
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    except ArithmeticError:
        problem = f"“{value:.3e}” cannot be written with {str(decimals)[:9]} decimals."
        raise Refused("value", problem, "Give digits, and fewer of them.") from None


def written(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    """As printed: thousands marked by commas, a plain hyphen for less than nothing, "+" when `signed`."""
    shown = rounded(value, decimals)
    if shown == 0:
        shown = abs(shown)
    return format(shown, ("+" if signed and shown else "") + f",.{max(decimals, 0)}f")


def read_number(text: str, numerals: Numerals) -> Decimal:
    """The number in a text, read as its writer writes numbers. Raises Refused (no number) and Unclear.

    Numbers with a decimal point are everywhere, so whoever writes a decimal comma is asked when both ways make sense,
    and otherwise understood. Whoever writes a point is asked about whatever makes sense only with a comma.
    """
    bare = text.strip().removesuffix("%").rstrip().replace("\u2212", "-")
    found = {way: value for way in (numerals, POINT, COMMA) if (value := _read(bare, way)) is not None}
    if not found:
        shown = text.strip()[:40] or "nothing"
        raise Refused("value", f"“{shown}” is not a number.", "Type digits only, for example 89.67.")
    if sum(character.isdigit() for character in bare) > MOST_DIGITS:
        raise Refused("value", f"“{bare[:40]}” has too many digits.", f"Give {MOST_DIGITS} at most.")
    readings = tuple(dict.fromkeys(found.values()))
    if numerals.decimal == POINT.decimal and numerals in found:
        return found[numerals]
    if len(readings) > 1 or numerals.decimal == POINT.decimal:
        raise Unclear(text.strip(), readings)
    return readings[0]


def split_unit(text: str) -> tuple[str, str]:
    """A number as typed and the unit behind it: "4.2 %" is "4.2" and "%", "1,234 applications" as it stands.

    "per cent" and "pct" are "%"; without a unit the second is empty. Whether the first is a number is not looked at.
    """
    match = _UNIT.fullmatch(text.strip())
    if match is None:
        return text.strip(), ""
    return match["number"], PERCENT if match["percent"] else match["unit"].strip()


def _read(bare: str, way: Numerals) -> Decimal | None:
    """Digits, perhaps in threes with one mark between them all, perhaps with a fraction."""
    marks, point = re.escape(_GAPS + way.group), re.escape(way.decimal)
    threes = rf"\d{{1,3}}(?P<mark>[{marks}])\d{{3}}(?:(?P=mark)\d{{3}})*"
    match = re.fullmatch(rf"(?P<sign>[+-]?)(?P<whole>{threes}|\d*)(?:{point}(?P<part>\d*))?", bare)
    if match is None or not (match["whole"] or match["part"]):
        return None
    whole = re.sub(r"\D", "", match["whole"])
    return Decimal(match["sign"] + (whole or "0") + (f".{match['part']}" if match["part"] else ""))
