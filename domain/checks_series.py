"""What a series' own past says of a new value: a jump, a figure sent before, a value outside the usual interval.

No threshold here is a percentage. Each is counted in the usual move of the very series, the median distance between
one value and the next, so that what is a jump for a calm series is a normal month for a restless one. The number of
moves was set where at most 2 % of published values are asked about (`benchmarks/readings/checks.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import gcd, sqrt
from statistics import median
from typing import Final

from domain import outlook
from domain.checks_finding import Finding, Severity
from domain.number import written
from domain.period import Period
from domain.priority import Indicator, Observation
from domain.reading import read_latest

JUMP: Final = 4.2  # usual moves away from whatever was to be expected
FEW: Final = 3  # a usual move known from n values is itself unsure: so many n-ths more
FEWEST_MOVES: Final = 5  # below it a series has no usual move yet
OUT_OF_SCALE: Final = 5  # times the largest value so far, or this part of the smallest: asked about from the first
FINE: Final = 25  # of the series' own grains in a usual move, for the same figure twice to be no chance
FINER: Final = 100  # so many of them for each further period that a value is held against
INTERVAL: Final = (0.025, 0.975)

Series = Mapping[Period, Observation]


@dataclass(frozen=True)
class Past:
    """The values before one period, oldest first, None where one is missing; the last is of the period before."""

    period: Period
    values: tuple[float | None, ...]
    bounds: tuple[float, float] | None = None

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]

    @property
    def moves(self) -> list[float]:
        """Distances from one known value to the next, without those that are nothing."""
        return [abs(later - one) for one, later in pairwise(self.known) if later != one]

    def usual_move(self, least: float) -> float | None:
        """The median move over the distance to the new value, at least `least`; None while there are too few values.

        Over a gap of n periods a series wanders the square root of n as far.
        """
        if len(self.known) <= FEWEST_MOVES:
            return None
        gap = next(step for step, value in enumerate(reversed(self.values), 1) if value is not None)
        return max(median(self.moves or [0.0]), least) * sqrt(gap)

    def repeats(self, year: int) -> bool:
        """Whether a value came twice running, or again at the same time of the next year, so many periods later."""
        pairs = [*pairwise(self.values), *zip(self.values, self.values[year:], strict=False)]
        return any(one is not None and one == later for one, later in pairs)

    @property
    def far(self) -> float:
        """How many usual moves are a jump; more while the usual move itself is known from few values."""
        return JUMP * (1 + FEW / len(self.known))

    @cached_property
    def interval(self) -> tuple[float, float, float] | None:
        """Lower end, median and upper end of the outlook's 95 % interval; None when it is too early to say."""
        try:
            low, middle, high = outlook.quantiles(
                self.values, 1, self.period.frequency.value, (INTERVAL[0], 0.5, INTERVAL[1]), self.bounds
            )
        except outlook.TooEarly:
            return None
        return low, middle, high


def past(indicator: Indicator, series: Series, period: Period) -> Past:
    """What was known before a period. The bounds are the valid range, where all that is known lies in it."""
    earlier = {one: float(given.value) for one, given in series.items() if one < period}
    if not earlier:
        return Past(period, ())
    first = min(earlier)
    values = tuple(earlier.get(first.next(step)) for step in range(first.distance(period)))
    low, high = indicator.low, indicator.high
    bounds = None if low is None or high is None else (float(low), float(high))
    return Past(period, values, outlook.holding(bounds, earlier.values()))


def jump(
    indicator: Indicator, before: Past, value: Decimal, known: Observation | None = None, typed: Decimal | None = None
) -> Iterator[Finding]:
    """A value far from the last one and from what drift and season lead one to expect, and outside their interval.

    A value known of the same period counts too: what revises it need only be near to it. What may have been meant is
    told from the digits `typed`, where they are more than the value has.
    """
    if not before.known:
        return
    digits = value if typed is None else typed
    usual, interval = before.usual_move(float(Decimal(1).scaleb(-indicator.decimals))), before.interval
    if usual is None:
        yield from _scale(indicator, before, value, digits)
        return
    expected = [before.known[-1], *([interval[1]] if interval else []), *([float(known.value)] if known else [])]
    away = [abs(float(value) - one) for one in expected]
    outside = interval is None or not interval[0] <= float(value) <= interval[2]
    if outside and min(away) > before.far * usual:
        yield _asked(indicator, before, value, digits, Decimal(str(usual)))


def _scale(indicator: Indicator, before: Past, value: Decimal, digits: Decimal) -> Iterator[Finding]:
    """With few values only another order of magnitude is asked about: a decimal point in the wrong place."""
    size, sizes = abs(float(value)), [abs(one) for one in before.known if one]
    if sizes and size and (size > OUT_OF_SCALE * max(sizes) or size < min(sizes) / OUT_OF_SCALE):
        yield _asked(indicator, before, value, digits, None)


def _asked(indicator: Indicator, before: Past, value: Decimal, digits: Decimal, usual: Decimal | None) -> Finding:
    last = Decimal(str(before.known[-1]))
    when = next(
        before.period.next(-step) for step, one in enumerate(reversed(before.values), 1) if one is not None
    ).short
    away = indicator.points(value - last)
    seldom = f"; {indicator.points(usual)} is a usual move" if usual is not None else ""
    meant = likely_meant(indicator, before, digits)
    mend = f"Did you mean {indicator.print(meant)}?" if meant is not None else "Is it right?"
    sentence = f"{indicator.print(value)} is {away} from the {indicator.print(last)} of {when}{seldom}. {mend}"
    return Finding("jump", "value", Severity.CONFIRM, sentence)


def likely_meant(indicator: Indicator, before: Past, value: Decimal) -> Decimal | None:
    """The number that one slip of the hand turns into this one: the nearest to the last value, if it is near.

    Slips are two digits exchanged, the decimal point one or two places off, a sign. None when no one of them is.
    """
    last, usual = before.known[-1], before.usual_move(0.0) or abs(before.known[-1]) / OUT_OF_SCALE
    candidates = [one for one in slips(value, indicator.decimals) if indicator.as_printed(one) == one]
    nearest = min(candidates, key=lambda one: abs(float(one) - last), default=None)
    return nearest if nearest is not None and abs(float(nearest) - last) <= 2 * usual else None


def slips(value: Decimal, decimals: int) -> Iterator[Decimal]:
    """The numbers from which one slip of the hand leads to `value`."""
    digits = written(value, decimals).replace(",", "")
    places = [place for place, character in enumerate(digits) if character.isdigit()]
    for one, other in pairwise(places):
        exchanged = list(digits)
        exchanged[one], exchanged[other] = digits[other], digits[one]
        yield Decimal("".join(exchanged))
    yield from (value.scaleb(step) for step in (-2, -1, 1, 2))
    yield -value


def copied(
    indicator: Indicator, before: Past, series: Series, value: Decimal, pair: tuple[Decimal, Decimal] | None
) -> Iterator[Finding]:
    """The figure of another period sent again: the very two numbers, or a value too fine to come twice by chance."""
    earlier = sorted((one for one in series if one < before.period), reverse=True)
    for one in earlier:
        if pair is not None and (series[one].numerator, series[one].denominator) == pair:
            yield _again(one, before.period, "Both numbers are")
            return
    for one in _comparable(indicator, before, earlier):
        if indicator.as_printed(series[one].value) == value:
            yield _again(one, before.period, f"{indicator.print(value)} is")
            return


def _comparable(indicator: Indicator, before: Past, earlier: list[Period]) -> list[Period]:
    """The periods that a value alone is held against: the likeliest ones, and more where the series is finer still.

    A series counts in grains, its figures' greatest common divisor: one in thousands repeats itself by chance. Where
    it has repeated itself before, with everybody's word that it was right, once more is no wonder.
    """
    grain = gcd(*(int(indicator.as_printed(Decimal(str(one))).scaleb(indicator.decimals)) for one in before.known))
    fine = (before.usual_move(0.0) or 0.0) * 10**indicator.decimals / (grain or 1)
    if fine < FINE or before.repeats(before.period.year_before().distance(before.period)):
        return []
    likeliest = [one for one in (before.period.next(-1), before.period.year_before()) if one in earlier]
    return [*likeliest, *[one for one in earlier if one not in likeliest][: int(fine / FINER)]]


def _again(same: Period, period: Period, what: str) -> Finding:
    sentence = f"{what} exactly what was sent for {same.short}. Is it the figure of {period.short}?"
    return Finding("copied", "value", Severity.CONFIRM, sentence)


def surprise(indicator: Indicator, before: Past, value: Decimal) -> Iterator[Finding]:
    """Outside the outlook's interval: worth telling, nothing to mend."""
    interval = before.interval if indicator.measure.stands_alone else None
    if interval is not None and not interval[0] <= float(value) <= interval[2]:
        low, high = (indicator.print(Decimal(str(end))) for end in (interval[0], interval[2]))
        yield Finding("surprise", "value", Severity.NOTE, f"Past figures suggest {low} to {high}.")


def is_signal(indicator: Indicator, before: Past, value: Decimal) -> bool:
    """Whether the value is a signal and no noise: that has a cause, and a sentence is asked for (DOMAIN 4)."""
    found = read_latest(
        [*(None if one is None else Decimal(str(one)) for one in before.values), value],
        polarity=indicator.polarity,
        frequency=before.period.frequency,
        bounds=before.bounds,
        measure=indicator.measure,
    )
    return found is not None and found.needs_word
