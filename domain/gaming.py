"""Patterns that a target can bring about: questions for staff, never an accusation (DOMAIN 8).

A value just past its target, a jump in the very month of the target, values heaped on round numbers. Each has
innocent causes, and the question says what to look at. Nobody but staff is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb
from typing import Final

from domain.checks_series import Past, Series, past
from domain.number import written
from domain.period import Period
from domain.priority import Indicator, Target

JUST: Final = 0.1  # usual moves past the target: a hair's breadth
ROUND: Final = 5  # a last digit of 0 or 5 is round; one in five is by chance
FEWEST_HEAPED: Final = 8  # values, before heaping can be seen
BY_CHANCE: Final = 0.001  # so seldom or less would so many be round by chance


@dataclass(frozen=True)
class Pattern:
    """A code and a question for staff."""

    code: str
    question: str


def patterns(
    indicator: Indicator, series: Series, period: Period, targets: Sequence[Target] = ()
) -> tuple[Pattern, ...]:
    """What is worth a question in the value of a period; empty without one.

    `series` holds every known value, that of the period included.
    """
    if period not in series:
        return ()
    before, value = past(indicator, series, period), indicator.as_printed(series[period].value)
    due = [one for one in targets if one.period == period]
    return (
        *(found for one in due for found in _just_past(indicator, before, value, one)),
        *(found for one in due for found in _jump(indicator, before, value, one)),
        *_heaped(indicator, [series[one].value for one in sorted(series) if one <= period]),
    )


def _just_past(indicator: Indicator, before: Past, value: Decimal, target: Target) -> Iterator[Pattern]:
    usual, goal = before.usual_move(0.0), indicator.as_printed(target.value)
    if usual is None or not target.comparator.met(value, goal):
        return
    if abs(value - goal) <= Decimal(str(JUST * usual)):
        by = f"{indicator.points(value - goal)} past" if value != goal else "exactly on"
        yield Pattern(
            "just past",
            f"{indicator.print(value)} is {by} the target; {indicator.points(Decimal(str(usual)))} is a usual move. "
            "Is there anything to know about the cases nearest to the line?",
        )


def _jump(indicator: Indicator, before: Past, value: Decimal, target: Target) -> Iterator[Pattern]:
    """A move for the better, in the target's own period, that would be asked about in any other too."""
    usual = before.usual_move(float(Decimal(1).scaleb(-indicator.decimals)))
    if usual is None:
        return
    better = float(indicator.polarity.sign) * (float(value) - before.known[-1])
    if better > before.far * usual:
        yield Pattern(
            "target month",
            f"{target.period.short}, the target's own {target.period.frequency}, is "
            f"{indicator.points(Decimal(str(better)))} better than the value before; "
            f"{indicator.points(Decimal(str(usual)))} is usual. What was done differently, and does it last?",
        )


def _heaped(indicator: Indicator, values: Sequence[Decimal]) -> Iterator[Pattern]:
    """Far more last digits 0 and 5 than one in five."""
    last = [int(abs(indicator.as_printed(value)).scaleb(indicator.decimals)) % ROUND for value in values]
    heaped = sum(digit == 0 for digit in last)
    if len(values) >= FEWEST_HEAPED and _at_least(heaped, len(values), 1 / ROUND) <= BY_CHANCE:
        usual = written(Decimal(len(values)) / ROUND, 0)
        yield Pattern(
            "round numbers",
            f"{heaped} of {len(values)} values end in 0 or 5, where about {usual} would by chance. "
            "Are they counted, or estimated?",
        )


def _at_least(hits: int, tries: int, chance: float) -> float:
    """The binomial chance of so many hits or more."""
    return sum(comb(tries, one) * chance**one * (1 - chance) ** (tries - one) for one in range(hits, tries + 1))
