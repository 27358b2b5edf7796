"""What a chart is made from: the records, as they stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.facts.records import IndicatorRow
from bot.ports import ChartSpec, Event, Mark
from bot.routines import charting, readings
from bot.store import plan
from bot.store.engine import make_engine
from bot.store.unit import Store
from domain.definition import DefinitionBreak, Definitions
from domain.period import Period
from domain.priority import Comparator, Indicator, Measure, Observation, Target
from domain.status import Status
from domain.trajectory import linear
from tests.support.databases import SqliteFiles
from tests.support.plans import INDICATOR, NOW, OWNER, PRINCIPAL, allow, save_plan

BASELINE = INDICATOR.baseline_period
HISTORY = (90, 91, 89, 92, 90, 88, 91, 90, 92, 91, 89, 90)
GOAL = Target(BASELINE.next(12), Decimal(95), Comparator.AT_LEAST)


@pytest.fixture
def store(sqlite_files: SqliteFiles) -> Store:
    made = Store(make_engine(sqlite_files.fresh()))
    save_plan(made)
    agree(made, GOAL)
    return made


def agree(store: Store, *targets: Target, at: datetime = NOW) -> None:
    with store.write(at) as work:
        allow(work)
        for target in targets:
            plan.add_target(work, "A1", target, set_by=PRINCIPAL)


def known(values: Sequence[int | None], *, last: Period = BASELINE, final: bool = True) -> dict[Period, Observation]:
    first = last.next(1 - len(values))
    found = {first.next(at): value for at, value in enumerate(values) if value is not None}
    return {at: Observation(at, Decimal(value), final=final or at != last) for at, value in found.items()}


def spec(
    store: Store, values: dict[Period, Observation], indicator: Indicator = INDICATOR, at: datetime = NOW
) -> ChartSpec:
    with store.read(at) as work:
        found = charting.spec(work, indicator, values)
    assert found is not None
    return found


def test_without_a_figure_there_is_no_chart(store: Store) -> None:
    with store.read(NOW) as work:
        assert charting.spec(work, INDICATOR, {}) is None


def test_it_begins_two_years_before_the_baseline_where_there_are_figures(store: Store) -> None:
    found = spec(store, known([90] * 40))
    assert (found.labels[0], found.labels[-1], len(found.labels)) == ("Mar 2015", "Mar 2018", 37)
    assert (found.baseline, found.target) == (Mark(24, 90.01), Mark(36, 95.0))
    assert spec(store, known([90] * 5)).labels[0] == "Nov 2016"


def test_it_begins_at_the_baseline_when_figures_are_younger(store: Store) -> None:
    found = spec(store, known([90, 91], last=BASELINE.next(4)))
    assert found.labels[0] == BASELINE.short
    assert found.values[:5] == (None, None, None, 90.0, 91.0)


def test_a_target_far_ahead_takes_no_history_away(store: Store) -> None:
    agree(store, Target(BASELINE.next(60), Decimal(99), Comparator.AT_LEAST))
    found = spec(store, known(HISTORY))
    assert (found.labels[0], found.target) == ("Apr 2016", Mark(71, 99.0))


def test_the_path_the_interim_targets_and_the_interventions_are_on_it(store: Store) -> None:
    interim = Target(BASELINE.next(6), Decimal(92), Comparator.AT_LEAST, interim=True)
    agree(store, interim)
    path = linear(BASELINE, Decimal(90), GOAL.period, Decimal(96))
    doing = [("GPs in A&E", BASELINE.next(3)), ("Long ago", BASELINE.next(-99))]
    with store.write(NOW) as work:
        allow(work)
        plan.add_trajectory(work, "A1", path, approved_by=PRINCIPAL, interventions=doing)
    found = spec(store, known(HISTORY))
    assert found.interim == (Mark(17, 92.0),)
    assert found.expected[10:14] == (None, 90.0, 90.5, 91.0)
    assert found.interventions == (Event(14, "GPs in A&E"),)


def test_a_gap_is_none_and_what_is_provisional_is_marked(store: Store) -> None:
    found = spec(store, known([90, None, 91, 92], final=False))
    assert found.values[:4] == (90.0, None, 91.0, 92.0)
    assert found.provisional == (3,)


def test_a_target_that_was_replaced_is_shown_for_twelve_months(store: Store) -> None:
    moved = Target(BASELINE.next(24), Decimal(96), Comparator.AT_LEAST)
    later = NOW + timedelta(days=30)
    agree(store, moved, at=later)
    found = spec(store, known(HISTORY), at=later)
    assert (found.target, found.earlier) == (Mark(35, 96.0), (Mark(23, 95.0),))
    assert spec(store, known(HISTORY), at=later + timedelta(days=364)).earlier == (Mark(23, 95.0),)
    assert spec(store, known(HISTORY), at=later + timedelta(days=365)).earlier == ()


def test_a_target_lowered_in_the_same_period_is_shown_beside_the_new_one(store: Store) -> None:
    agree(store, replace(GOAL, value=Decimal(93)), at=NOW + timedelta(days=1))
    found = spec(store, known(HISTORY), at=NOW + timedelta(days=2))
    assert (found.target, found.earlier) == (Mark(23, 93.0), (Mark(23, 95.0),))


def test_limits_need_six_figures_that_vary_and_stay_within_what_is_possible(store: Store) -> None:
    assert spec(store, known(HISTORY[:5])).limits == ()
    assert spec(store, known([90] * 12)).limits == ()
    assert spec(store, known([90] * 12 + [92] * 3)).limits == (), "a single step is screened out"
    (found,) = spec(store, known(HISTORY)).limits
    assert (found.first, found.last) == (0, 11)
    assert found.low < 88
    assert found.high > 92
    (near,) = spec(store, known([100, 98, 99, 100, 97, 100, 99])).limits
    assert near.high == 100.0


def counted_anew(store: Store, first: Period) -> None:
    definitions = Definitions((DefinitionBreak(first, "type 3 counts too"),))
    with store.write(NOW) as work:
        allow(work)
        plan.save_indicator(work, IndicatorRow(INDICATOR, "A1", OWNER, definitions))


def test_where_another_way_of_counting_begins_new_limits_and_the_outlook_begin(store: Store) -> None:
    counted_anew(store, BASELINE.next(-5))
    found = spec(store, known([*[70, 71, 69, 72, 70, 68], *HISTORY[:6]]))
    assert found.breaks == (Event(6, "type 3 counts too"),)
    assert [(one.first, one.last) for one in found.limits] == [(0, 5), (6, 11)]
    assert found.limits[0].high < found.limits[1].low
    assert found.band[0][1] > 80


def test_there_is_no_status_and_no_signal_across_another_way_of_counting(store: Store) -> None:
    counted_anew(store, BASELINE.next(1))
    figures = known([90, 89, 60], last=BASELINE.next(1))
    with store.read(NOW) as work:
        assert readings.stand(work, INDICATOR, figures[BASELINE]).below_baseline
        stands = readings.stand(work, INDICATOR, figures[BASELINE.next(1)])
        assert list(readings.comparable(work, INDICATOR, figures)) == [BASELINE.next(1)]
    assert (stands.status, stands.expected, stands.below_baseline) == (Status.UNRATED, None, False)


def test_the_outlook_ends_at_the_target_and_where_it_was_not_tested(store: Store) -> None:
    assert spec(store, known(HISTORY[:5])).band == ()
    assert spec(store, known([90, None, None, 91, None, 92])).band == (), "filled gaps are no figures"
    found = spec(store, known(HISTORY)).band
    assert [at for at, *_ in found] == list(range(12, 24))
    assert all(0 <= low < high <= 100 for _, low, high in found)
    agree(store, Target(BASELINE.next(60), Decimal(99), Comparator.AT_LEAST))
    assert len(spec(store, known(HISTORY)).band) == 12


@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.MOVING_AVERAGE])
def test_a_measure_that_carries_earlier_periods_along_has_neither_limits_nor_outlook(
    store: Store, measure: Measure
) -> None:
    found = spec(store, known(HISTORY), replace(INDICATOR, measure=measure))
    assert (found.limits, found.band) == ((), ())


def test_every_kind_of_period_can_be_shown(store: Store) -> None:
    for text in ("2017", "Q2 2017/18", "P6 2021/22", "w/c 4 Sep 2017", "school year 2017/18"):
        last = Period.parse(text)
        indicator = replace(INDICATOR, key="Z9", frequency=last.frequency, baseline_period=last)
        with store.write(NOW) as work:
            allow(work)
            plan.save_indicator(work, IndicatorRow(indicator, "A1", OWNER))
        assert spec(store, known([90, 91, 92], last=last), indicator).labels[-1] == last.short
