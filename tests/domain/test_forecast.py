"""Stated forecasts: kept with who said them, scored when they resolve, told to one person or to all together."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.errors import Refused
from domain.forecast import (
    About,
    Forecast,
    Nearer,
    Resolved,
    Score,
    chance_of,
    model_score,
    nearer,
    of_person,
    pooled,
    pooled_nearer,
    resolve,
    score,
)
from tests.domain.builders import period

SAID = datetime(2017, 10, 10, 9, tzinfo=UTC)
KNOWN = SAID + timedelta(days=30)


def said(chance: float | None = 0.7, by: str = "owner", **more: Any) -> Forecast:
    fields: dict[str, Any] = {"about": About.TARGET, "subject": "A1", "period": period("Sep 2017"), "chance": chance}
    return Forecast(by=by, said_at=SAID, **(fields | more))


def came(chance: float, outcome: bool, by: str = "owner", model: float | None = None) -> Resolved:
    return resolve(said(chance, by, model=model), KNOWN, came=outcome)


def test_a_chance_is_scored_by_its_squared_distance_from_what_happened() -> None:
    assert came(0.7, True).brier == pytest.approx(0.09)
    assert came(0.7, False).brier == pytest.approx(0.49)
    assert came(1.0, True).brier == came(0.0, False).brier == 0
    assert came(0.7, True, model=0.4).model_brier == pytest.approx(0.36)
    assert came(0.7, True).model_brier is None


def test_a_stated_value_is_scored_by_how_far_it_lay_and_which_way() -> None:
    expected = said(None, value=Decimal("90.5"), about=About.NEXT_VALUE)
    found = resolve(expected, KNOWN, value=Decimal("89.67"))
    assert (found.miss, found.brier) == (Decimal("0.83"), None)
    assert came(0.7, True).miss is None
    assert score([found]) is None


def test_a_score_has_its_count_and_an_interval_by_hand() -> None:
    scores = [came(0.9, True), came(0.9, False), came(0.8, True), came(0.6, True)]
    # (0.01 + 0.81 + 0.04 + 0.16) / 4 = 0.255; standard deviation 0.375633; 3.182 * 0.375633 / 2 = 0.59763
    found = score(scores)
    assert found is not None
    assert (found.count, found.mean) == pytest.approx((4, 0.255))
    assert found.interval == pytest.approx((0, 0.255 + 0.59763), abs=1e-4)
    alone = score([came(1.0, True)])
    assert alone == Score(1, 0.0, None)


def test_the_interval_of_many_is_that_of_students_t() -> None:
    found = score([came(0.5 + 0.5 * (one % 2), True) for one in range(22)])
    assert found is not None
    assert found.interval is not None
    # half 0.25 and half 0: mean 0.125, standard deviation 0.127942; t for 21 degrees 2.0796
    assert found.interval[1] - found.mean == pytest.approx(2.0796 * 0.127942 / 22**0.5, abs=1e-4)


def test_scores_are_told_to_the_person_and_pooled_only_where_nobody_can_be_seen() -> None:
    two = [came(0.9, True, "one"), came(0.9, False, "other"), came(0.8, True, "other")]
    mine = of_person(two, "other")
    assert mine is not None
    assert (mine.count, mine.mean) == pytest.approx((2, (0.81 + 0.04) / 2))
    assert of_person(two, "nobody") is None
    assert pooled(two) is None
    three = [*two, came(0.5, True, "third")]
    found = pooled(three)
    assert found is not None
    assert (found.count, found.mean) == pytest.approx((4, (0.01 + 0.81 + 0.04 + 0.25) / 4))


def test_the_model_is_scored_on_the_questions_it_answered() -> None:
    found = model_score([came(0.9, True, model=0.5), came(0.9, True, model=0.1), came(0.9, True)])
    assert found is not None
    assert (found.count, found.mean) == pytest.approx((2, (0.25 + 0.81) / 2))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"chance": None}, "a chance or a value"),
        ({"value": Decimal(90)}, "a chance or a value"),
        ({"chance": 1.2}, "between 0 and 100 %"),
        ({"chance": -0.1}, "between 0 and 100 %"),
        ({"chance": float("nan")}, "between 0 and 100 %"),
        ({"chance": None, "value": Decimal("NaN")}, "no number"),
    ],
)
def test_a_forecast_is_one_chance_or_one_value(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        said(**({"chance": 0.7} | change))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(Refused, match="no time zone"):
        Forecast("owner", SAID.replace(tzinfo=None), About.MILESTONE, "7", None, chance=0.5)


def test_what_is_said_after_the_fact_does_not_count_and_an_outcome_is_of_its_kind() -> None:
    with pytest.raises(Refused, match="after its outcome"):
        resolve(said(), SAID - timedelta(seconds=1), came=True)
    with pytest.raises(Refused, match="not of the kind"):
        resolve(said(), KNOWN, value=Decimal(90))
    with pytest.raises(Refused, match="not of the kind"):
        resolve(said(None, value=Decimal(90)), KNOWN, came=True)


def test_a_stated_value_is_held_against_what_past_figures_alone_had_expected() -> None:
    def expected(value: str, model: float | None, by: str = "owner") -> Resolved:
        stated = said(None, by, value=Decimal(value), model=model, about=About.NEXT_VALUE)
        return resolve(stated, KNOWN, value=Decimal("89.67"))

    assert expected("89.90", 90.1).nearer is True
    assert expected("90.10", 89.24).nearer is False, "as far as the other"
    assert expected("89.90", None).nearer is None
    assert came(0.7, True, model=0.4).nearer is None
    two = [expected("89.90", 90.1), expected("91", 90.1)]
    assert nearer(two) == Nearer(2, 1)
    assert nearer([expected("89.90", None)]) is None
    assert pooled_nearer(two) is None, "one person could be told from it"
    assert pooled_nearer([expected("89.90", 90.1, by) for by in ("one", "two", "three")]) == Nearer(3, 3)


@pytest.mark.parametrize(("percent", "chance"), [("70", 0.7), ("0", 0.0), ("100", 1.0), ("1", 0.01), ("33.5", 0.335)])
def test_a_chance_is_typed_as_a_percentage(percent: str, chance: float) -> None:
    assert chance_of(Decimal(percent)) == pytest.approx(chance)


@pytest.mark.parametrize("percent", ["-1", "100.1", "0.7", "0.05"])
def test_what_is_no_percentage_is_refused(percent: str) -> None:
    with pytest.raises(Refused):
        chance_of(Decimal(percent))


def test_a_fraction_is_asked_about_with_the_percentage_it_may_be() -> None:
    with pytest.raises(Refused, match="For 70 % type 70"):
        chance_of(Decimal("0.7"))
