"""What kind of number a figure is decides what may be made of several: a total is added up, a level is not."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from domain.definition import in_order
from domain.errors import Refused
from domain.period import Period
from domain.period_calendar import Calendar
from domain.priority import Indicator, Measure, Observation


def over(indicator: Indicator, parts: Sequence[Observation], whole: Period) -> Observation:
    """The figure of a longer period from those of its parts: a quarter from three months, a year from its quarters.

    Period totals are added up. A ratio is made anew from what its numerators and its denominators add up to: the mean
    of percentages is not the percentage. Of a level, a running total and a moving average it is the last.
    Provisional while one of the parts is. Raises Refused for parts that do not make up the whole.
    """
    ordered = in_order(parts)
    _check_whole(ordered, whole)
    final = all(one.final for one in ordered)
    if indicator.measure is Measure.PERIOD_TOTAL:
        return Observation(whole, sum((one.value for one in ordered), Decimal(0)), final=final)
    if indicator.measure is Measure.RATIO:
        return _ratio(indicator, ordered, whole, final=final)
    last = ordered[-1]
    return Observation(whole, last.value, last.numerator, last.denominator, final)


def together(
    indicator: Indicator, known: Mapping[Period, Observation], latest: Period, longer: Calendar
) -> Observation | None:
    """The figure of the longer period that `latest` closes; None while that goes on, or without one of its parts."""
    whole = Period.containing(longer, latest.end)
    if whole.end != latest.end or whole.start >= latest.start:
        return None
    parts = [one for period, one in known.items() if whole.start <= period.start and period.end <= whole.end]
    try:
        return over(indicator, parts, whole)
    except Refused:
        return None


def divides(part: Period, longer: Calendar) -> bool:
    """Whether periods of another calendar are made up of whole ones like this."""
    whole = Period.containing(longer, part.start)
    first, last = Period.containing(part.calendar, whole.start), Period.containing(part.calendar, whole.end)
    return first.start == whole.start and last.end == whole.end and first < last


def moves(measure: Measure, observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """What each period brought by itself, the earliest first: of a running total what it rose by.

    The first figure after a running total began anew is what it brought; the very first is left out, since nobody
    knows how much of it is of earlier periods, and so is one after a gap. Other measures are as they are.
    Raises Refused for a moving average, which cannot be taken apart.
    """
    if measure is Measure.MOVING_AVERAGE:
        raise Refused("measure", "A moving average cannot be taken apart.", "Give the figures it is made from.")
    ordered = in_order(observations)
    if measure is not Measure.CUMULATIVE:
        return ordered
    return tuple(
        Observation(later.period, later.value - one.value if later.value >= one.value else later.value)
        for one, later in pairwise(ordered)
        if one.period.distance(later.period) == 1
    )


def _ratio(indicator: Indicator, ordered: tuple[Observation, ...], whole: Period, *, final: bool) -> Observation:
    tops = [one.numerator for one in ordered if one.numerator is not None]
    bottoms = [one.denominator for one in ordered if one.denominator is not None]
    if len(tops) < len(ordered) or len(bottoms) < len(ordered):
        problem = "A ratio of several periods needs the two numbers of each."
        raise Refused("numerator", problem, "Give numerator and denominator for every part.")
    top, bottom = sum(tops, Decimal(0)), sum(bottoms, Decimal(0))
    if bottom <= 0:
        raise Refused("denominator", f"The denominators add up to {bottom}.", "Give how many there were.")
    return Observation(whole, indicator.quotient(top, bottom), top, bottom, final)


def _check_whole(ordered: tuple[Observation, ...], whole: Period) -> None:
    mend = "Give a figure for each part of it."
    if not ordered or ordered[0].period.start != whole.start or ordered[-1].period.end != whole.end:
        raise Refused("period", f"The figures do not make up {whole.short}.", mend)
    for one, later in pairwise(ordered):
        if one.period.distance(later.period) != 1:
            raise Refused("period", f"{one.period.next().short} is missing.", mend)
