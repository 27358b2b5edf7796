"""How many slips the checks on an answer find, and how many true values they ask about.

    python -m benchmarks.readings.checks

Each published value is checked as it would be on the day: with the values before it and no later one. A value is
challenged when something is to be confirmed or is refused. A slip is large when it moves the value by more than five
usual moves, the median distance from one value to the next up to then. Three lines are promised; the rest is shown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from random import Random
from statistics import median
from typing import Final

from benchmarks.readings.published import Published, published
from benchmarks.readings.slips import planted
from domain.checks import Severity, Submission, check
from domain.priority import Observation

FEWEST: Final = 6  # values before one, for a series to have a usual move
LARGE: Final = 5  # usual moves
LATER: Final = date(2020, 1, 1)


@dataclass
class Tally:
    """Counts of one kind: all, large ones, and of both those that were challenged."""

    all: int = 0
    found: int = 0
    large: int = 0
    large_found: int = 0

    def add(self, challenged: bool, large: bool) -> None:
        self.all += 1
        self.found += challenged
        self.large += large
        self.large_found += large and challenged


@dataclass
class Result:
    """`true` counts published values.

    `alone` counts slips in a value typed without its two numbers, `beside` those with the right two numbers beside
    them, `whole` the three numbers of another period.
    """

    true: Tally = field(default_factory=Tally)
    by_indicator: dict[str, Tally] = field(default_factory=dict)
    codes: Counter[str] = field(default_factory=Counter)
    alone: dict[str, Tally] = field(default_factory=dict)
    beside: dict[str, Tally] = field(default_factory=dict)
    whole: dict[str, Tally] = field(default_factory=dict)

    @property
    def challenged(self) -> float:
        """The share of true values that are asked about."""
        return self.true.found / self.true.all

    @property
    def large_found(self) -> float:
        """The share of large slips that are asked about, of values typed alone."""
        return sum(one.large_found for one in self.alone.values()) / sum(one.large for one in self.alone.values())

    @property
    def disagreeing_found(self) -> float:
        """The share of values that disagree with the two numbers beside them and are asked about."""
        return sum(one.found for one in self.beside.values()) / sum(one.all for one in self.beside.values())


def measure(series: Sequence[Published], *, fewest: int = FEWEST, every: int = 1, seed: int = 1) -> Result:
    """Each value after the first `fewest` of its series, true; and every so manyth with one slip of each kind."""
    chance, result = Random(seed), Result()  # noqa: S311 - slips, not secrets
    values = [(one, index) for one in series for index in range(fewest, len(one.observations))]
    for one, index in values:
        _true(one, index, result)
    for one, index in values[::every]:
        _slipped(one, index, chance, result)
    return result


def _true(one: Published, index: int, result: Result) -> None:
    true = one.observations[index]
    codes = list(_challenges(one, index, Submission(true.period, true.value, true.numerator, true.denominator)))
    result.true.add(bool(codes), large=False)
    result.by_indicator.setdefault(one.indicator.name, Tally()).add(bool(codes), large=False)
    result.codes.update(codes)


def _slipped(one: Published, index: int, chance: Random, result: Result) -> None:
    true, before = one.observations[index], one.observations[:index]
    usual = usual_move(before)
    for slip in planted(one.indicator, true, before, chance):
        large = abs(slip.typed - true.value) > LARGE * usual
        alone = any(_challenges(one, index, Submission(true.period, slip.typed)))
        result.alone.setdefault(slip.kind, Tally()).add(alone, large)
        if true.numerator is not None:
            with_parts = Submission(true.period, slip.typed, true.numerator, true.denominator)
            result.beside.setdefault(slip.kind, Tally()).add(any(_challenges(one, index, with_parts)), large)
        if slip.whole is not None and slip.whole.numerator is not None:
            all_three = Submission(true.period, slip.typed, slip.whole.numerator, slip.whole.denominator)
            result.whole.setdefault(slip.kind, Tally()).add(any(_challenges(one, index, all_three)), large)


def usual_move(before: Sequence[Observation]) -> Decimal:
    return median(abs(later.value - earlier.value) for earlier, later in pairwise(before))


def _challenges(one: Published, index: int, submission: Submission) -> Iterator[str]:
    """The codes of what is to be confirmed or refused."""
    known = one.until(index)
    findings = check(
        one.indicator,
        submission.period,
        submission,
        today=LATER,
        previous=one.observations[index - 1],
        series=known,
    )
    return (finding.code for finding in findings if finding.severity is not Severity.NOTE)


def table(result: Result) -> str:
    """Everything counted, as Markdown."""
    each = result.by_indicator.items()
    shares = [f"- {name}: {one.found} of {one.all}, {one.found / one.all:.1%}" for name, one in each]
    lines = [
        f"True values challenged: {result.true.found} of {result.true.all}, {result.challenged:.1%}"
        f" ({', '.join(f'{code} {count}' for code, count in result.codes.most_common())}).",
        *shares,
        "",
        f"Large slips found: {result.large_found:.1%}. Values that disagree with their two numbers found: "
        f"{result.disagreeing_found:.1%}.",
        "",
        "| Slip | All | Found | Large | Found |",
        "|---|--:|--:|--:|--:|",
        *(_row(kind, one) for kind, one in result.alone.items()),
        *(_row(f"{kind}, with its two numbers", one) for kind, one in result.whole.items()),
    ]
    return "\n".join(lines)


def _row(kind: str, one: Tally) -> str:
    large = f"{one.large_found / one.large:.1%}" if one.large else ""
    return f"| {kind} | {one.all} | {one.found / one.all:.0%} | {one.large} | {large} |"


if __name__ == "__main__":
    print(table(measure(published())))
