"""The outlook as it is told: how far it can be relied on, a range, and a chance in words with a number (READINGS 2).

Never "likely": that is the unit's judgement. The chance is kept as it was computed; only what is said is rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain import outlook
from domain.outlook import Bounds, TooEarly
from domain.series import share

PROVISIONAL: Final = 12  # points below which a range says more than a chance
TESTED_UNTIL: Final = {"month": 12, "quarter": 4, "fiscal quarter": 4, "week": 26}
RANGE: Final = (0.1, 0.9)  # 8 in 10
STEP: Final = 0.05  # a chance is said to the nearest twentieth


class Footing(StrEnum):
    """How far an outlook can be relied on, in the words it is told with."""

    EARLY = "too early to say"
    PROVISIONAL = "provisional"
    FULL = ""
    FURTHER = "further out than tested"
    UNTESTED = "not tested on such periods"
    FEW_AND_FURTHER = "provisional, and further out than tested"
    FEW_AND_UNTESTED = "provisional, and not tested on such periods"

    @property
    def provisional(self) -> bool:
        """Made from few figures, whatever else it is: the range is told too."""
        return self in (Footing.PROVISIONAL, Footing.FEW_AND_FURTHER, Footing.FEW_AND_UNTESTED)


@dataclass(frozen=True)
class Outlook:
    """`chance` is 0.01 to 0.99; `lower` and `upper` hold 8 in 10 values, in the unit. All None when too early."""

    footing: Footing
    chance: float | None = None
    lower: float | None = None
    upper: float | None = None

    @property
    def words(self) -> str:
        """ "past figures alone: about 7 in 10 (provisional)", or that it is too early to say."""
        if self.chance is None:
            return self.footing.value
        note = f" ({self.footing})" if self.footing else ""
        return f"past figures alone: {in_words(self.chance)}{note}"


def look_ahead(
    values: Sequence[float | None],
    periods_ahead: int,
    target: float,
    higher_is_better: bool,
    period: str,
    bounds: Bounds = None,
) -> Outlook:
    """The outlook for a target, as `outlook.probability` takes it. Raises Unreadable, but not for too few points."""
    try:
        chance = outlook.probability(values, periods_ahead, target, higher_is_better, period, bounds)
        lower, upper = outlook.quantiles(values, periods_ahead, period, RANGE, bounds)
    except TooEarly:
        return Outlook(Footing.EARLY)
    known = sum(value is not None for value in values)
    if known < outlook.FEWEST:  # those that gaps are filled with are no figures
        return Outlook(Footing.EARLY)
    return Outlook(_footing(known, _distance(values, periods_ahead), period), chance, lower, upper)


def _distance(values: Sequence[float | None], periods_ahead: int) -> int:
    """Periods from the last known value."""
    return periods_ahead + next(step for step, value in enumerate(reversed(values)) if value is not None)


def _footing(known: int, distance: int, period: str) -> Footing:
    few = known < PROVISIONAL
    if period not in TESTED_UNTIL:
        return Footing.FEW_AND_UNTESTED if few else Footing.UNTESTED
    if distance > TESTED_UNTIL[period]:
        return Footing.FEW_AND_FURTHER if few else Footing.FURTHER
    return Footing.PROVISIONAL if few else Footing.FULL


def in_words(chance: float) -> str:
    """To the nearest twentieth: "about 7 in 10", "about 3 in 4", "about 13 in 20"; ends "under 5 %" and "over 95 %".

    Raises Unreadable for what is no chance.
    """
    chance = share(chance, "The chance")
    twentieths = round(chance / STEP)
    if chance < STEP or twentieths == 0:
        return "under 5 %"
    if chance > 1 - STEP or twentieths == 20:
        return "over 95 %"
    if twentieths in (5, 15):
        return f"about {twentieths // 5} in 4"
    if twentieths % 2:
        return f"about {twentieths} in 20"
    return f"about {twentieths // 2} in 10"
