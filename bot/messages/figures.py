"""Numbers in words: an indicator's values, its targets, how far from the path, and by whom judged."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bot.facts.summaries import SummaryFacts
from domain.assessment import Likelihood
from domain.ladder import TOP
from domain.number import written
from domain.pace import Pace
from domain.period import Frequency
from domain.priority import Indicator, Observation, Target
from domain.status import Standing

_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


SHARE = Decimal("89.67")
CLOSE = 5  # points


def counted(count: int) -> str:
    """ "seven", and from thirteen on "13"."""
    return _COUNTED[count] if count < len(_COUNTED) else f"{count:,}"


def what(indicator: Indicator) -> str:
    """What is asked for: "% seen within four hours", or "Waits over four hours, in breaches"."""
    name = indicator.name
    if not indicator.percent:
        return f"{name}, in {indicator.unit}" if indicator.unit else name
    return f"% {name if name[1:2].isupper() else name[:1].lower() + name[1:]}"


def big(text: str) -> str:
    return text[:1].upper() + text[1:]


def bare(indicator: Indicator, value: Decimal) -> str:
    """A number with the indicator's decimals and without its unit: "90.00"."""
    return written(value, indicator.decimals)


def as_is(value: Decimal) -> str:
    """A number with the decimals it has: "90.00"."""
    return f"{value:,f}"


def goal(indicator: Indicator, target: Target) -> str:
    """A target's number, without decimals that say nothing: "95 %"."""
    return trimmed(indicator, target.value)


def trimmed(indicator: Indicator, value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{written(value, decimals)} {indicator.unit}".rstrip()


def condition(indicator: Indicator, target: Target) -> str:
    """ "above 90 %"."""
    return f"{target.comparator.words} {goal(indicator, target)}"


def typed(value: Decimal | None) -> str:
    """A number as somebody would type it into a box again."""
    return "" if value is None else format(value, "f")


def percent(chance: float | None) -> str:
    """A chance of 0 to 1 as somebody would type it: "70"."""
    return "" if chance is None else f"{chance * 100:.4g}"


def rough(indicator: Indicator, value: float) -> str:
    """An end of an interval: one decimal is enough, none where the values have none."""
    return written(Decimal(str(value)), min(1, indicator.decimals))


def example(indicator: Indicator, last: Observation | None) -> str:
    """A reply as it could be typed, with a number of the right kind."""
    usual = last.value if last else indicator.baseline
    near = indicator.percent and abs(usual - SHARE) < CLOSE  # the last value itself might be sent by mistake
    number = written(SHARE, indicator.decimals) if near else bare(indicator, usual)
    reason = f"more {indicator.people_unit} than planned" if indicator.people_unit else "slower start than planned"
    return f"{number} {reason}"


def per_period(indicator: Indicator, change: Decimal) -> str:
    """ "+0.89 a month", with a decimal more where nothing would be left of it."""
    shown = written(change, indicator.decimals, signed=True)
    if change and not any(digit in "123456789" for digit in shown):
        shown = written(change, indicator.decimals + 1, signed=True)
    return f"{shown} a {indicator.frequency.noun}"


def reached(indicator: Indicator, pace: Pace) -> bool:
    """Whether nothing more is needed than to hold what is reached."""
    return indicator.polarity.sign * pace.needed <= 0


def from_path(indicator: Indicator, standing: Standing) -> str:
    """ "0.33 points under the 90.00 expected". Only for a standing that has an expected value."""
    assert standing.expected is not None, "nothing was expected"
    expected = f"the {bare(indicator, standing.expected)} expected"
    if standing.actual == standing.expected:
        return f"exactly {expected}"
    side = "under" if standing.actual < standing.expected else "over"
    return f"{indicator.points(standing.actual - standing.expected)} {side} {expected}"


def people(indicator: Indicator, standing: Standing) -> str:
    """ "6,431 patients", or nothing."""
    return f"{standing.people:,} {indicator.people_unit}" if standing.people else ""


def missed_by(indicator: Indicator, standing: Standing) -> str:
    """How far a target was missed, in people where that is known: "6,431 patients", "0.33 points".

    Nothing where none was missed, and when it was missed by being just reached, where it had to be passed.
    """
    if standing.met is not False:
        return ""
    in_units = indicator.points(standing.missed_by) if standing.missed_by else ""
    return people(indicator, standing) or in_units


def kind(target: Target) -> str:
    return "interim target" if target.interim else "target"


def measured(indicator: Indicator, standing: Standing | None) -> dict[str, Any]:
    """What a sentence says of the period's own target and of people, by the names that its template has for them."""
    return {
        "met": standing.met if standing else None,
        "missed_by": missed_by(indicator, standing) if standing else "",
        "people": people(indicator, standing) if standing else "",
        "target_kind": kind(standing.target) if standing and standing.target else "",
    }


def periods(frequency: Frequency, count: int) -> str:
    """ "seven months"."""
    return f"{counted(count)} {frequency.noun}{'' if count == 1 else 's'}"


def judged(likelihood: Likelihood, *, loud: bool = False) -> str:
    """ "amber-red, in doubt"; loud: "AMBER-RED, in doubt"."""
    word = likelihood.value.upper() if loud else likelihood.value
    return f"{word}, {likelihood.meaning}"


def before(indicator: Indicator, now: Observation, corrected: Observation | None) -> str:
    """The value that was replaced; empty where none was, or where it reads as the new one does."""
    was = indicator.print(corrected.value) if corrected is not None else ""
    return "" if was == indicator.print(now.value) else was


def long_overdue(rows: Iterable[SummaryFacts]) -> list[str]:
    """What the ladder brings to the top of the next stocktake, by id and without names (DOMAIN 7)."""
    late = sorted((row for row in rows if row.actions.oldest_days >= TOP), key=lambda row: -row.actions.oldest_days)
    return [f"{row.actions.oldest} ({row.title}), {row.actions.oldest_days} working days" for row in late]
