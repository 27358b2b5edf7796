"""Slips of the hand, planted in published figures: what a person might type instead of a value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

from domain.number import written
from domain.priority import Indicator, Observation


@dataclass(frozen=True)
class Slip:
    """What was typed, and which kind of slip it is."""

    kind: str
    typed: Decimal
    whole: Observation | None = None  # the observation of another period, sent with both its numbers


def planted(indicator: Indicator, true: Observation, before: Sequence[Observation], chance: Random) -> Iterator[Slip]:
    """One slip of each kind that changes the value; where several are possible, one by chance."""
    digits = written(true.value, indicator.decimals).replace(",", "")
    for slip in (*_of_digits(digits, chance), *_of_size(indicator, true, chance), *_of_periods(before)):
        if indicator.as_printed(slip.typed) != indicator.as_printed(true.value):
            yield slip


def _of_size(indicator: Indicator, true: Observation, chance: Random) -> Iterator[Slip]:
    yield Slip("decimal point one place off", true.value * chance.choice([Decimal(10), Decimal("0.1")]))
    yield Slip("decimal point two places off", true.value * chance.choice([Decimal(100), Decimal("0.01")]))
    yield Slip("sign", -true.value)
    if indicator.percent:
        yield Slip("fraction for percent", true.value / 100)
    if true.numerator and true.denominator:
        yield Slip("part and whole exchanged", indicator.quotient(true.denominator, true.numerator))


def _of_digits(digits: str, chance: Random) -> Iterator[Slip]:
    places = [place for place, one in enumerate(digits) if one.isdigit()]
    if unlike := [(one, other) for one, other in pairwise(places) if digits[one] != digits[other]]:
        one, other = chance.choice(unlike)
        exchanged = list(digits)
        exchanged[one], exchanged[other] = digits[other], digits[one]
        yield Slip("two digits exchanged", Decimal("".join(exchanged)))
    place = chance.choice(places)
    wrong = chance.choice([one for one in "0123456789" if one != digits[place]])
    yield Slip("one digit wrong", Decimal(digits[:place] + wrong + digits[place + 1 :]))
    yield Slip("one digit left out", Decimal("0" + digits[:place] + digits[place + 1 :]))


def _of_periods(before: Sequence[Observation]) -> Iterator[Slip]:
    for kind, back in (("last value copied", 1), ("two months too early", 2), ("a year too early", 12)):
        if len(before) >= back:
            yield Slip(kind, before[-back].value, before[-back])
