"""Breaks in a series: from some period on, a figure is counted in another way. Nothing is compared across a break."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.errors import Refused
from domain.period import Period
from domain.priority import Observation


@dataclass(frozen=True)
class DefinitionBreak:
    """`first` is the first period that is counted in the new way; `reason` says what changed."""

    first: Period
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Refused("reason", "A new definition needs a reason.", "Say in a sentence what is counted otherwise.")


@dataclass(frozen=True)
class Definitions:
    """The breaks of one indicator, the earliest first. Raises Refused for others."""

    breaks: tuple[DefinitionBreak, ...] = ()

    def __post_init__(self) -> None:
        for one, later in pairwise(self.breaks):
            if one.first.distance(later.first) < 1:
                problem = f"The break in {later.first.short} does not come after the one in {one.first.short}."
                raise Refused("period", problem, "List each break once, the earliest first.")

    def version(self, period: Period) -> int:
        """The number of the definition that a period is counted by, from 1."""
        return 1 + sum(one.first.distance(period) >= 0 for one in self.breaks)

    def same(self, one: Period, other: Period) -> bool:
        """Whether two periods are counted in the same way."""
        return self.version(one) == self.version(other)

    def comparable(self, observations: Sequence[Observation]) -> tuple[Observation, ...]:
        """Those that are counted as the latest is, the earliest first. Raises Refused for two of one period."""
        ordered = in_order(observations)
        return tuple(one for one in ordered if self.same(one.period, ordered[-1].period))


AS_EVER = Definitions()
"""No break: counted in one way from the first figure on."""


def in_order(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The earliest first. Raises Refused for two of one period, and for periods of two calendars."""
    ordered = tuple(sorted(observations, key=lambda one: one.period))
    for one, later in pairwise(ordered):
        if one.period.distance(later.period) == 0:
            raise Refused("period", f"{one.period.short} has two figures.", "Keep the latest.")
    return ordered
