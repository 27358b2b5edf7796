"""Targets: which way is better, and what is to be reached by when. Zero is a target; no target is None, never 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.errors import Refused
from domain.exact import exact
from domain.period import Period


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> Decimal:
        return Decimal(1) if self is Polarity.HIGHER else Decimal(-1)


class Comparator(StrEnum):
    """How a value is held against a target."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    @property
    def strict(self) -> bool:
        return self in (Comparator.ABOVE, Comparator.BELOW)

    @property
    def words(self) -> str:
        return {">=": "at least", ">": "above", "<=": "at most", "<": "below"}[self.value]

    def met(self, actual: Decimal, target: Decimal) -> bool:
        """Both as printed."""
        if actual == target:
            return not self.strict
        return (actual > target) is (self in (Comparator.AT_LEAST, Comparator.ABOVE))

    def fits(self, polarity: Polarity) -> bool:
        """A comparator that contradicts the polarity is refused."""
        return (polarity is Polarity.HIGHER) is (self in (Comparator.AT_LEAST, Comparator.ABOVE))


@dataclass(frozen=True)
class Target:
    """A number to be reached in a period; an interim one lies on the way. Zero is a target."""

    period: Period
    value: Decimal
    comparator: Comparator
    interim: bool = False

    def __post_init__(self) -> None:
        exact("value", self.value)


def final_target(targets: Sequence[Target]) -> Target | None:
    """The one that the trajectory leads to; where only interim ones are set, the last of them. None without any."""
    chosen = [one for one in targets if not one.interim] or targets
    return max(chosen, key=lambda one: one.period, default=None)


def check_targets(
    targets: Sequence[Target], polarity: Polarity, baseline_period: Period, *, set_on: date | None = None
) -> None:
    """Raises Refused for targets that cannot be meant.

    For each: a comparator that contradicts the polarity; a period of another calendar than the baseline's, or not
    after it; with `set_on`, a period that was over when the target was set. Between them: one period with two
    targets, and an interim target that comes after the last one.
    """
    for one in targets:
        _check(one, polarity, baseline_period, set_on)
    periods = [one.period for one in targets]
    for period in periods:
        if periods.count(period) > 1:
            raise Refused("period", f"{period.short} has two targets.", "Keep one.")
    last = final_target(targets)
    late = [one for one in targets if last and one.interim and one.period > last.period]
    if last and late:
        problem = f"The interim target of {late[0].period.short} comes after the target of {last.period.short}."
        raise Refused("interim", problem, "Set it for a period on the way.")


def _check(one: Target, polarity: Polarity, baseline_period: Period, set_on: date | None) -> None:
    if not one.comparator.fits(polarity):
        problem = f"“{one.comparator.words} {one.value}” contradicts the polarity: {polarity} is better."
        raise Refused("comparator", problem, "Change one of them.")
    if one.period.calendar != baseline_period.calendar:
        problem = f"{one.period.short} is not of the baseline's calendar, {baseline_period.short} is."
        raise Refused("period", problem, "Give both in the calendar of the indicator.")
    if one.period <= baseline_period:
        problem = f"{one.period.short} is not after the baseline's period, {baseline_period.short}."
        raise Refused("period", problem, "Correct one of them.")
    if set_on is not None and one.period.end < set_on:
        raise Refused("period", f"{one.period.short} is over already.", "Set a target for a period still to come.")
