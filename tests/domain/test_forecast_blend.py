"""One chance from two: past figures and the owner's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forecast_blend import blend, weight
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


def test_a_weight_lies_between_nothing_and_all_and_a_score_is_a_number() -> None:
    for owner_weight in (-0.1, 1.1, float("nan")):
        with pytest.raises(Unreadable):
            blend(0.4, 0.5, owner_weight)
    with pytest.raises(Unreadable, match="score"):
        weight(20, float("nan"), 0.2)
