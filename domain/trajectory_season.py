"""A trajectory with the season in it: a straight line, moved by what each part of the year usually adds.

The profile is proposed from history as in the classical decomposition: what a figure differs from the average of the
year around it, averaged over the years, and centred so that a whole year adds up to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.definition import in_order
from domain.errors import Refused
from domain.exact import exact
from domain.number import rounded
from domain.period import Period
from domain.priority import Observation
from domain.target import Target
from domain.trajectory import Point, Shape, Trajectory

FEWEST: Final = 24  # figures in a row that a profile is proposed from, and never less than two years (DOMAIN 3)


@dataclass(frozen=True)
class Profile:
    """What each part of the year adds, in the indicator's unit: one number a part, from the first of the year.

    Raises Refused for what is no number.
    """

    adds: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        exact("trajectory", *self.adds)

    def at(self, period: Period) -> Decimal:
        """Raises Refused for a calendar whose year has another number of parts."""
        if len(self.adds) != period.frequency.per_year:
            problem = f"The profile has {len(self.adds)} parts, and a year has {period.frequency.per_year} here."
            raise Refused("trajectory", problem, "Give one number for each part of the year.")
        return self.adds[period.part]


def propose_profile(history: Sequence[Observation], decimals: int) -> Profile:
    """The profile of the latest figures in a row, to one decimal more than the figures have.

    Raises Refused for fewer than 24 of them or than two years, and for figures that come once a year.
    """
    run = _latest_run(history)
    year = run[0].period.frequency.per_year if run else 1
    if year == 1 or len(run) < max(FEWEST, 2 * year):
        problem = f"A seasonal profile needs {max(FEWEST, 2 * year)} figures in a row; there are {len(run)}."
        raise Refused("trajectory", problem, "Add earlier figures, or agree a linear trajectory.")
    parts: list[list[Decimal]] = [[] for _ in range(year)]
    for middle in range(year // 2, len(run) - year // 2):
        one = run[middle]
        parts[one.period.part].append(one.value - _year_around(run, middle, year))
    if not all(parts):  # weeks, where a year has one more
        raise Refused("trajectory", "Some part of the year has no figure.", "Add some earlier figures.")
    usual = [sum(part, Decimal(0)) / len(part) for part in parts]
    centre = sum(usual, Decimal(0)) / year
    return Profile(tuple(rounded(one - centre, decimals + 1) for one in usual))


def seasonal(start: Period, baseline: Decimal, target: Target, profile: Profile) -> Trajectory:
    """From baseline to target, a point a period; the line between is the one that makes both ends fit.

    Raises Refused for a target that is not after the start, and for a baseline that is no number.
    """
    exact("baseline", baseline)
    length = start.distance(target.period)
    if length < 1:
        raise Refused("trajectory", f"{target.period.short} is not after {start.short}.", "Set a later target.")
    first, last = baseline - profile.at(start), target.value - profile.at(target.period)
    periods = [start.next(step) for step in range(length + 1)]
    line = [first + (last - first) * step / length for step in range(length + 1)]
    points = [Point(period, value + profile.at(period)) for period, value in zip(periods, line, strict=True)]
    return Trajectory(Shape.SEASONAL, tuple(points))


def _latest_run(history: Sequence[Observation]) -> list[Observation]:
    """The figures up to the latest, back to the first gap. Raises Refused for two of one period."""
    ordered = in_order(history)[::-1]
    run = list(ordered[:1])
    for one in ordered[1:]:
        if one.period.distance(run[-1].period) > 1:
            break
        run.append(one)
    return run[::-1]


def _year_around(run: list[Observation], middle: int, year: int) -> Decimal:
    """The mean of a year with `middle` in its middle; of an even year the two outermost figures count half."""
    half = year // 2
    window = [one.value for one in run[middle - half : middle + half + 1]]
    if year % 2 == 0:
        window[0], window[-1] = window[0] / 2, window[-1] / 2
    return sum(window, Decimal(0)) / year
