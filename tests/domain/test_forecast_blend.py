"""One chance from two, and the model's correction from its own record."""

from math import exp, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forecast_blend import Correction, blend, recalibrated, weight
from domain.series import Unreadable

CHANCE = st.integers(1, 99).map(lambda n: n / 100)


def test_the_owners_weight_grows_with_a_record_better_than_past_figures() -> None:
    assert weight(0) == weight(9, 0.0, 0.2) == 0.3
    assert weight(10, 0.1, 0.2) == pytest.approx(0.5 * 10 / 30 * 0.5)
    assert weight(40, 0.0, 0.2) == pytest.approx(0.5 * 40 / 60)
    assert weight(40, 0.2, 0.2) == weight(40, 0.3, 0.2) == weight(40, 0.1, 0.0) == 0


@given(st.integers(0, 10**6), st.floats(0, 1), st.floats(0, 1))
def test_the_owners_weight_is_never_more_than_six_in_ten(resolved: int, owner: float, model: float) -> None:
    assert 0 <= weight(resolved, owner, model) <= 0.6


def test_a_blend_is_made_of_log_odds_by_hand() -> None:
    # odds 0.2 / 0.8 = 1 / 4 and 0.8 / 0.2 = 4: 4 ** (0.3 - 0.7) = 0.574349; 0.574349 / 1.574349 = 0.364817
    assert blend(0.2, 0.8, 0.3) == pytest.approx(0.364817, abs=1e-6)
    assert blend(0.2, 0.8, 0.0) == pytest.approx(0.2)
    assert blend(0.2, 1.0, 1.0) == pytest.approx(0.99), "nobody is sure beyond 99 %"


@given(CHANCE, CHANCE, st.floats(0, 0.6))
def test_a_blend_lies_between_its_two_chances(model: float, owner: float, owner_weight: float) -> None:
    low, high = sorted((model, owner))
    assert low - 1e-9 <= blend(model, owner, owner_weight) <= high + 1e-9


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_what_is_no_chance_is_refused(chance: float) -> None:
    with pytest.raises(Unreadable):
        blend(chance, 0.5, 0.3)


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


@given(st.lists(st.tuples(CHANCE, st.booleans()), min_size=30, max_size=120))
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
