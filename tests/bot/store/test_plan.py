"""The plan comes back as it was saved; targets, trajectories and values keep their history."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.facts.records import IndicatorRow
from bot.routines import outlooks
from bot.store import assessments, cycles, plan
from bot.store.rows import NotHere
from bot.store.unit import Store
from domain.assessment import Likelihood
from domain.period import Frequency, Period
from domain.priority import Comparator, Observation, Target
from domain.recurrence import Every
from domain.stocktake import CycleState
from domain.trajectory import Point, Shape, Trajectory
from tests.support.plans import (
    INDICATOR,
    NOW,
    OWNER,
    PRINCIPAL,
    PRIORITY,
    ROUTINE,
    SEPTEMBER,
    STAFF,
    UNIT,
    allow,
    save_plan,
)

MARCH = Period(Frequency.MONTH, date(2018, 3, 1))
AUGUST = Period(Frequency.MONTH, date(2017, 8, 1))


def test_the_plan_comes_back_as_it_was_saved(store: Store) -> None:
    save_plan(store)
    with store.read(NOW) as work:
        assert plan.unit(work) == UNIT
        assert plan.priorities(work) == [plan.priority(work, "A1")] == [PRIORITY]
        assert plan.indicator(work, "A1") == IndicatorRow(INDICATOR, "A1", OWNER)
        assert plan.indicators_of(work, "A1") == [plan.indicator(work, "A1")]
        assert plan.routines(work) == [plan.routine(work, "stocktake")] == [ROUTINE]
        assert plan.priorities_of(work, "stocktake") == ("A1",)


def test_saving_again_changes_what_was_saved(store: Store) -> None:
    save_plan(store)
    named = replace(PRIORITY, key="B1", visibility="named", named=frozenset({OWNER, STAFF}))
    weekly = replace(ROUTINE, cadence=Every(8, date(2017, 10, 18)), priority_keys=("B1",))
    with store.write(NOW) as work:
        allow(work)
        plan.save_priority(work, named)
        plan.save_priority(work, replace(PRIORITY, closed_on=date(2018, 4, 1)))
        plan.save_routine(work, weekly)
    with store.read(NOW) as work:
        assert plan.priorities(work) == [replace(PRIORITY, closed_on=date(2018, 4, 1)), named]
        assert plan.routines(work) == [weekly]


def test_what_is_not_in_the_plan_is_said_to_be_so(store: Store) -> None:
    with store.read(NOW) as work:
        assert plan.unit(work) is None
        for look in (plan.priority, plan.indicator, plan.routine):
            with pytest.raises(NotHere, match=f"no {look.__name__} Z9"):
                look(work, "Z9")


def test_a_later_target_for_a_period_takes_the_place_of_the_earlier(store: Store) -> None:
    save_plan(store)
    final = Target(MARCH, Decimal("95"), Comparator(">="))
    first = Target(SEPTEMBER, Decimal("91.0"), Comparator(">="), interim=True)
    lowered = Target(SEPTEMBER, Decimal("90"), Comparator(">"), interim=True)
    with store.write(NOW) as work:
        allow(work)
        for target in (final, first, lowered):
            plan.add_target(work, "A1", target, set_by=PRINCIPAL, reason="agreed")
        assert plan.targets(work, "A1") == (lowered, final)
        assert plan.targets(work, "Z9") == ()


def test_targets_are_set_together_so_that_one_moved_earlier_leaves_none_behind(store: Store) -> None:
    save_plan(store)
    later, sooner = (Target(period, Decimal("95"), Comparator(">=")) for period in (MARCH, MARCH.next(-3)))
    interim = Target(SEPTEMBER, Decimal("90"), Comparator(">"), interim=True)
    for days, targets in ((0, (interim, later)), (1, (sooner,)), (2, (interim, later))):
        with store.write(NOW + timedelta(days=days)) as work:
            allow(work)
            for target in targets:
                plan.add_target(work, "A1", target, set_by=PRINCIPAL, reason="agreed")
            assert plan.targets(work, "A1") == targets
            assert outlooks.final_target(work, "A1") == targets[-1]
        with store.read(NOW + timedelta(days=days)) as work:
            assert plan.targets(work, "A1") == targets


def test_the_latest_version_of_a_trajectory_counts(store: Store) -> None:
    save_plan(store)
    first = Trajectory(Shape.LINEAR, (Point(SEPTEMBER, Decimal("90.00")), Point(MARCH, Decimal("95"))))
    second = replace(
        first,
        points=(
            Point(SEPTEMBER, Decimal("90.10"), Decimal("89.5"), Decimal("90.9")),
            Point(MARCH, Decimal("95")),
        ),
    )
    with store.write(NOW) as work:
        allow(work)
        assert plan.trajectory(work, "A1") is None
        assert plan.add_trajectory(work, "A1", first, approved_by=PRINCIPAL) == 1
        assert plan.add_trajectory(work, "A1", second, approved_by=PRINCIPAL, reason="winter plan") == 2
        assert plan.trajectory(work, "A1") == second


def test_a_revision_is_a_new_row_and_the_old_value_still_counts_at_its_time(store: Store) -> None:
    save_plan(store)
    later = NOW + timedelta(days=20)
    with store.write(NOW) as work:
        allow(work)
        first = plan.add_observation(work, "A1", SEPTEMBER, Decimal("89.670"), submitted_by=OWNER, final=False)
        plan.add_observation(work, "A1", AUGUST, Decimal("90.30"), submitted_by=OWNER)
        assert plan.superseded(work, "A1", SEPTEMBER) is None
    with store.write(later) as work:
        allow(work)
        second = plan.add_observation(
            work,
            "A1",
            SEPTEMBER,
            Decimal("89.72"),
            numerator=Decimal(1729000),
            denominator=Decimal(1927000),
            submitted_by=STAFF,
            evidence="the published table",
        )
    august = Observation(AUGUST, Decimal("90.30"))
    provisional = Observation(SEPTEMBER, Decimal("89.670"), final=False)
    revised = Observation(SEPTEMBER, Decimal("89.72"), Decimal(1729000), Decimal(1927000))
    with store.read(later) as work:
        assert plan.series(work, "A1") == {AUGUST: august, SEPTEMBER: revised}
        assert list(plan.series(work, "A1")) == [AUGUST, SEPTEMBER]
        assert plan.series(work, "A1", as_of=NOW) == {AUGUST: august, SEPTEMBER: provisional}
        assert plan.series(work, "A1", as_of=NOW - timedelta(seconds=1)) == {}
        assert plan.superseded(work, "A1", SEPTEMBER) == provisional
        assert str(plan.series(work, "A1", as_of=NOW)[SEPTEMBER].value) == "89.670"
        row = plan.observation(work, second)
    assert (row.supersedes, row.submitted_by, row.submitted_at, row.evidence) == (
        first,
        STAFF,
        later,
        "the published table",
    )


def test_judgements_of_owner_and_unit_stand_side_by_side_and_before_is_the_meeting_before(
    store: Store,
) -> None:
    october = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        december = cycles.ensure(work, "stocktake", date(2017, 12, 13))

        def judge(cycle_id: int, capacity: str, likelihood: Likelihood) -> None:
            assessments.add(
                work,
                priority_key="A1",
                cycle_id=cycle_id,
                capacity=capacity,
                likelihood=likelihood,
                reason="winter",
                judged_by=STAFF,
            )

        judge(october.id, assessments.UNIT, Likelihood.GREEN)
        judge(october.id, assessments.UNIT, Likelihood.AMBER_GREEN)
        judge(december.id, assessments.UNIT, Likelihood.AMBER_RED)
        judge(december.id, assessments.OWNER, Likelihood.AMBER_GREEN)

        def latest(capacity: str, **where: int) -> Likelihood | None:
            row = assessments.latest(work, "A1", capacity, **where)
            return row.likelihood if row else None

        assert latest("unit") is Likelihood.AMBER_RED
        assert latest("unit", cycle_id=october.id) is Likelihood.AMBER_GREEN
        assert latest("unit", before_cycle=december.id) is Likelihood.AMBER_GREEN
        assert latest("unit", before_cycle=october.id) is None
        assert latest("owner", cycle_id=december.id) is Likelihood.AMBER_GREEN
        assert latest("owner", cycle_id=october.id) is None


def test_a_cycle_is_made_once_and_the_current_one_is_under_way_or_next(store: Store) -> None:
    october = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        assert cycles.ensure(work, "stocktake", date(2017, 10, 18)) == october
        assert october.state is CycleState.PLANNED
        december = cycles.ensure(work, "stocktake", date(2017, 12, 13))
        assert cycles.of_routine(work, "stocktake") == [october, december]
        assert cycles.current(work, "stocktake") == october
        cycles.freeze(work, october.id, CycleState.FROZEN, NOW)
        cycles.set_state(work, october.id, CycleState.POSTED)
        assert cycles.current(work, "stocktake") == cycles.get(work, october.id)
        assert cycles.get(work, october.id).frozen_at == NOW
        cycles.set_state(work, december.id, CycleState.REQUESTING)
        assert cycles.current(work, "stocktake") == cycles.lock(work, december.id)
        assert cycles.before(work, december) == cycles.lock(work, october.id, "share")
        cycles.set_state(work, december.id, CycleState.POSTPONED)
        cycles.set_state(work, october.id, CycleState.CANCELLED)
        assert cycles.current(work, "stocktake") is None
        assert cycles.before(work, december) is None
        assert cycles.by_meeting(work, "stocktake", date(2017, 12, 14)) is None
