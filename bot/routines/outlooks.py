"""The outlook for a target: what past figures alone say, corrected by their own record, and with the owner's word.

What is said of it is READINGS 2 and 3. The raw chance is kept; what is told goes through the correction.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from bot.facts.outlooks import OutlookFacts
from bot.routines import Work
from bot.store import forecasts, plan
from domain import outlook
from domain.forecast import About, model_score, score
from domain.forecast_blend import blend, weight
from domain.forecast_correction import Correction, recalibrated
from domain.outlook_said import Outlook, look_ahead
from domain.period import Period
from domain.priority import Indicator, Observation, Polarity, Target
from domain.series import Unreadable
from domain.target import final_target as last_agreed

Series = Mapping[Period, Observation]
MIDDLE = (0.5,)
MOST: Final = 1_000  # outlooks remembered


def final_target(work: Work, indicator_key: str) -> Target | None:
    """The one in force that the trajectory leads to."""
    return last_agreed(plan.targets(work, indicator_key))


def ahead(work: Work, indicator_key: str, latest: Period) -> tuple[Target, ...]:
    """The targets, interim ones too, that the value of a later period will decide."""
    return tuple(one for one in plan.targets(work, indicator_key) if latest.distance(one.period) > 0)


def comparable(work: Work, indicator: Indicator, known: Series) -> dict[Period, Observation]:
    """The figures that are counted as the latest is: nothing is compared across a break (DOMAIN 8)."""
    definitions = plan.indicator(work, indicator.key).definitions
    latest = max(known, default=None)
    return {period: one for period, one in known.items() if latest and definitions.same(period, latest)}


def raw(work: Work, indicator: Indicator, known: Series, target: Target) -> Outlook | None:
    """From past figures alone, as it was computed.

    None without a figure, once the target's period has come, and for a measure that carries earlier periods along.
    """
    values = _values(comparable(work, indicator, known))
    if not values or not indicator.measure.stands_alone:
        return None
    periods = max(known).distance(target.period)
    higher = indicator.polarity is Polarity.HIGHER
    try:
        bounds = outlook.holding(indicator.bounds, values)
        return _ahead(tuple(values), periods, float(target.value), higher, indicator.frequency.value, bounds)
    except Unreadable:
        return None


_ahead: Final = lru_cache(MOST)(look_ahead)  # one answer asks for it three times, and each of its messages again


def middle(work: Work, indicator: Indicator, known: Series) -> float | None:
    """What past figures alone expect of the next period: as likely more as less. None when it is too early to say."""
    values = _values(comparable(work, indicator, known))
    if not values or not indicator.measure.stands_alone:
        return None
    try:
        bounds = outlook.holding(indicator.bounds, values)
        return outlook.quantiles(values, 1, indicator.frequency.value, MIDDLE, bounds)[0]
    except Unreadable:
        return None


def told(
    work: Work, indicator: Indicator, known: Series, target: Target | None, cycle_id: int | None = None
) -> OutlookFacts | None:
    """As it is told of one target; with the owner's chance of a cycle, if they gave one. None where none can be."""
    found = raw(work, indicator, known, target) if target is not None and known else None
    if found is None or target is None:
        return None
    if found.chance is None:
        return OutlookFacts(target, found)
    corrected = _correction(work)(found.chance)
    said = forecasts.latest(work, indicator.key, cycle_id, forecasts.OWNER, About.TARGET) if cycle_id else None
    owner = said.chance if said is not None and said.period == target.period else None
    together = None
    if said is not None and owner is not None:
        together = blend(corrected, owner, _weight(work, said.said_by))
    return OutlookFacts(target, replace(found, chance=corrected), owner, together)


def _values(known: Series) -> list[float | None]:
    """Oldest first, None for each period without one."""
    if not known:
        return []
    first, last = min(known), max(known)
    periods = (first.next(step) for step in range(first.distance(last) + 1))
    return [_number(known[one].value) if one in known else None for one in periods]


def _number(value: Decimal) -> float:
    return float(value)


def _correction(work: Work) -> Correction:
    """From what past figures alone have said before, and what came."""
    rows = [row for row in forecasts.known(work) if row.capacity == forecasts.MODEL and row.chance is not None]
    return recalibrated([(row.chance or 0.0, bool(row.outcome)) for row in rows])


def _weight(work: Work, owner: str | None) -> float:
    """Of the owner's word, by how their chances came out beside those of past figures alone."""
    found = [row.resolved for row in forecasts.known(work) if row.said_by == owner and row.model is not None]
    chances = [one for one in found if one is not None and one.brier is not None]
    theirs, models = score(chances), model_score(chances)
    return weight(len(chances), theirs.mean if theirs else None, models.mean if models else None)
