"""The agreed path: what it expects, and that it starts at the baseline and ends at the target."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.trajectory import Point, Shape, Trajectory, check_ends, linear
from tests.domain.builders import indicator, period, target

PATH = linear(period("Mar 2017"), Decimal("90.01"), period("Mar 2018"), Decimal(95))


def path(shape: Shape, *points: tuple[str, int]) -> Trajectory:
    return Trajectory(shape, tuple(Point(period(when), Decimal(value)) for when, value in points))


def test_between_two_points_a_line_says_what_is_expected_unrounded() -> None:
    halfway = PATH.expected(period("Sep 2017"))
    assert halfway == Decimal("92.505")
    assert PATH.interpolated(period("Sep 2017"))
    assert not PATH.interpolated(period("Mar 2018"))


def test_what_lies_half_way_between_two_printed_numbers_is_rounded_away_from_zero() -> None:
    """632 + (4034 - 632) * 3 / 28 = 996.5, which is printed as 997; a rounded 3 / 28 would make it less."""
    line = linear(period("Jan 2015"), Decimal(632), period("May 2017"), Decimal(4034))
    assert line.expected(period("Apr 2015")) == Decimal("996.5")


def test_a_step_holds_until_the_next_point() -> None:
    stepped = path(Shape.STEPPED, ("Mar 2017", 90), ("Sep 2017", 92))
    assert [stepped.expected(period(when)) for when in ("Mar 2017", "Aug 2017", "Sep 2017")] == [90, 90, 92]


def test_nothing_is_expected_before_the_first_point_or_after_the_last() -> None:
    for when in ("Feb 2017", "Apr 2018"):
        assert PATH.expected(period(when)) is None
        assert not PATH.interpolated(period(when))


def test_between_two_points_the_range_lies_on_lines_too_where_both_have_one() -> None:
    ranged = Point(period("Mar 2017"), Decimal(90), Decimal(89), Decimal(91))
    wide = Point(period("Mar 2018"), Decimal(95), Decimal(91), Decimal(99))
    found = Trajectory(Shape.LINEAR, (ranged, wide)).at(period("Sep 2017"))
    assert found == Point(period("Sep 2017"), Decimal("92.5"), Decimal(90), Decimal(95))
    half = Trajectory(Shape.LINEAR, (ranged, replace(wide, low=None))).at(period("Sep 2017"))
    assert half == Point(period("Sep 2017"), Decimal("92.5"), None, Decimal(95))
    stepped = Trajectory(Shape.STEPPED, (ranged, wide)).at(period("Sep 2017"))
    assert stepped == replace(ranged, period=period("Sep 2017"))


def test_what_is_expected_lies_within_its_range() -> None:
    low, high = Decimal(88), Decimal(92)
    for limits in ((high, None), (None, low), (high, high), (low, low)):
        with pytest.raises(Refused, match="outside its own range"):
            Point(period("Mar 2017"), Decimal(90), *limits)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1e15", "-1e999"])
def test_what_is_expected_is_a_number_that_sums_stay_exact_with(value: str) -> None:
    with pytest.raises(Refused) as refusal:
        Point(period("Mar 2017"), Decimal(value))
    assert refusal.value.field == "trajectory"


def test_a_path_says_nothing_of_another_calendar() -> None:
    for when in ("Q3 2017", "Q2 2017/18", "w/c 4 Sep 2017"):
        with pytest.raises(Refused, match="not of the calendar of the trajectory"):
            PATH.expected(period(when))


@pytest.mark.parametrize("shape", Shape)
def test_points_come_in_the_order_of_their_periods(shape: Shape) -> None:
    for points in (
        [("Sep 2017", 1), ("Mar 2017", 2)],
        [("Mar 2017", 1), ("Mar 2017", 2)],
        [("Mar 2017", 1), ("Q4 2017", 2)],
    ):
        with pytest.raises(Refused, match="does not come after"):
            path(shape, *points)


def test_a_line_needs_two_points_and_a_step_one() -> None:
    assert path(Shape.STEPPED, ("Mar 2017", 90)).expected(period("Mar 2017")) == 90
    one: list[tuple[str, int]] = [("Mar 2017", 90)]
    for shape, points in ((Shape.LINEAR, one), (Shape.SEASONAL, one), (Shape.BUILT_UP, one), (Shape.STEPPED, [])):
        with pytest.raises(Refused, match="too few points"):
            path(shape, *points)


def test_a_path_from_baseline_to_target_is_taken() -> None:
    check_ends(PATH, indicator(), target("Mar 2018", 95))


@pytest.mark.parametrize(
    ("baseline", "goal", "problem"),
    [
        ("90.02", "95", "starts at 90.01 % in Mar 2017, the baseline is 90.02 %"),
        ("90.01", "96", "ends at 95.00 % in Mar 2018, the target is 96.00 %"),
    ],
)
def test_a_path_that_starts_or_ends_elsewhere_is_refused(baseline: str, goal: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem) as refusal:
        check_ends(PATH, indicator(baseline=Decimal(baseline)), target("Mar 2018", goal))
    assert refusal.value.field == "trajectory"


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2), st.integers(1, 60))
def test_a_line_moves_by_equal_steps_from_end_to_end(start: Decimal, end: Decimal, length: int) -> None:
    first = period("Jan 2010")
    line = linear(first, start, first.next(length), end)
    values = [line.expected(first.next(step)) for step in range(length + 1)]
    assert (values[0], values[-1]) == (start, end)
    for step, value in enumerate(values):
        assert value is not None
        assert abs(value - (start + (end - start) * step / length)) < Decimal("1e-20")
