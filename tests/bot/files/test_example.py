"""The example plan is what the practice's own story needs: the figures, dates and path of Emergency waits."""

from datetime import date
from decimal import Decimal

import yaml

from bot.files.calendar import workdays
from bot.files.plan import PriorityPlan
from bot.files.reading import read_plan
from domain.period import Period
from domain.priority import Observation
from domain.recurrence import next_after
from domain.status import Standing, Status, standing
from domain.stocktake import figure_due, period_asked, timeline
from domain.workdays import Workdays
from tests.bot.files.example import EXAMPLES, TEXT

PLAN = read_plan(TEXT, "small-unit.yaml")
WAITS, LONG_WAITS = PLAN.priorities
PUBLISHED = yaml.safe_load((EXAMPLES / "published.yaml").read_text(encoding="utf-8"))
SEPTEMBER = Period.parse("Sep 2017")


def published(priority: PriorityPlan, period: str) -> Observation:
    row = PUBLISHED[priority.key][period]
    numerator, denominator = (Decimal(row[name]) if name in row else None for name in ("numerator", "denominator"))
    return Observation(Period.parse(period), Decimal(str(row["value"])), numerator, denominator)


def stands(priority: PriorityPlan, period: str) -> Standing:
    return standing(priority.indicator, priority.trajectory, priority.targets, published(priority, period))


def test_the_october_stocktake_asks_for_september_by_the_tenth() -> None:
    unit, routine = PLAN.unit, PLAN.routine
    days = workdays(unit.country, unit.subdivision, unit.holidays, unit.weekend)
    meeting = next_after(routine.cadence, date(2017, 10, 1), Workdays())
    assert meeting == date(2017, 10, 18)
    plan = timeline(meeting, routine.lead, days)
    indicator = WAITS.indicator
    assert period_asked(indicator.frequency, indicator.lag, plan, days) == SEPTEMBER
    assert figure_due(SEPTEMBER, indicator.lag, plan, days) == date(2017, 10, 10)
    assert next_after(routine.cadence, meeting, Workdays()) == date(2017, 12, 13)


def test_emergency_waits_expect_ninety_per_cent_through_the_summer_and_then_climb() -> None:
    path = WAITS.trajectory
    assert path is not None
    assert path.expected(Period.parse("Aug 2017")) == path.expected(SEPTEMBER) == 90
    assert path.expected(Period.parse("Mar 2018")) == 95


def test_september_misses_the_interim_target_by_6431_patients() -> None:
    september = stands(WAITS, "Sep 2017")
    assert WAITS.indicator.tolerance == Decimal("1.54")
    assert (september.status, september.met, september.below_baseline) == (Status.SLIGHTLY_BEHIND, False, True)
    assert (september.missed_by, september.people) == (Decimal("0.33"), 6431)


def test_long_waits_are_better_when_fewer() -> None:
    september = stands(LONG_WAITS, "Sep 2017")
    assert september.gap is not None
    assert september.gap < 0
    assert september.status is not Status.ON_TRAJECTORY


def test_each_share_is_made_by_its_two_numbers() -> None:
    figures = [*WAITS.observations, *(published(WAITS, period) for period in PUBLISHED["A1"])]
    for one in figures:
        assert one.numerator is not None
        assert one.denominator is not None
        assert WAITS.indicator.as_printed(WAITS.indicator.quotient(one.numerator, one.denominator)) == one.value


def test_what_was_published_later_follows_on_without_a_gap_to_the_targets_month() -> None:
    for priority in PLAN.priorities:
        later = [Period.parse(period) for period in PUBLISHED[priority.key]]
        known = [one.period for one in priority.observations]
        every = [*known, *later]
        assert every == [every[0].next(step) for step in range(len(every))]
        assert every[-1] == max(target.period for target in priority.targets)
