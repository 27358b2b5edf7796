"""What a short reply expects; and that no figure is taken for a chance, nor a chance for a figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessment import Likelihood
from domain.number import COMMA, POINT
from domain.reply_forecast import NOTHING, Expected, is_a_number, may_be_chance, take
from tests.domain.builders import indicator

GREEN, AMBER_GREEN, AMBER_RED, RED = Likelihood
SHARE = indicator()
COUNT = indicator(unit="applications", low=None, high=None)


def said(likelihood: Likelihood | None = None, chance: float | None = None, value: str | None = None) -> Expected:
    return Expected(likelihood, chance, None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("words", "expected", "rest"),
    [
        ("likely", said(AMBER_GREEN), ""),
        ("likely 70% next 83", said(AMBER_GREEN, 0.7, "83"), ""),
        (
            "amber-green, 70 %, next month: 83.5 %. Two sites opened.",
            said(AMBER_GREEN, 0.7, "83.5"),
            "Two sites opened.",
        ),
        ("Highly likely; more staff", said(GREEN), "more staff"),
        ("70% likely", said(None, 0.7), ""),
        ("likely 30 %", said(None, 0.3), ""),
        ("chance 35 per cent", said(None, 0.35), ""),
        ("in doubt - 40 % sure", said(AMBER_RED, 0.4), ""),
        ("red\nno plan for winter", said(RED), "no plan for winter"),
        ("next 83", said(value="83"), ""),
        ("next 83, likely", said(AMBER_GREEN, value="83"), ""),
    ],
)
def test_what_can_mean_nothing_else_is_taken(words: str, expected: Expected, rest: str) -> None:
    assert take(words, POINT, SHARE) == (expected, rest)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "more patients than planned",
        "likely because of winter",
        "unlikely",
        "red flags in two sites",
        "70%",
        "70 % of sites reported",
        "70, next year more",
        "next 3 sites report later",
        "next 14 days are decisive",
        "next Thursday",
        "next 83,5",
        "next +0.5",
        "next -1",
        "next 1,234",
        "next year 90",
        "next quarter: 85",
        "next 83 patients",
        "chance 0.7 %",
        "chance 170 %",
        "likely70",
        "likelyhood",
        "greenfield sites",
    ],
)
def test_all_other_words_stay_as_they_are(words: str) -> None:
    assert take(words, POINT, SHARE) == (NOTHING, words)


def test_a_percentage_after_a_likelihood_is_none_where_more_is_said_of_it() -> None:
    words = "likely, 70% of sites reported"
    assert take(words, POINT, SHARE) == (said(AMBER_GREEN), "70% of sites reported")
    assert take("likely 70 next 83", POINT, SHARE) == (NOTHING, "likely 70 next 83")


def test_nothing_is_said_twice() -> None:
    assert take("likely, red", POINT, SHARE) == (said(AMBER_GREEN), "red")


def test_the_next_value_is_read_as_its_writer_writes_and_in_the_unit() -> None:
    assert take("next 83,5", COMMA, SHARE) == (said(value="83.5"), "")
    assert take("next 83 %", POINT, COUNT) == (NOTHING, "next 83 %")
    assert take("next 1,250", POINT, COUNT) == (said(value="1250"), "")
    assert take("next -12", POINT, COUNT) == (said(value="-12"), "")
    assert take("next -3", POINT, COUNT) == (said(value="-3"), "")


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("70 % likely", True),
        ("70% chance, more staff", True),
        ("82.4 % likely 70 %", False),
        ("70 % likely, next 83", True),
        ("82.4 % likely next 83", True),
        ("82.4 %, likely", False),
        ("82.4 likely", False),
        ("82.4 % more staff", False),
    ],
)
def test_a_percentage_that_may_be_the_figure_or_a_chance_is_known(text: str, maybe: bool) -> None:
    assert may_be_chance(text) is maybe


@pytest.mark.parametrize("words", ["83", "(70 %)", "70%", "1,234.", "-3"])
def test_one_more_number_and_nothing_else_is_known(words: str) -> None:
    assert is_a_number(words)
    assert not is_a_number(f"{words} sites")


@given(st.text(st.sampled_from("0123456789.,% \nlikeynxtamber-gredchu"), max_size=30))
def test_whatever_is_typed_nothing_is_lost_and_a_chance_is_one(words: str) -> None:
    expected, rest = take(words, POINT, SHARE)
    assert words.rstrip().endswith(rest.rstrip())
    assert expected.chance is None or 0 <= expected.chance <= 1
    assert expected.chance is None or "%" in words
