"""Guards on top of the chart: what is held back while there is too little to say."""

from collections.abc import Sequence

import pytest

from domain import noise
from domain.noise_guards import Guarded, guarded
from domain.priority import Measure
from domain.series import Unreadable

STEADY = [10.0, 11] * 10


def chart(values: Sequence[float | None], target: float | None = None, rebase: tuple[int, ...] = ()) -> Guarded:
    found = guarded(values, Measure.LEVEL, improvement="increase", target=target, rebase=rebase)
    assert found is not None
    return found


def labels(found: Guarded) -> list[str]:
    return [point.label for point in found.chart.points]


def test_missing_periods_are_left_out_and_told() -> None:
    whole = noise.read(STEADY, improvement="increase")
    found = chart([None, *STEADY[:4], None, None, *STEADY[4:], None])
    assert found.chart == whole
    assert found.values == tuple(STEADY)
    assert found.missing == (5, 6), "not those before the first and after the last"


def test_a_new_group_opens_at_its_period_whatever_is_missing_before_it() -> None:
    values: list[float | None] = [1.0, None, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9]
    found = chart(values, rebase=(8,))
    assert [point.mean for point in found.chart.points] == [pytest.approx(10 / 7)] * 7 + [8.5] * 6
    with pytest.raises(Unreadable, match="0 to 14"):
        chart(values, rebase=(15,))


def test_nothing_is_flagged_before_five_moves_that_are_moves() -> None:
    quiet = [10.0] * 8 + [11, 12, 13, 99]
    assert set(labels(chart(quiet))) == {"Common Cause"}
    assert not chart(quiet).flagging
    assert labels(chart([*quiet, 98]))[-2:] == ["Above UCL", "Above UCL"]
    assert {point.kind for point in chart(quiet).chart.points} == {"common"}


def test_whether_the_target_is_reached_is_not_said_below_six_points() -> None:
    assert chart([1.0, 2, 1, 2, 1], target=50).chart.assurance is None
    assert chart([1.0, 2, 1, 2, 1, 2], target=50).chart.assurance == "consistent_fail"
    assert chart([60.0] * 12 + [61.2] * 3, target=61).chart.assurance is None, "one step is screened out: no width"


def test_limits_are_on_trial_below_thirteen_points_of_the_last_group() -> None:
    assert chart([*STEADY[:12]]).trial
    assert not chart([*STEADY[:13]]).trial
    assert chart([*STEADY], rebase=(10,)).trial


def test_equal_values_have_not_varied() -> None:
    assert not chart([0.1] * 9).varied
    assert not chart([5.0]).varied
    assert chart([0.1] * 9 + [0.2]).varied


@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.MOVING_AVERAGE])
def test_values_that_carry_earlier_ones_along_have_no_chart(measure: Measure) -> None:
    assert guarded(STEADY, measure, improvement="increase") is None


def test_nothing_has_no_chart() -> None:
    assert guarded([], Measure.LEVEL, improvement="increase") is None
    assert guarded([None, None], Measure.LEVEL, improvement="increase") is None
