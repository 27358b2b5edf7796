"""What a short reply expects, after its figure: a likelihood, a chance in percent, the next period's value.

"82.4, likely", "82.4 amber-green 70 % next 83". Only what can mean nothing else is taken; all other words stay as they
are. A number without a percent sign is never a chance, and one with it only beside a word that says so.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from domain.assessment import Likelihood
from domain.errors import Refused
from domain.forecast import chance_of
from domain.number import Numerals, Unclear, read_number
from domain.priority import Indicator

_NUMBER: Final = r"(?P<number>[+\-\u2212]?(?:\d[\d.,'\u2019\u00a0\u202f]*)?\d)"
_PERCENT: Final = r"\s*(?P<percent>%|per ?cent\b|pct\b\.?)"
_WORDS: Final = {
    "highly likely": Likelihood.GREEN,
    "very likely": Likelihood.GREEN,
    "amber-green": Likelihood.AMBER_GREEN,
    "amber green": Likelihood.AMBER_GREEN,
    "amber-red": Likelihood.AMBER_RED,
    "amber red": Likelihood.AMBER_RED,
    "likely": Likelihood.AMBER_GREEN,
    "probable": Likelihood.AMBER_GREEN,
    "in doubt": Likelihood.AMBER_RED,
    "green": Likelihood.GREEN,
    "red": Likelihood.RED,
}
_LIKELIHOOD: Final = re.compile(rf"(?P<word>{'|'.join(_WORDS)})\b", re.IGNORECASE)
_CHANCE: Final = re.compile(
    rf"(?:(?:chance|probability|likely)\s*:?\s*)?{_NUMBER}{_PERCENT}(?P<says>\s*(?:likely|chance|sure)\b)?",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(r"chance|probability|likely", re.IGNORECASE)
_EVEN: Final = 0.5  # "likely 30 %" calls 30 % the chance, and nothing likely
_NEXT: Final = re.compile(  # "next +0.5" is a change, and no value
    rf"next(?:\s+(?P<noun>month|quarter|week|period|year|value|figure|one))?\s*:?\s*(?!\+){_NUMBER}(?P<percent>\s*%)?",
    re.IGNORECASE,
)
_ANY_NOUN: Final = ("period", "value", "figure", "one")  # of whatever calendar
_MARK: Final = re.compile(r"\s*(?:[,;!]|\.(?!\d)|\s[-\u2013\u2014]\s)+\s*|\s*\n\s*")
_MAYBE: Final = re.compile(rf"\s*{_NUMBER}{_PERCENT}\s+(?:likely|chance|sure)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)

_ALONE: Final = re.compile(rf"[\s(]*{_NUMBER}(?:{_PERCENT})?[\s).]*", re.IGNORECASE)


@dataclass(frozen=True)
class Expected:
    """`chance` is 0 to 1, `next_value` in the unit; None for what was not said."""

    likelihood: Likelihood | None = None
    chance: float | None = None
    next_value: Decimal | None = None


NOTHING: Final = Expected()


def take(words: str, numerals: Numerals, indicator: Indicator) -> tuple[Expected, str]:
    """What stands first among the words, and what is left of them.

    Each part ends with the text, a mark, or another part: "likely because of winter" and "70 % of sites" are words.
    So is a next value that the indicator cannot have, and "next year 90" where each month has a figure.
    """
    return _taken(words.strip(), NOTHING, numerals, indicator) or (NOTHING, words)


def may_be_chance(text: str) -> bool:
    """Whether a reply begins with a percentage that may be the figure or a chance: "70 % likely, next 83"."""
    found = _MAYBE.match(text)
    return found is not None and not re.search(r"%|per ?cent", found["rest"], re.IGNORECASE)


def is_a_number(words: str) -> bool:
    """Whether the words after a figure are one more number and nothing else: which of the two is meant?"""
    return _ALONE.fullmatch(words) is not None


def _taken(text: str, so_far: Expected, numerals: Numerals, indicator: Indicator) -> tuple[Expected, str] | None:
    for part, after in _parts(text, so_far, numerals, indicator):
        if not after.strip():
            return part, ""
        mark = _MARK.match(after)
        if mark is not None:
            rest = after[mark.end() :]
            return _taken(rest, part, numerals, indicator) or (part, rest)
        more = _taken(after.strip(), part, numerals, indicator) if after[0].isspace() else None
        if more is not None:
            return more
    return None


def _parts(text: str, so_far: Expected, numerals: Numerals, indicator: Indicator) -> list[tuple[Expected, str]]:
    """Every way in which the text begins with something that was not said yet."""
    found: list[tuple[Expected, str]] = []
    low = (match := _CHANCE.match(text)) is not None and (_chance(match["number"], numerals) or _EVEN) < _EVEN
    if (match := _LIKELIHOOD.match(text)) and so_far.likelihood is None and not low:
        word = _WORDS[match["word"].lower()]
        found.append((replace(so_far, likelihood=word), text[match.end() :]))
    if (match := _CHANCE.match(text)) and so_far.chance is None and _says_so(match, so_far):
        chance = _chance(match["number"], numerals)
        found += [] if chance is None else [(replace(so_far, chance=chance), text[match.end() :])]
    if (match := _NEXT.match(text)) and so_far.next_value is None:
        value = _next_value(match, numerals, indicator)
        found += [] if value is None else [(replace(so_far, next_value=value), text[match.end() :])]
    return found


def _next_value(match: re.Match[str], numerals: Numerals, indicator: Indicator) -> Decimal | None:
    """None for what is of another period than the next one, in another unit, or out of range."""
    noun, value = (match["noun"] or "").lower(), _number(match["number"], numerals)
    own = not noun or noun in _ANY_NOUN or indicator.frequency.noun.endswith(noun)
    unit = indicator.percent or not match["percent"]
    return value if own and unit and value is not None and indicator.possible(value) else None


def _says_so(match: re.Match[str], so_far: Expected) -> bool:
    """Whether a percentage is a chance: it is called one, or comes after a likelihood."""
    return bool(match["says"]) or bool(_LABELLED.match(match[0])) or so_far.likelihood is not None


def _chance(text: str, numerals: Numerals) -> float | None:
    number = _number(text, numerals)
    try:
        return None if number is None else chance_of(number)
    except Refused:
        return None


def _number(text: str, numerals: Numerals) -> Decimal | None:
    """None for what is no number, or not clear."""
    try:
        return read_number(text, numerals)
    except (Refused, Unclear):
        return None
