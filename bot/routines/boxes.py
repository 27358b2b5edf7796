"""An answer as it is typed: its boxes, read by the person's own way of writing numbers."""

from dataclasses import dataclass
from decimal import Decimal

from bot.routines import people
from domain.assessment import Likelihood
from domain.checks import Submission
from domain.errors import Refused
from domain.number import Unclear, read_number, split_unit
from domain.people import Person
from domain.period import Period
from domain.priority import Indicator


@dataclass(frozen=True)
class Typed:
    """An answer as typed: texts, unread. `sure` says "it is right as typed" to whatever was doubted."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    for_summary: str = ""
    for_unit: str = ""
    likelihood: Likelihood | None = None
    chance: str = ""
    next_value: str = ""
    subgroups: str = ""  # a line each
    milestone: int | None = None  # the one that the form asked about
    milestone_chance: str = ""
    provisional: bool = False
    sure: bool = False


@dataclass(frozen=True)
class Rejected:
    """Not an answer yet: for each box that must be mended, the sentence that says how. Nothing was written."""

    errors: dict[str, str]


def read(actor: Person, period: Period, indicator: Indicator, typed: Typed) -> Submission | Rejected:
    """The typed texts as numbers, by the person's own way of writing them."""
    numbers: dict[str, Decimal | None] = {}
    errors: dict[str, str] = {}
    value, unit = split_unit(typed.value)
    texts = {"value": value, "numerator": typed.numerator.strip(), "denominator": typed.denominator.strip()}
    for box, text in texts.items():
        try:
            numbers[box] = read_number(text, people.numerals(actor)) if text else None
        except (Refused, Unclear) as problem:
            errors[box] = str(problem)
    if not errors and numbers["value"] is None and (numbers["numerator"] is None or numbers["denominator"] is None):
        errors = _what_is_missing(indicator, numbers)
    if errors:
        return Rejected(errors)
    words = (typed.for_summary or typed.for_unit).strip()
    return Submission(period, numbers["value"], numbers["numerator"], numbers["denominator"], words, unit)


def _what_is_missing(indicator: Indicator, numbers: dict[str, Decimal | None]) -> dict[str, str]:
    boxes = ("numerator", "denominator") if indicator.ratio else ("value",)
    missing = Refused("value", "The figure is missing.", "Type it as a number.")
    return {box: str(missing) for box in boxes if numbers[box] is None}
