"""Readings of published figures, each with its arithmetic shown so that it can be done again on paper.

England's emergency departments, % seen within four hours, April 2016 to September 2017, stand in `builders.py`; the
single figures of other series stand here. All are listed with their sources in `benchmarks/readings/SOURCES.md`.
"""

from decimal import Decimal

import pytest

from domain import noise
from domain.checks import Submission, value_of
from domain.checks_series import past
from domain.number import rounded
from domain.outlook import probability
from domain.pace import pace
from domain.priority import Observation, Polarity
from domain.reading import UNUSUAL, read_latest
from domain.status import Status, propose_tolerance, standing
from domain.trajectory import linear
from tests.domain.builders import ATTENDED, SEEN, indicator, observed, period, target, waits

WAITS = [float(one.value) for one in waits()]
SEPTEMBER = period("Sep 2017")


def test_1_the_share_seen_in_time() -> None:
    """1,726,934 / 1,925,961 = 0.896661: 89.67 %."""
    assert value_of(indicator(), Submission(SEPTEMBER, None, SEEN, ATTENDED)) == Decimal("89.67")


def test_2_how_many_patients_short_of_ninety_percent() -> None:
    """0.90 * 1,925,961 = 1,733,364.9; less 1,726,934 is 6,430.9: 6,431. And 89.67 - 90.00 = -0.33, within 1.54."""
    path = linear(period("Mar 2017"), Decimal(90), SEPTEMBER, Decimal(90))
    seen = Observation(SEPTEMBER, Decimal("89.67"), SEEN, ATTENDED)
    found = standing(indicator(), path, [target("Sep 2017", 90, ">")], seen)
    assert (found.people, found.gap, found.status) == (6431, Decimal("-0.33"), Status.SLIGHTLY_BEHIND)


def test_3_the_tolerance_of_a_year() -> None:
    """Moves in order: -2.20 -1.60 -1.04 -0.67 -0.33 -0.27 0.24 0.28 0.69 2.39 2.48; the sixth of 11 is -0.27.

    Distances from it in order: 0 0.06 0.40 0.51 0.55 0.77 0.96 1.33 1.93 2.66 2.75; the sixth is 0.77, twice 1.54.
    A tenth of 90.01 to 90.00 is 0.001, and one unit of the last decimal 0.01.
    """
    year = [one.value for one in waits()[:12]]
    assert propose_tolerance(year, Decimal("90.01"), Decimal(90), 2) == (Decimal("1.54"), False)


def test_4_the_limits_of_the_same_year() -> None:
    """The 12 values add up to 1,069.09: mean 89.09083. The 11 moves, without sign, to 12.19: 1.10818 on average.

    None is 3.267 * 1.10818 = 3.62 or more, so none is screened out. 2.66 * 1.10818 = 2.94776.
    """
    found = noise.limits(WAITS[:12])
    assert (found.mean, found.range) == pytest.approx((89.09083, 1.10818), abs=1e-5)
    assert (found.lower, found.upper) == pytest.approx((86.14307, 92.03860), abs=1e-5)
    labels = [point.label for point in noise.read(WAITS[:12], improvement="increase").points]
    assert [WAITS[index] for index, label in enumerate(labels) if label == "Below LCL"] == [85.14]


def test_5_seven_months_above_average() -> None:
    """The 18 values add up to 1,610.36: mean 89.46444. March to September 2017 are 90.01 or more but September's 89.67.

    February, 87.53, lies below: the run is seven long, which the chart flags and the season explains.
    """
    found = read_latest([one.value for one in waits()], polarity=Polarity.HIGHER, frequency=SEPTEMBER.frequency)
    assert found is not None
    assert noise.limits(WAITS).mean == pytest.approx(89.46444, abs=1e-5)
    assert (found.run, found.side, found.label, found.kind) == (7, "above", "7 Points Above CL", UNUSUAL)


def test_6_the_pace_needed_and_the_pace_achieved() -> None:
    """(95 - 89.67) / 6 months = 0.8883; against September 2016: (89.67 - 90.65) / 12 months = -0.0817."""
    found = pace(indicator(), waits(), target("Mar 2018", 95))
    assert found is not None
    assert found.achieved is not None
    assert rounded(found.needed, 4) == Decimal("0.8883")
    assert rounded(found.achieved, 4) == Decimal("-0.0817")


def test_7_the_usual_move_before_september_and_what_would_be_a_jump() -> None:
    """Sixteen moves to August, in order, from both ends to the middle: 0.05 0.24 0.27 0.28 0.33 0.38 0.51 0.67, and
    2.48 2.39 2.20 1.60 1.04 1.03 0.82 0.69.

    Their median is (0.67 + 0.69) / 2 = 0.68. With 17 values a jump is 4.2 * (1 + 3 / 17) = 4.9412 usual moves: 3.36.
    """
    before = past(indicator(), {one.period: one for one in waits()}, SEPTEMBER)
    usual = before.usual_move(0.01)
    assert usual == pytest.approx(0.68)
    assert before.far * 0.68 == pytest.approx(3.36, abs=0.001)


def test_8_nearly_the_target_figure_is_not_nearly_the_improvement() -> None:
    """March 2024: 74.2 / 76 = 97.6 % of the figure, but (74.2 - 71.5) / (76 - 71.5) = 2.7 / 4.5 = 60 % of the way."""
    found = standing(
        indicator(decimals=1, baseline=Decimal("71.5")), None, [target("Mar 2024", 76)], observed("Mar 2024", "74.2")
    )
    assert (found.share, found.met, found.missed_by) == (Decimal("0.6"), False, Decimal("1.8"))


def test_9_half_as_many_applications_and_then_some() -> None:
    """October 2002 to September 2003: (4,225 - 8,770) / (4,385 - 8,770) = 4,545 / 4,385 = 1.0365 of the way."""
    one = indicator(unit="applications", decimals=0, polarity=Polarity.LOWER, baseline=Decimal(8770))
    found = standing(one, None, [target("Sep 2003", 4385, "<=")], observed("Sep 2003", 4225))
    assert found.share is not None
    assert (rounded(found.share, 4), found.met) == (Decimal("1.0365"), True)


def test_10_pupils_ahead_of_the_line_and_behind_it() -> None:
    """From 63 % in 1997 by (80 - 63) / 5 = 3.4 a year: 69.8 in 1999, where 71 came, and 80 in 2002, where 75 came."""
    one = indicator(decimals=1, baseline=Decimal(63), frequency=period("Q2 1997").frequency)
    path = linear(period("Q2 1997"), Decimal(63), period("Q2 2002"), Decimal(80))
    goals = [target("Q2 2002", 80)]
    gaps = [standing(one, path, goals, observed(when, value)).gap for when, value in (("Q2 1999", 71), ("Q2 2002", 75))]
    assert gaps == [Decimal("1.2"), Decimal("-5.0")]


def test_11_a_chance_from_six_equal_steps() -> None:
    """1 2 3 4 5 6, one quarter ahead, to reach 7: small enough for every step of the method by hand.

    Too short for the season, so three forecasts: last 6, mean 3.5, drift 6 + 1 = 7. s2 = 1. Origins 4 and 5, c = 2.
    Errors squared: last 1 and 1; mean (5 - 2.5)^2 = 6.25 and (6 - 3)^2 = 9; drift 0 and 0, held to 0.000001.
    Log variances (1.8 prior + 2 evidence) / 3.8: last (1.8 * 0.2 + 2 * 0) / 3.8 = 0.09474; mean
    (1.8 * -0.2 + 2 * ln 7.625) / 3.8 = 0.97445; drift (1.8 * 0.1 + 2 * ln 0.000001) / 3.8 = -7.22395.
    Weights exp(-2 v) in the ratio 0.82740 : 0.14241 : 1,882,000, so that the drift has all but 0.0000005 of them.
    mu = 7.00000 and ln sd^2 = -7.22395 - 0.3 + 1/6 = -7.35728: sd = 0.02525. As good as on the target: one in two.
    """
    assert probability([1, 2, 3, 4, 5, 6], 1, 7, True, "quarter") == pytest.approx(0.5, abs=0.0001)
