"""Stated forecasts: what somebody said would come, kept with their name and day, and scored when it has (READINGS 3).

Targets of a year resolve too rarely to learn from, so the next value and the next milestone are what is scored. A
score is shown to the person, and pooled over several people; people are never ranked by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from math import isfinite, sqrt
from statistics import fmean, stdev
from typing import Final

from domain.errors import Refused
from domain.exact import exact, exact_if_given
from domain.period import Period

FEWEST_POOLED: Final = 3  # people, so that nobody's score can be told from the pool
T95: Final = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
"""Student's t, 95 % two-sided, for 1 to 10 degrees of freedom."""


class About(StrEnum):
    """What a forecast is about; the value completes "the chance of ..."."""

    TARGET = "reaching the target"
    NEXT_VALUE = "the next value"
    MILESTONE = "keeping the milestone's date"


@dataclass(frozen=True)
class Forecast:
    """One statement, by its author, before the fact.

    `subject` is an indicator's key or a milestone's id, `period` what it is about and `due` when it can be known.
    `chance` is 0 to 1; `value` is in the indicator's unit. `model` is what past figures alone gave on that day, not
    shown before: a chance beside a chance, the middle value beside a value. `unled` says that neither it nor the
    unit's rating had been seen.
    """

    by: str
    said_at: datetime
    about: About
    subject: str
    period: Period | None
    chance: float | None = None
    value: Decimal | None = None
    model: float | None = None
    unled: bool = True

    def __post_init__(self) -> None:
        if (self.chance is None) == (self.value is None):
            raise Refused("forecast", "A forecast is a chance or a value.", "Give one of them.")
        beside = self.model if self.value is None else None  # beside a value it is one in the same unit
        if not _is_chance(self.chance) or not _is_chance(beside):
            raise Refused("chance", "A chance lies between 0 and 100 %.", "Type a number like 70.")
        exact_if_given("value", self.value)
        if not _is_number(self.model):
            raise Refused("value", "What past figures give is no number.", "Leave it out.")
        if self.said_at.tzinfo is None:
            raise Refused("forecast", "The day has no time zone.", "Give an instant.")


@dataclass(frozen=True)
class Resolved:
    """A forecast whose outcome is known: whether it came (1 or 0), or the value that came."""

    forecast: Forecast
    outcome: Decimal
    known_at: datetime

    @property
    def brier(self) -> float | None:
        """The squared distance of the chance from what happened: 0 is perfect, 50 % gives 0.25. None for a value."""
        return None if self.forecast.chance is None else (self.forecast.chance - float(self.outcome)) ** 2

    @property
    def model_brier(self) -> float | None:
        """The same of what past figures alone had said."""
        chance = self.forecast.model if self.forecast.chance is not None else None
        return None if chance is None else (chance - float(self.outcome)) ** 2

    @property
    def miss(self) -> Decimal | None:
        """How far a stated value lay from the one that came, in the unit; positive where it was too high."""
        return None if self.forecast.value is None else self.forecast.value - self.outcome

    @property
    def nearer(self) -> bool | None:
        """Whether a stated value lay nearer to the one that came than past figures alone; a tie is none."""
        if self.miss is None or self.forecast.model is None:
            return None
        return abs(self.miss) < abs(Decimal(str(self.forecast.model)) - self.outcome)


@dataclass(frozen=True)
class Score:
    """A mean Brier score over `count` forecasts with its 95 % interval; None with a single one."""

    count: int
    mean: float
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Nearer:
    """Of `count` stated values, how many lay `nearer` than what past figures alone had expected: it has no unit."""

    count: int
    nearer: int


def chance_of(percent: Decimal) -> float:
    """What somebody typed as a percentage, 0 to 1. Raises Refused outside 0 to 100, and for what may be a fraction."""
    if not 0 <= percent <= 100:
        raise Refused("chance", f"{percent} % is no chance.", "Give 0 to 100.")
    if 0 < percent < 1:
        whole = f"{(percent * 100).normalize():f}"
        raise Refused("chance", f"{percent} may be a fraction.", f"For {whole} % type {whole}.")
    return float(percent) / 100


def resolve(
    forecast: Forecast, known_at: datetime, *, came: bool | None = None, value: Decimal | None = None
) -> Resolved:
    """The forecast with its outcome: whether it came, for a chance; the value, for a value.

    Raises Refused when it was said after the fact, or when the outcome is not of its kind.
    """
    if known_at.tzinfo is None:
        raise Refused("outcome", "The day has no time zone.", "Give an instant.")
    if known_at < forecast.said_at:
        raise Refused("forecast", "It was said after its outcome was known.", "Only what is said before counts.")
    outcome = value if forecast.chance is None else None if came is None else Decimal(bool(came))
    if outcome is None:
        raise Refused("outcome", "The outcome is not of the kind that was forecast.", "Give what came of it.")
    exact("outcome", outcome)
    return Resolved(forecast, outcome, known_at)


def score(resolved: Iterable[Resolved]) -> Score | None:
    """Over all chances among them; None where there is none. The interval is Student's, held to 0 and 1."""
    return _score([one.brier for one in resolved if one.brier is not None])


def model_score(resolved: Iterable[Resolved]) -> Score | None:
    """What past figures alone would have scored on the same questions."""
    return _score([one.model_brier for one in resolved if one.model_brier is not None])


def nearer(resolved: Iterable[Resolved]) -> Nearer | None:
    """Over all stated values among them that past figures alone had an expectation beside; None without one."""
    found = [one.nearer for one in resolved if one.nearer is not None]
    return Nearer(len(found), sum(found)) if found else None


def of_person(resolved: Iterable[Resolved], person: str) -> Score | None:
    """One person's own score, for that person."""
    return score(one for one in resolved if one.forecast.by == person)


def pooled(resolved: Sequence[Resolved]) -> Score | None:
    """Everybody's together; None while there are too few people for nobody to be seen in it."""
    return score(resolved) if _enough(one.forecast.by for one in resolved if one.brier is not None) else None


def pooled_nearer(resolved: Sequence[Resolved]) -> Nearer | None:
    """Everybody's stated values together, under the same condition."""
    return nearer(resolved) if _enough(one.forecast.by for one in resolved if one.nearer is not None) else None


def _enough(people: Iterable[str]) -> bool:
    return len(set(people)) >= FEWEST_POOLED


def _is_number(given: object) -> bool:
    """Or not given."""
    return given is None or (isinstance(given, int | float) and isfinite(given))


def _is_chance(said: object) -> bool:
    """Or not said."""
    return said is None or (isinstance(said, int | float) and 0 <= said <= 1)


def _score(scores: Sequence[float]) -> Score | None:
    if not scores:
        return None
    count, mean = len(scores), fmean(scores)
    if count == 1:
        return Score(1, mean, None)
    reach = _t95(count - 1) * stdev(scores) / sqrt(count)
    return Score(count, mean, (max(mean - reach, 0.0), min(mean + reach, 1.0)))


def _t95(freedom: int) -> float:
    """Beyond ten degrees of freedom the first terms of the usual expansion, right to 0.002."""
    if freedom <= len(T95):
        return T95[freedom - 1]
    z = 1.959964
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
