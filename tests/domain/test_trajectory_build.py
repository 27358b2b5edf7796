"""A trajectory built up from interventions."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.target import Polarity
from domain.trajectory import Shape
from domain.trajectory_build import BuildUp, Intervention
from tests.domain.builders import period, target

MARCH = period("Mar 2017")


def doing(
    name: str,
    start: str,
    impact: str,
    *,
    lag: int = 0,
    ramp: int = 1,
    low: str | None = None,
    high: str | None = None,
) -> Intervention:
    least, most = (None if limit is None else Decimal(limit) for limit in (low, high))
    return Intervention(name, period(start), Decimal(impact), lag, ramp, least, most)


def numbers(*values: str | int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def built(*interventions: Intervention, baseline: str = "90", goal: str = "95") -> BuildUp:
    return BuildUp(MARCH, Decimal(baseline), target("Mar 2018", goal), Polarity.HIGHER, interventions)


def test_an_intervention_shows_after_its_lag_and_comes_in_evenly() -> None:
    one = doing("streaming at the front door", "May 2017", "2", lag=2, ramp=4)
    months = ("May 2017", "Jun 2017", "Jul 2017", "Aug 2017", "Oct 2017", "Mar 2018")
    assert tuple(one.shows(period(month)) for month in months) == numbers(0, 0, "0.25", "0.5", 1, 1)
    assert doing("at once", "May 2017", "2").shows(period("May 2017")) == 1


def test_what_no_intervention_covers_is_told_and_spread_evenly() -> None:
    plan = built(doing("streaming", "Jun 2017", "2"), doing("weekend discharge", "Sep 2017", "1.2", lag=1))
    assert (plan.gap, plan.uncovered, plan.surplus) == numbers(5, "1.8", 0)
    path = plan.trajectory()
    assert path.shape is Shape.BUILT_UP
    assert [path.expected(period(when)) for when in ("Mar 2017", "May 2017", "Jun 2017", "Sep 2017", "Oct 2017")] == [
        90,
        Decimal("90.3"),  # 2 of 12 parts of 1.8
        Decimal("92.45"),  # 2, and 3 parts
        Decimal("92.9"),  # 2, and 6 parts
        Decimal("94.25"),  # 3.2, and 7 parts
    ]
    assert path.expected(period("Mar 2018")) == 95


def test_an_intervention_that_shows_after_the_target_covers_nothing() -> None:
    assert built(doing("new hospital", "Jan 2018", "5", lag=6)).uncovered == 5
    assert built(doing("new hospital", "Mar 2018", "5", ramp=5)).uncovered == 4


def test_a_pressure_is_an_intervention_with_the_other_sign() -> None:
    plan = built(doing("winter", "Dec 2017", "-2"), doing("streaming", "Jun 2017", "6"))
    assert plan.uncovered == 1
    assert plan.trajectory().expected(period("Dec 2017")) == Decimal("94.75")


def test_a_path_never_leads_beyond_the_target_and_the_surplus_is_told() -> None:
    plan = built(doing("streaming", "Jun 2017", "4"), doing("weekend discharge", "Sep 2017", "3"))
    assert (plan.uncovered, plan.surplus) == numbers(0, 2)
    assert [plan.trajectory().expected(period(when)) for when in ("Aug 2017", "Sep 2017", "Mar 2018")] == [94, 95, 95]


def test_where_lower_is_better_all_signs_turn() -> None:
    plan = BuildUp(
        period("Oct 2002"),
        Decimal(8770),
        target("Sep 2003", 4385, "<="),
        Polarity.LOWER,
        (doing("border controls", "Dec 2002", "-3000", low="-3500", high="-2000"),),
    )
    assert (plan.gap, plan.uncovered, plan.surplus) == numbers(-4385, -1385, 0)
    december = plan.trajectory().at(period("Dec 2002"))
    assert december is not None
    found = Decimal(-1385) * 2 / 11
    assert (december.expected, december.low, december.high) == (5770 + found, 5270 + found, 6770 + found)


def test_a_range_is_there_where_every_intervention_has_one() -> None:
    sure, unsure = doing("sure", "Jun 2017", "2", low="1", high="3"), doing("unsure", "Jun 2017", "2")
    ranged = built(sure).trajectory().at(period("Mar 2018"))
    assert ranged is not None
    assert (ranged.low, ranged.high) == numbers(94, 96)
    for plan in (built(sure, unsure), built()):
        assert all(point.low is None and point.high is None for point in plan.trajectory().points)


def test_a_range_from_below_nothing_to_nothing_is_one() -> None:
    plan = built(doing("sure", "Jun 2017", "1", low="0.5", high="1"), baseline="-1", goal="0")
    ends = plan.trajectory().points[-1]
    assert (ends.low, ends.expected, ends.high) == numbers("-0.5", 0, 0)


def test_without_interventions_all_of_the_way_is_uncovered_and_the_path_is_a_line() -> None:
    plan = built()
    assert plan.uncovered == plan.gap == 5
    assert plan.trajectory().expected(period("Sep 2017")) == Decimal("92.5")
    assert built(goal="90").uncovered == 0


@pytest.mark.parametrize(
    ("make", "field", "problem"),
    [
        (lambda: doing("a", "Jun 2017", "NaN"), "impact", "is no number"),
        (lambda: doing("a", "Jun 2017", "1", lag=-1), "lag", "has a lag of -1"),
        (lambda: doing("a", "Jun 2017", "1", ramp=0), "lag", "comes in over 0 periods"),
        (lambda: doing("a", "Jun 2017", "1", low="2"), "impact", "outside its own range"),
        (lambda: doing("a", "Jun 2017", "-1", high="-2"), "impact", "outside its own range"),
        (lambda: built(doing("a", "Jan 2017", "1")), "interventions", "shows by Mar 2017"),
        (lambda: built(doing("a", "Jun 2017", "1"), doing("a", "Jul 2017", "1")), "interventions", "stands twice"),
        (lambda: built(doing("a", "Q3 2017", "1")), "period", "two calendars"),
        (lambda: built(goal="89"), "trajectory", "better than the target"),
        (lambda: built(baseline="Infinity"), "baseline", "is no number"),
        (
            lambda: BuildUp(MARCH, Decimal(1), target("Mar 2017", 2), Polarity.HIGHER, ()),
            "trajectory",
            "is not after Mar 2017",
        ),
    ],
)
def test_what_cannot_be_built_up_is_refused(make: Callable[[], object], field: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem) as refusal:
        make()
    assert refusal.value.field == field


def test_one_that_started_before_the_baseline_and_shows_after_it_counts() -> None:
    assert built(doing("streaming", "Jan 2017", "2", lag=3)).uncovered == 3


@given(
    st.sampled_from(Polarity),
    st.decimals(-100, 100, places=1),
    st.decimals(0, 100, places=1),
    st.lists(
        st.tuples(st.integers(1, 20), st.decimals(-50, 50, places=1), st.integers(0, 6), st.integers(1, 6)), max_size=4
    ),
)
@example(Polarity.LOWER, Decimal(0), Decimal("68.5"), [(2, Decimal("37.9"), 6, 6)])
@example(Polarity.LOWER, Decimal(0), Decimal("68.4"), [(2, Decimal("38.0"), 6, 6)])
def test_every_path_starts_at_the_baseline_ends_at_the_target_and_never_passes_it(
    polarity: Polarity, baseline: Decimal, way: Decimal, given: list[tuple[int, Decimal, int, int]]
) -> None:
    goal = baseline + polarity.sign * way
    done = [
        Intervention(f"number {n}", MARCH.next(start), impact, lag, ramp)
        for n, (start, impact, lag, ramp) in enumerate(given)
    ]
    plan = BuildUp(MARCH, baseline, target("Mar 2018", str(goal)), polarity, tuple(done))
    points = plan.trajectory().points
    assert (points[0].expected, points[-1].expected) == (baseline, goal)
    assert all(polarity.sign * (goal - point.expected) >= 0 for point in points)
    assert plan.uncovered == 0 or plan.surplus == 0
    assert plan.planned(plan.target.period) + plan.uncovered - polarity.sign * plan.surplus == goal
