"""A gap in people: how many it is that a percentage hides."""

from decimal import ROUND_HALF_UP, Decimal

from domain.exact import exact
from domain.priority import Indicator, Observation
from domain.target import Polarity


def people_short(indicator: Indicator, observation: Observation, mark: Decimal) -> int | None:
    """How many people would have made the difference to `mark`: what the denominator asks for less what there was.

    To the nearest whole person, half away from zero. None where nobody is missing, where the indicator counts no
    people, and where the two numbers that the value is made from are not known.
    Raises Refused for a mark that is no number.
    """
    exact("value", mark)
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is None or denominator is None or indicator.people_unit is None:
        return None
    wanted = denominator * mark / (100 if indicator.percent else 1)
    short = wanted - numerator if indicator.polarity is Polarity.HIGHER else numerator - wanted
    people = int(short.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return people if people > 0 else None
