"""The model's correction from its own record."""

from math import exp, log
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.forecast_correction import Correction, recalibrated
from domain.series import Unreadable

CHANCE = st.integers(1, 99).map(lambda n: n / 100)


def test_what_is_no_number_corrects_nothing() -> None:
    with pytest.raises(Unreadable):
        Correction(float("nan"))
    with pytest.raises(Unreadable, match="chance lies between 0 and 1"):
        recalibrated([(1.1, True)] * 30)


def test_below_thirty_nothing_is_corrected() -> None:
    assert recalibrated([(0.9, False)] * 29) == Correction(0, 1)
    assert Correction()(0.7) == pytest.approx(0.7)
    assert Correction()(1.0) == 0.99


def test_chances_that_were_too_high_come_down_and_right_ones_stay() -> None:
    chance = Random(1)
    said = [chance.uniform(0.05, 0.95) for _ in range(2000)]
    right = recalibrated([(one, chance.random() < one) for one in said])
    assert [round(right(one), 1) for one in (0.2, 0.5, 0.8)] == [0.2, 0.5, 0.8]
    bold = recalibrated([(one, chance.random() < 0.25 + one / 2) for one in said])
    assert bold.b < 0.6
    assert 0.2 < bold(0.05) < bold(0.95) < 0.8


@pytest.mark.parametrize(("said", "came"), [(0.01, True), (0.99, False)])
def test_where_every_sure_word_was_wrong_the_correction_is_large_and_not_none(said: float, came: bool) -> None:
    for count in (30, 100, 1000):
        found = recalibrated([(said, came)] * count)
        assert found.b < 0.6
        assert abs(found(said) - came) < 0.9


@given(st.lists(st.tuples(CHANCE, st.booleans()), min_size=30, max_size=120))
@example([(0.01, True)] * 30)
@example([(0.01, True)] * 28 + [(0.01, False)] * 2)
def test_the_correction_is_the_most_probable_one(resolved: list[tuple[float, bool]]) -> None:
    def log_posterior(a: float, b: float) -> float:
        total = -(a * a + (b - 1) ** 2) / (2 * 0.3**2)
        for chance, came in resolved:
            odds = a + b * log(chance / (1 - chance))
            total -= log(1 + exp(-odds if came else odds))
        return total

    found = recalibrated(resolved)
    best = log_posterior(found.a, found.b)
    for a, b in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)):
        assert log_posterior(found.a + a, found.b + b) <= best
