"""What an average hides: how the parts of the whole stand, each of which people live in (DOMAIN 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.exact import exact
from domain.period import Period
from domain.priority import Indicator
from domain.target import Target, final_target

WORST: Final = 3


@dataclass(frozen=True)
class Subgroups:
    """What a whole is made of: what its parts are `called` ("hospitals"), and the name of each."""

    called: str
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        plain = [name.casefold() for name in self.names]
        twice = next((name for name in self.names if plain.count(name.casefold()) > 1), None)
        if twice is not None:
            raise Refused("subgroups", f"“{twice}” stands twice.", "Keep one, or name them apart.")
        if self.names and not all(map(str.strip, (self.called, *self.names))):
            raise Refused("subgroups", "A subgroup has no name.", "Name it.")


UNDIVIDED: Final = Subgroups("subgroups", ())


@dataclass(frozen=True)
class Subgroup:
    """One part of the whole, by name: a hospital, a region, an age group. The value is in the indicator's unit."""

    name: str
    value: Decimal

    def __post_init__(self) -> None:
        exact("subgroups", self.value)
        if not self.name.strip():
            raise Refused("subgroups", "A subgroup has no name.", "Name it.")


@dataclass(frozen=True)
class Spread:
    """`worst` has the three that are furthest from the target's side, the worst first; values as printed.

    `width` is how far the best and the worst are apart, and `middle` the median, in the unit.
    """

    count: int
    on_target: int
    worst: tuple[Subgroup, ...]
    best: Subgroup
    middle: Decimal
    width: Decimal

    @property
    def share_on_target(self) -> Decimal:
        """0 to 1."""
        return Decimal(self.on_target) / self.count


def spread(indicator: Indicator, target: Target, subgroups: Sequence[Subgroup]) -> Spread:
    """How the subgroups stand against the target, by its comparator and without a tolerance.

    Equal values are in the order of their names. Raises Refused without a subgroup, and for two of one name.
    """
    if not subgroups:
        raise Refused("subgroups", "There is no subgroup.", "Give the figure of each part.")
    names = [one.name for one in subgroups]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused("subgroups", f"“{twice}” stands twice.", "Keep one, or name them apart.")
    printed = [Subgroup(one.name, indicator.as_printed(one.value)) for one in subgroups]
    ranked = sorted(printed, key=lambda one: (indicator.polarity.sign * one.value, one.name))
    goal = indicator.as_printed(target.value)
    return Spread(
        count=len(ranked),
        on_target=sum(target.comparator.met(one.value, goal) for one in ranked),
        worst=tuple(ranked[:WORST]),
        best=max(ranked, key=lambda one: indicator.polarity.sign * one.value),
        middle=_median([one.value for one in ranked]),
        width=abs(ranked[-1].value - ranked[0].value),
    )


def aim(targets: Sequence[Target], period: Period) -> Target | None:
    """What the subgroups of a period are held against: the next target, interim or final. None without one."""
    coming = [one for one in targets if one.period >= period]
    return min(coming, key=lambda one: one.period, default=final_target(targets))


def hidden(found: Spread, *, whole_on_target: bool) -> int:
    """How many subgroups miss the target although the whole meets it; 0 where it does not."""
    return found.count - found.on_target if whole_on_target else 0


def _median(ranked: list[Decimal]) -> Decimal:
    """Exact and unrounded."""
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2
