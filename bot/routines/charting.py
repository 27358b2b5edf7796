"""The marks of one indicator's chart. The words on it are the messages' business."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from bot.ports import ChartSpec, Event, Limits, Mark
from bot.routines import Work
from bot.store import plan
from domain import outlook
from domain.definition import Definitions
from domain.noise_guards import FEWEST_ASSURED, guarded
from domain.outlook_said import RANGE, TESTED_UNTIL
from domain.period import Period
from domain.priority import Indicator, Observation, Polarity, Target
from domain.series import Unreadable
from domain.target import final_target

FEWEST_BEFORE: Final = 10  # periods before the baseline that are shown, where they have figures
MOST_BEFORE: Final = 52
MOST: Final = 520  # periods shown: ten years of weeks
A_YEAR: Final = timedelta(days=365)  # that an earlier target is shown beside the new one (DOMAIN 8)

Known = dict[Period, Observation]
_guarded = lru_cache(maxsize=256)(guarded)  # a chart is shown many times between one figure and the next


@dataclass(frozen=True)
class Window:
    """The periods that are shown, from one to another."""

    first: Period
    last: Period

    def periods(self) -> list[Period]:
        return [self.first.next(step) for step in range(self.first.distance(self.last) + 1)]

    def mark(self, period: Period, value: Decimal) -> Mark | None:
        """None outside."""
        return Mark(self.first.distance(period), float(value)) if self.first <= period <= self.last else None

    def marks(self, targets: list[Target]) -> tuple[Mark, ...]:
        return tuple(mark for one in targets if (mark := self.mark(one.period, one.value)))


def spec(work: Work, indicator: Indicator, known: Known) -> ChartSpec | None:
    """History from well before the baseline, the agreed path with its marks, and the outlook; None without a value."""
    if not known:
        return None
    targets = plan.targets(work, indicator.key)
    definitions = plan.indicator(work, indicator.key).definitions
    goal = final_target(targets)
    earlier = _earlier(work, indicator, goal)
    window = _window(indicator, known, targets)
    periods = window.periods()
    path = plan.trajectory(work, indicator.key)
    values = _values(known, periods)
    return ChartSpec(
        title="",
        subtitle="",
        unit=indicator.unit,
        labels=tuple(period.short for period in periods),
        values=values,
        expected=tuple(_number(path.expected(period)) if path else None for period in periods),
        baseline=window.mark(indicator.baseline_period, indicator.baseline),
        target=window.mark(goal.period, goal.value) if goal and not goal.interim else None,
        interim=window.marks([one for one in targets if one.interim]),
        earlier=window.marks(earlier),
        limits=tuple(_limits(indicator, known, window, definitions)),
        band=tuple(_band(indicator, known, window, definitions)),
        interventions=tuple(_interventions(work, indicator, window)),
        breaks=tuple(
            Event(window.first.distance(one.first), one.reason)
            for one in definitions.breaks
            if window.first < one.first <= window.last
        ),
        provisional=tuple(at for at, one in enumerate(periods) if one in known and not known[one].final),
        bounds=(_number(indicator.low), _number(indicator.high)),
        decimals=indicator.decimals,
    )


def _window(indicator: Indicator, known: Known, targets: tuple[Target, ...]) -> Window:
    """From well before the baseline, or the first figure where that is later, to the last target or figure."""
    baseline, latest = indicator.baseline_period, max(known)
    first = min(min(known), baseline)
    if first.distance(baseline) > _before(indicator):
        first = baseline.next(-_before(indicator))
    if first.distance(latest) >= MOST:
        first = latest.next(1 - MOST)
    last = max([latest, *(target.period for target in targets)])
    return Window(first, last if first.distance(last) < MOST else first.next(MOST - 1))


def _before(indicator: Indicator) -> int:
    """Two years, but a year of weeks; never less than ten periods."""
    return max(FEWEST_BEFORE, min(2 * indicator.calendar.frequency.per_year, MOST_BEFORE))


def _earlier(work: Work, indicator: Indicator, goal: Target | None) -> list[Target]:
    """Targets that were replaced in the last twelve months, the latest first (DOMAIN 8)."""
    versions = plan.target_versions(work, indicator.key)
    agreed = [
        (set_at, found)
        for set_at, batch in groupby(versions, key=lambda one: one[1])
        if (found := final_target([one for one, _ in batch if not one.interim]))
    ]
    recent = [old for (_, old), (since, new) in pairwise(agreed) if old != new and work.now < since + A_YEAR]
    return [one for one in dict.fromkeys(reversed(recent)) if goal is None or one != goal]


def _values(known: Known, periods: list[Period]) -> tuple[float | None, ...]:
    return tuple(float(known[period].value) if period in known else None for period in periods)


def _limits(indicator: Indicator, known: Known, window: Window, definitions: Definitions) -> Iterator[Limits]:
    """What usual variation stays within, for each way of counting, from all figures and not only from those shown."""
    groups = groupby(sorted(known), key=definitions.version)
    for group in ({period: known[period] for period in periods} for _, periods in groups):
        if max(group) >= window.first:
            yield from _limits_of(indicator, group, window)


def _limits_of(indicator: Indicator, known: Known, window: Window) -> Iterator[Limits]:
    """Clamped only here, for display."""
    every = Window(min(known), max(known)).periods()
    improvement = "increase" if indicator.polarity is Polarity.HIGHER else "decrease"
    try:
        read = _guarded(_values(known, every), indicator.measure, improvement=improvement)
    except Unreadable:
        return
    if read is None or len(read.values) < FEWEST_ASSURED:
        return
    point = read.chart.points[-1]
    if point.lower == point.upper:  # no variation yet, or a single step
        return
    low = point.lower if indicator.low is None else max(point.lower, float(indicator.low))
    high = point.upper if indicator.high is None else min(point.upper, float(indicator.high))
    first, last = max(min(known), window.first), max(known)
    yield Limits(window.first.distance(first), window.first.distance(last), low, high)


def _band(
    indicator: Indicator, known: Known, window: Window, definitions: Definitions
) -> Iterator[tuple[int, float, float]]:
    """Where past figures that are counted alike lead to, 8 times in 10, as far as that was tested."""
    known = {period: one for period, one in known.items() if definitions.same(period, max(known))}
    frequency, last = indicator.frequency.value, max(known)
    ahead = min(last.distance(window.last), TESTED_UNTIL.get(frequency, 0))
    if not indicator.measure.stands_alone or len(known) < outlook.FEWEST:
        return
    past = _values(known, Window(min(known), last).periods())
    at = window.first.distance(last)
    for step, (low, high) in enumerate(_ranges(past, ahead, frequency, indicator.bounds), start=1):
        yield at + step, low, high


@lru_cache(maxsize=256)
def _ranges(
    past: tuple[float | None, ...], ahead: int, frequency: str, bounds: outlook.Bounds
) -> tuple[tuple[float, float], ...]:
    """Of each period ahead, as far as something can be said."""
    found = []
    try:
        for step in range(1, ahead + 1):
            low, high = outlook.quantiles(past, step, frequency, RANGE, outlook.holding(bounds, past))
            found.append((low, high))
    except Unreadable:  # too early to say
        pass
    return tuple(found)


def _interventions(work: Work, indicator: Indicator, window: Window) -> Iterator[Event]:
    for name, start in plan.interventions(work, indicator.key):
        if window.first <= start <= window.last:
            yield Event(window.first.distance(start), name)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
