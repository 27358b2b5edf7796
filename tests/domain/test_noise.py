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
from tests.domain.builders import SHARED

HERE = json.loads((Path(__file__).parent / "noise_cases.json").read_text(encoding="utf-8"))["cases"]
FILE = SHARED / "readings" / "spc_cases.json"
VALUES = st.lists(st.integers(0, 1000).map(lambda n: n / 10), min_size=1, max_size=40)


def close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def agree(point: NoisePoint, mean: float, lower: float, upper: float) -> bool:
    return close(point.mean, mean) and close(point.lower, lower) and close(point.upper, upper)


@pytest.mark.parametrize("case", HERE, ids=[case["id"] for case in HERE])
def test_limits_labels_and_assurance_are_those_of_the_package(case: dict[str, Any]) -> None:
    options = {key: case[key] for key in ("improvement", "target", "rebase", "fix_after")}
    chart = read(case["values"], **options)
    assert [point.label for point in chart.points] == case["labels"]
    assert chart.assurance == case["assurance"]
    for index, point in enumerate(chart.points):
        assert agree(point, *case["limits"][sum(index >= start for start in case["rebase"])])


@pytest.mark.skipif(not FILE.exists(), reason="the package's full set of cases is not beside this repository")
def test_every_case_of_the_package_is_matched() -> None:
    cases = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    assert len(cases) >= 40
    for case in cases:
        _match(case["input"], case["expected"])


def _match(given: dict[str, Any], expected: dict[str, Any]) -> None:
    rows = sorted(zip(given["dates"], given["values"], strict=True))
    chart = read(
        [value for _, value in rows],
        improvement=given["improvement_direction"],
        target=given["target"],
        rebase=[index for index, (day, _) in enumerate(rows) if day in given["rebase"]],
        fix_after=given["fix_after_n_points"],
        screen=given["screen_outliers"],
    )
    assert chart.assurance == expected["assurance_type"]
    for point, row in zip(chart.points, expected["points"], strict=True):
        assert agree(point, row["mean"], row["lpl"], row["upl"])
        assert point.label == row["special_cause_type"]
        assert point.kind == row["point_type"].removeprefix("special_cause_").removesuffix("_cause")
        assert point.short is row["short_group_warning"]


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
    with pytest.raises(ValueError, match="after 12 values or more"):
        read([1.0] * 13, improvement="increase", fix_after=11)


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
