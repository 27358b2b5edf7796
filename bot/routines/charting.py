"""The marks of one indicator's chart. The words on it are the messages' business."""

from decimal import Decimal

from bot.ports import ChartSpec, Mark
from bot.routines import Work
from bot.store import plan
from domain.period import Period
from domain.priority import Indicator, Observation
from domain.status import Standing

SPAN = 36  # periods shown at most: three years of months


def spec(
    work: Work, indicator: Indicator, known: dict[Period, Observation], stands: Standing | None
) -> ChartSpec | None:
    """History, agreed path, baseline and targets, over the periods from the first value to the target's."""
    if not known:
        return None
    targets = plan.targets(work, indicator.key)
    last = max([max(known), *(target.period for target in targets)])
    first = max(min(known), last.next(1 - SPAN))
    periods = [first.next(step) for step in range(first.distance(last) + 1)]
    path = plan.trajectory(work, indicator.key)
    marks = [(target, Mark(first.distance(target.period), float(target.value))) for target in targets]
    return ChartSpec(
        title="",
        subtitle="",
        unit=indicator.unit,
        labels=tuple(period.short for period in periods),
        values=tuple(float(known[period].value) if period in known else None for period in periods),
        expected=tuple(_number(path.expected(period)) if path else None for period in periods),
        baseline=_baseline(indicator, first, last),
        target=next((mark for target, mark in marks if not target.interim), None),
        interim=tuple(mark for target, mark in marks if target.interim),
        source=indicator.source,
        decimals=indicator.decimals,
    )


def _baseline(indicator: Indicator, first: Period, last: Period) -> Mark | None:
    if not first <= indicator.baseline_period <= last:
        return None
    return Mark(first.distance(indicator.baseline_period), float(indicator.baseline))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
