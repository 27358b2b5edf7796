"""The chance of reaching a value, from past figures alone."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks.readings.outlook import FORECASTS, milliseconds, score
from benchmarks.readings.questions import from_published
from domain.outlook import LEAST, MOST, SEASON, TooEarly, probability, quantiles
from domain.period import Frequency
from domain.series import Unreadable

PERCENT = (0.0, 100.0)
RISING = [61, 62, 61.5, 63, 62.8, 64, 63.7, 65, 64.6, 66, 65.8, 67]
FALLING = [88.1, 87.4, 89.0, 86.2, 85.9, 84.7, 85.2, 83.9]
IMPROVING = [12, 11, 13, 12, 10, 11, 9, 10, 9, 8.5, 9.1, 8.2, 8.8, 7.9, 8.3, 7.5]

SERIES = st.lists(st.integers(0, 1000).map(lambda n: n / 10), min_size=6, max_size=40)
AHEAD = st.integers(1, 15)
PERIODS = st.sampled_from(["month", "quarter", "week"])
VALUE = st.integers(0, 10_000).map(lambda n: n / 100)
BOUNDS = st.sampled_from([None, PERCENT])
PROBS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


@pytest.mark.parametrize(
    ("values", "ahead", "target", "higher", "period", "free", "bounded"),
    [
        (RISING, 6, 72, True, "month", 0.083223, 0.060640),
        (FALLING, 4, 85, True, "quarter", 0.096513, 0.137252),
        (IMPROVING, 3, 7, False, "month", 0.440636, 0.400375),
        ([5.0] * 6, 3, 6, True, "month", 0.01, 0.01),
    ],
)
def test_the_golden_values(
    values: list[float], ahead: int, target: float, higher: bool, period: str, free: float, bounded: float
) -> None:
    assert probability(values, ahead, target, higher, period) == pytest.approx(free, abs=1e-6)
    assert probability(values, ahead, target, higher, period, PERCENT) == pytest.approx(bounded, abs=1e-6)


def test_a_series_that_never_moved_is_sure_of_itself_and_less_so_exactly_on_the_target() -> None:
    still = [5.0] * 8
    for target, chance in ((4, MOST), (6, LEAST), (5, 0.9)):
        assert probability(still, 3, target, True, "month") == chance
    for value in range(101):
        assert quantiles([float(value)] * 6, 3, "month", PROBS, PERCENT) == [value] * len(PROBS)


@pytest.mark.parametrize(
    "values", [[], [None] * 9, [1.0, 2, 3, 4, 5], [None, 1.0, 2, 3, 4, 5], [1.0, 2, 3, 4, 5, None]]
)
def test_with_fewer_than_six_points_it_is_too_early_to_say(values: list[float | None]) -> None:
    with pytest.raises(TooEarly):
        probability(values, 3, 6, True, "month")
    with pytest.raises(TooEarly):
        quantiles(values, 3, "month", PROBS)


def test_gaps_are_dropped_in_front_filled_inside_and_added_at_the_end() -> None:
    straight = [*RISING[:4], (RISING[3] + RISING[5]) / 2, *RISING[5:]]
    gapped: list[float | None] = [None, None, *straight, None, None]
    gapped[6] = None
    assert probability(gapped, 4, 72, True, "month") == pytest.approx(probability(straight, 6, 72, True, "month"))


@given(SERIES, AHEAD, VALUE, PERIODS, BOUNDS)
def test_up_and_down_are_the_two_sides_of_one_chance(
    values: list[float], ahead: int, target: float, period: str, bounds: tuple[float, float] | None
) -> None:
    assume(len(set(values)) > 1)
    up, down = (probability(values, ahead, target, way, period, bounds) for way in (True, False))
    assert LEAST <= up <= MOST
    assert up + down == pytest.approx(1)


@given(SERIES, AHEAD, VALUE, VALUE, PERIODS, BOUNDS)
def test_a_harder_target_is_never_more_likely(
    values: list[float], ahead: int, one: float, other: float, period: str, bounds: tuple[float, float] | None
) -> None:
    easier, harder = sorted((one, other))
    assert probability(values, ahead, easier, True, period, bounds) >= probability(
        values, ahead, harder, True, period, bounds
    )


@given(SERIES, AHEAD, VALUE, PERIODS, st.sampled_from([0.5, 2.0, 100.0]), st.integers(-50, 50))
def test_the_unit_makes_no_difference(
    values: list[float], ahead: int, target: float, period: str, scale: float, shift: int
) -> None:
    assume(len(set(values)) > 1)
    moved = [scale * value + shift for value in values]
    assert probability(moved, ahead, scale * target + shift, True, period) == pytest.approx(
        probability(values, ahead, target, True, period), abs=1e-6
    )


@given(SERIES, AHEAD, VALUE, PERIODS)
def test_bounds_may_lie_anywhere(values: list[float], ahead: int, target: float, period: str) -> None:
    moved = [value - 40 for value in values]
    there = (-40.0, 60.0)
    assert probability(moved, ahead, target - 40, True, period, there) == pytest.approx(
        probability(values, ahead, target, True, period, PERCENT), abs=1e-6
    )
    assert quantiles(moved, ahead, period, PROBS, there) == pytest.approx(
        [value - 40 for value in quantiles(values, ahead, period, PROBS, PERCENT)], abs=1e-6
    )


def test_the_season_counts_from_the_third_value_of_its_second_year() -> None:
    seasonal = [10.0, 20, 30, 40, 10, 20, 30]
    assert probability(seasonal, 1, 35, True, "quarter") > probability(seasonal, 1, 35, True, "month") + 0.05


@given(SERIES, AHEAD, PERIODS, BOUNDS)
def test_quantiles_are_ordered_and_within_the_bounds(
    values: list[float], ahead: int, period: str, bounds: tuple[float, float] | None
) -> None:
    found = quantiles(values, ahead, period, PROBS, bounds)
    assert all(one <= other for one, other in pairwise(found))
    assert bounds is None or all(bounds[0] <= one <= bounds[1] for one in found)


@given(SERIES, AHEAD, PERIODS, st.sampled_from(PROBS))
def test_a_value_is_reached_with_the_chance_that_its_quantile_leaves(
    values: list[float], ahead: int, period: str, prob: float
) -> None:
    assume(len(set(values)) > 1)
    [value] = quantiles(values, ahead, period, [prob])
    assert probability(values, ahead, value, False, period) == pytest.approx(prob, abs=1e-6)


def test_a_target_beyond_the_bounds_is_out_of_reach_or_reached() -> None:
    for target, higher, chance in ((101, True, LEAST), (101, False, MOST), (-1, True, MOST), (-1, False, LEAST)):
        assert probability(RISING, 6, target, higher, "month", PERCENT) == chance


NO_FIGURES = [float("nan"), float("inf"), 1e16, 10**400, 1e-200]


@pytest.mark.parametrize("value", NO_FIGURES)
def test_what_is_no_figure_is_refused_wherever_it_stands(value: float) -> None:
    with pytest.raises(Unreadable, match="A figure is"):
        probability([*RISING, value], 6, 72, True, "month")
    with pytest.raises(Unreadable, match="A figure is"):
        quantiles([value, *RISING], 6, "month", PROBS)
    with pytest.raises(Unreadable, match="The target is"):
        probability(RISING, 6, value, True, "month")
    with pytest.raises(Unreadable, match="upper bound is"):
        probability(RISING, 6, 72, True, "month", (0, value))


@pytest.mark.parametrize("ahead", [0, -1, 521, 1.5, 10**30])
def test_it_lies_a_whole_number_of_periods_ahead(ahead: int) -> None:
    with pytest.raises(Unreadable, match="whole"):
        probability(RISING, ahead, 72, True, "month")


@pytest.mark.parametrize("bounds", [(100, 0), (5, 5), (0, 60), (70, 100)])
def test_bounds_hold_every_figure_or_are_refused(bounds: tuple[float, float]) -> None:
    with pytest.raises(Unreadable):
        probability(RISING, 6, 72, True, "month", bounds)
    with pytest.raises(Unreadable):
        quantiles(RISING, 6, "month", PROBS, bounds)


@pytest.mark.parametrize("prob", [0, 1, -0.1, 1.1, float("nan")])
def test_the_ends_of_a_distribution_are_not_quantiles(prob: float) -> None:
    with pytest.raises(Unreadable, match="robability"):
        quantiles(RISING, 6, "month", [0.5, prob])


def test_every_calendar_has_its_season_and_another_word_is_refused() -> None:
    assert {frequency.value for frequency in Frequency} <= set(SEASON)
    with pytest.raises(Unreadable, match="no period called “months”"):
        probability(RISING, 6, 72, True, "months")
    assert probability(RISING, 6, 72, True, "fiscal quarter") == probability(RISING, 6, 72, True, "quarter")


def test_a_year_has_no_season_within_it() -> None:
    yearly = [10.0, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30]
    assert probability(yearly, 1, 38, True, "quarter") > 0.5 > probability(yearly, 1, 38, True, "year")


@given(
    st.lists(st.one_of(st.none(), st.floats(), st.integers()), max_size=14),
    st.integers(-3, 600),
    st.floats(),
    st.sampled_from([*SEASON, "decade"]),
    st.one_of(st.none(), st.tuples(st.floats(), st.floats())),
)
def test_whatever_is_asked_the_answer_is_a_chance_or_says_why_there_is_none(
    values: list[float | None], ahead: int, target: float, period: str, bounds: tuple[float, float] | None
) -> None:
    try:
        chance = probability(values, ahead, target, True, period, bounds)
        ends = quantiles(values, ahead, period, [0.1, 0.9], bounds)
    except Unreadable:
        return
    assert LEAST <= chance <= MOST
    assert ends[0] <= ends[1]


@given(SERIES, AHEAD, VALUE, st.sampled_from([1e-90, 1e-30, 1e10]))
def test_tiny_and_large_figures_have_the_chance_of_usual_ones(
    values: list[float], ahead: int, target: float, scale: float
) -> None:
    assume(len(set(values)) > 1)
    assert probability([scale * value for value in values], ahead, scale * target, True, "month") == pytest.approx(
        probability(values, ahead, target, True, "month"), abs=1e-6
    )


def test_a_call_at_thirty_six_points_takes_a_millisecond_at_most() -> None:
    assert milliseconds(36) <= 1


def test_on_published_figures_it_is_better_than_the_last_value_and_than_a_straight_line() -> None:
    questions = list(from_published())[::3]
    scores = {name: score(answer, questions) for name, answer in FORECASTS.items()}
    ours, walk, line = (scores[name] for name in ("outlook", "random walk", "straight line"))
    assert ours.questions > 2000
    assert ours.brier < 0.125 < walk.brier < line.brier
    assert ours.calibration < 0.04 < min(walk.calibration, line.calibration)
    assert 0.75 < ours.coverage < 0.85


def test_a_word_for_which_way_is_better_is_not_taken_for_yes() -> None:
    with pytest.raises(Unreadable, match="yes or no"):
        probability([*range(12)], 1, 5, "lower", "month")  # type: ignore[arg-type]  # as a careless caller might
