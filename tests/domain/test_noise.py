"""Signal or noise: the chart agrees with the published package, point by point."""

import json
from collections.abc import Sequence
from itertools import accumulate
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.noise import NoiseChart, NoisePoint, limits, read
from domain.series import Unreadable

PUBLISHED = json.loads((Path(__file__).parent / "noise_cases.json").read_text(encoding="utf-8"))
VALUES = st.lists(st.integers(0, 1000).map(lambda n: n / 10), min_size=1, max_size=40)


def close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def agree(point: NoisePoint, mean: float, lower: float, upper: float) -> bool:
    return close(point.mean, mean) and close(point.lower, lower) and close(point.upper, upper)


@pytest.mark.parametrize("case", PUBLISHED["cases"], ids=[case["id"] for case in PUBLISHED["cases"]])
def test_limits_labels_kinds_and_assurance_are_those_of_the_package(case: dict[str, Any]) -> None:
    options = {key: case[key] for key in ("improvement", "target", "rebase", "fix_after", "screen")}
    chart = read(case["values"], **options)
    assert [point.label for point in chart.points] == [PUBLISHED["labels"][one] for one in case["labels"]]
    assert [point.kind for point in chart.points] == [PUBLISHED["kinds"][one] for one in case["kinds"]]
    assert chart.assurance == case["assurance"]
    for index, point in enumerate(chart.points):
        group = sum(index >= start for start in case["rebase"] if start > 0)
        assert agree(point, *case["limits"][group])
        assert point.short is case["short"][group]


def test_the_cases_hold_every_label_and_every_way_of_reading() -> None:
    cases = PUBLISHED["cases"]
    assert len(cases) == 40
    assert {one for case in cases for one in case["labels"]} == set(PUBLISHED["labels"])
    assert {case["improvement"] for case in cases} == {"increase", "decrease", "neutral"}
    assert {case["screen"] for case in cases} == {True, False}
    assert {case["fix_after"] for case in cases} == {None, 12}
    assert sum(len(case["rebase"]) > 0 for case in cases) == 3


def labels(values: Sequence[float], **options: Any) -> list[str]:
    return [point.label for point in read(values, improvement="increase", **options).points]


def test_a_run_of_seven_breaks_at_the_mean_and_a_trend_at_a_tie() -> None:
    rising = [1.0, 2, 3, 4, 5, 6, 7]
    assert labels(rising)[3] == "7 Point Trend (Increasing)"
    assert labels([1.0, 2, 3, 3, 5, 6, 7])[3] == "Common Cause"


def test_a_high_label_is_good_or_bad_or_neither_as_the_indicator_has_it() -> None:
    values = [10.0, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 30]
    kinds = {way: read(values, improvement=way).points[-1].kind for way in ("increase", "decrease", "neutral")}
    assert kinds == {"increase": "improvement", "decrease": "concern", "neutral": "neutral_high"}


def test_assurance_says_whether_the_process_as_it_runs_reaches_the_target() -> None:
    steady = [10.0, 11] * 10

    def assured(target: float | None, improvement: str = "increase") -> str | None:
        return read(steady, improvement=improvement, target=target).assurance

    edge = limits(steady)
    assert assured(20) == assured(1, "decrease") == "consistent_fail"
    assert assured(1) == assured(20, "decrease") == "consistent_pass"
    assert assured(edge.upper) == assured(edge.lower) == assured(10.5) == "inconsistent"
    assert assured(None) is assured(20, "neutral") is None


def test_without_variation_the_limits_are_the_mean() -> None:
    for values in ([5.0], [5.0, 5, 5]):
        point = read(values, improvement="increase").points[-1]
        assert (point.lower, point.mean, point.upper, point.label) == (5, 5, 5, "Common Cause")
    assert read([], improvement="increase") == NoiseChart((), None)


def test_limits_are_fixed_after_a_year_or_not_at_all() -> None:
    assert len(read([1.0] * 13, improvement="increase", fix_after=12).points) == 13
    with pytest.raises(Unreadable, match="after 12 values or more, not after 11"):
        read([1.0] * 13, improvement="increase", fix_after=11)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e16, 10**400, 1e-101, "12,5", None])
def test_what_is_no_figure_is_refused_wherever_it_stands(value: Any) -> None:
    with pytest.raises(Unreadable):
        read([1.0, 2.0, value, 3.0], improvement="increase")
    if value is not None:
        with pytest.raises(Unreadable, match="The target is"):
            read([1.0, 2.0, 3.0], improvement="increase", target=value)


def test_a_group_opens_among_the_values_or_right_after_them() -> None:
    assert len(read([1.0, 2, 3], improvement="increase", rebase=[0, 3]).points) == 3
    for start in (-1, 4):
        with pytest.raises(Unreadable, match="can open at 0 to 3"):
            read([1.0, 2, 3], improvement="increase", rebase=[start])


def test_which_way_is_better_is_one_of_three_words() -> None:
    with pytest.raises(Unreadable, match="one of increase, decrease, neutral"):
        read([1.0], improvement="higher")


@given(st.floats(-1e15, 1e15).filter(lambda value: not 0 < abs(value) < 1e-100), st.integers(1, 60))
def test_equal_values_are_common_cause_whatever_their_size(value: float, count: int) -> None:
    assert set(labels([value] * count)) == {"Common Cause"}


@given(st.lists(st.integers(-9999, 9999), min_size=1, max_size=30), st.integers(-290, 11))
def test_tiny_and_large_values_have_the_labels_of_usual_ones(values: list[int], exponent: int) -> None:
    usual = read([float(value) for value in values], improvement="increase")
    scaled = read([value * 2.0**exponent for value in values], improvement="increase")
    assert [one.label for one in scaled.points] == [one.label for one in usual.points]
    assert scaled.points[0].upper == usual.points[0].upper * 2.0**exponent


def test_a_group_under_thirteen_points_is_on_trial() -> None:
    chart = read([float(n % 3) for n in range(25)], improvement="increase", rebase=[13])
    assert [point.short for point in chart.points] == [False] * 13 + [True] * 12


@given(VALUES, st.sampled_from([1.0, 2.0, 8.0]), st.integers(-64, 64))
def test_labels_do_not_depend_on_the_unit(values: list[float], scale: float, shift: int) -> None:
    exact = [round(value) for value in values]  # so that moving and stretching loses nothing
    moved = [scale * value + shift for value in exact]
    one, other = limits([float(v) for v in exact]), limits(moved)
    assert close(scale * one.mean + shift, other.mean)
    assert close(scale * one.range, other.range)


@given(VALUES)
def test_turned_upside_down_high_becomes_low(values: list[float]) -> None:
    turned = {"Above": "Below", "Below": "Above", "Increasing": "Decreasing", "Decreasing": "Increasing"}
    turned |= {"UCL": "LCL", "LCL": "UCL"}
    upright, reversed_ = labels(values), labels([-value for value in values])
    words = [label.replace("(", "( ").replace(")", " )").split() for label in upright]
    mirrored = [" ".join(turned.get(word, word) for word in one).replace("( ", "(").replace(" )", ")") for one in words]
    assert mirrored == reversed_


@given(VALUES, st.integers(1, 39))
def test_no_rule_crosses_a_new_group(values: list[float], start: int) -> None:
    start = min(start, len(values))
    assert labels(values, rebase=[start]) == labels(values[:start]) + labels(values[start:])


def test_a_rising_series_is_a_trend_from_its_first_point() -> None:
    assert set(labels(list(accumulate([1.0] * 9)))) <= {"7 Point Trend (Increasing)", "Above UCL", "Below LCL"}
