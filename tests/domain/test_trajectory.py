"""The agreed path: what it expects, and that it starts at the baseline and ends at the target."""

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


def test_a_step_holds_until_the_next_point() -> None:
    stepped = path(Shape.STEPPED, ("Mar 2017", 90), ("Sep 2017", 92))
    assert [stepped.expected(period(when)) for when in ("Mar 2017", "Aug 2017", "Sep 2017")] == [90, 90, 92]


def test_nothing_is_expected_before_the_first_point_or_after_the_last() -> None:
    for when in ("Feb 2017", "Apr 2018"):
        assert PATH.expected(period(when)) is None
        assert not PATH.interpolated(period(when))


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
    for shape, points in ((Shape.LINEAR, [("Mar 2017", 90)]), (Shape.STEPPED, [])):
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
