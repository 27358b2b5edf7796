"""How an outlook is told: words with a number, rounded, and how far it was tested."""

import pytest

from domain.outlook_said import Footing, Outlook, in_words, look_ahead
from domain.series import Unreadable

RISING = [61, 62, 61.5, 63, 62.8, 64, 63.7, 65, 64.6, 66, 65.8, 67]


def ahead(values: list[float | None], periods: int = 6, period: str = "month") -> Outlook:
    return look_ahead(values, periods, 72, True, period)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.01, "under 5 %"),
        (0.049, "under 5 %"),
        (0.05, "about 1 in 20"),
        (0.0833, "about 1 in 10"),
        (0.25, "about 1 in 4"),
        (0.34, "about 7 in 20"),
        (0.76, "about 3 in 4"),
        (0.5, "about 5 in 10"),
        (0.67, "about 13 in 20"),
        (0.68, "about 7 in 10"),
        (0.95, "about 19 in 20"),
        (0.951, "over 95 %"),
        (0.99, "over 95 %"),
    ],
)
def test_a_chance_is_said_to_the_nearest_twentieth_and_its_ends_as_such(chance: float, words: str) -> None:
    assert in_words(chance) == words


def test_below_six_points_it_is_too_early_and_below_twelve_provisional() -> None:
    assert ahead([*RISING[:5]]) == Outlook(Footing.EARLY)
    assert ahead([*RISING[:5]]).words == "too early to say"
    assert [ahead([*RISING[:count]]).footing for count in (6, 11, 12)] == [
        Footing.PROVISIONAL,
        Footing.PROVISIONAL,
        Footing.FULL,
    ]
    assert ahead([*RISING[:11]]).words.endswith(" (provisional)")


def test_missing_periods_are_no_points() -> None:
    assert ahead([*RISING[:5], None, *RISING[6:]]).footing is Footing.PROVISIONAL
    assert ahead([*RISING[:4], None, None, 64]) == Outlook(Footing.EARLY)


@pytest.mark.parametrize(("period", "tested"), [("month", 12), ("quarter", 4), ("fiscal quarter", 4), ("week", 26)])
def test_beyond_what_was_tested_it_says_so(period: str, tested: int) -> None:
    assert ahead([*RISING], tested, period).footing is Footing.FULL
    assert ahead([*RISING], tested + 1, period).footing is Footing.FURTHER
    assert ahead([*RISING, None], tested, period).footing is Footing.FURTHER, "the last value is further back"
    assert ahead([*RISING], tested + 1, period).words.endswith("(further out than tested)")


@pytest.mark.parametrize("period", ["year", "school year", "four-week"])
def test_on_other_calendars_it_says_that_it_was_not_tested(period: str) -> None:
    assert ahead([*RISING], 1, period).footing is Footing.UNTESTED


def test_few_figures_are_told_beside_whatever_else_was_not_tested() -> None:
    further, untested = ahead([*RISING[:7]], 13), ahead([*RISING[:7]], 1, "four-week")
    assert further.words.endswith(" (provisional, and further out than tested)")
    assert untested.words.endswith(" (provisional, and not tested on such periods)")
    assert further.footing.provisional
    assert not ahead([*RISING], 13).footing.provisional


def test_the_raw_chance_is_kept_with_its_range_and_told_without_a_judgement() -> None:
    found = ahead([*RISING])
    assert found.chance == pytest.approx(0.083223, abs=1e-6)
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < 67 < found.upper
    assert found.words == "past figures alone: about 1 in 10"
    assert "likely" not in found.words


def test_what_cannot_be_asked_is_refused_and_not_called_early() -> None:
    with pytest.raises(Unreadable):
        ahead([*RISING], 0)
