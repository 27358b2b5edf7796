"""Numbers as people write them: read in their own way, asked about when two ways make sense, never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.number import COMMA, POINT, Numerals, Unclear, read_number, rounded, split_unit, written

FRENCH = Numerals(",", "\u202f")
SWISS = Numerals(".", "\u2019")
NUMBERS = st.decimals(-(10**9), 10**9, places=2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("89.67", "89.67"),
        ("89.67%", "89.67"),
        (" 89.67 % ", "89.67"),
        ("1,234", "1234"),
        ("1,234,567.5", "1234567.5"),
        ("1 234", "1234"),
        ("1'234", "1234"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("1\u2019234", "1234"),
        ("-3.5", "-3.5"),
        ("\u22123.5", "-3.5"),
        ("+0.5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0", "0"),
    ],
)
def test_a_number_written_with_a_point_is_read(text: str, value: str) -> None:
    assert read_number(text, POINT) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("92,4", "92.4"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("92.4", "92.4"),
        ("1,234.56", "1234.56"),
        ("1234", "1234"),
    ],
)
def test_whoever_writes_a_comma_is_understood_with_a_point_too(text: str, value: str) -> None:
    assert read_number(text, COMMA) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "numerals", "readings"),
    [
        ("92,4", POINT, ["92.4"]),
        ("1.234,56", POINT, ["1234.56"]),
        ("1,234", COMMA, ["1.234", "1234"]),
        ("1.234", COMMA, ["1234", "1.234"]),
        ("1,234", FRENCH, ["1.234", "1234"]),
        ("1,234", SWISS, ["1234", "1.234"]),
    ],
)
def test_a_number_that_two_people_would_read_differently_is_asked_about(
    text: str, numerals: Numerals, readings: list[str]
) -> None:
    with pytest.raises(Unclear) as unclear:
        read_number(text, numerals)
    assert unclear.value.text == text
    assert unclear.value.readings == tuple(Decimal(one) for one in readings)
    assert f"Did you mean {' or '.join(readings)}?" in str(unclear.value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "%", "-", ".", "NaN", "Infinity", "1e5", "abc", "12 5", "1 23", "1,2,3", "12.3.4", "£5", "5%%", "- 5"],
)
@pytest.mark.parametrize("numerals", [POINT, COMMA, FRENCH, SWISS])
def test_what_is_no_number_is_refused_with_an_example(text: str, numerals: Numerals) -> None:
    with pytest.raises(Refused) as refusal:
        read_number(text, numerals)
    assert refusal.value.field == "value"
    assert "is not a number" in refusal.value.problem
    assert "89.67" in refusal.value.mend


def test_an_empty_box_is_told_by_name() -> None:
    with pytest.raises(Refused, match="“nothing” is not a number"):
        read_number(" ", POINT)


def test_more_digits_than_anything_here_has_are_refused() -> None:
    assert read_number("9" * 15, POINT) == Decimal("9" * 15)
    with pytest.raises(Refused, match="too many digits"):
        read_number("9" * 16, POINT)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("13513", 0, "13,513"),
        ("89.67", 2, "89.67"),
        ("90", 2, "90.00"),
        ("-0.081666", 2, "-0.08"),
        ("-0.001", 2, "0.00"),
    ],
)
def test_a_number_is_printed_with_its_decimals(value: str, decimals: int, text: str) -> None:
    assert written(Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("0.888", "+0.89"), ("-0.0816", "-0.08"), ("0.001", "0.00"), ("1234", "+1,234.00")]
)
def test_a_signed_number_shows_which_way_it_went(value: str, text: str) -> None:
    assert written(Decimal(value), 2, signed=True) == text


@pytest.mark.parametrize(
    ("value", "result"), [("0.5", "1"), ("-0.5", "-1"), ("1.5", "2"), ("2.5", "3"), ("2.4999", "2")]
)
def test_a_half_is_rounded_away_from_zero(value: str, result: str) -> None:
    assert rounded(Decimal(value), 0) == Decimal(result)


@given(NUMBERS)
def test_what_is_printed_reads_as_the_same_number(value: Decimal) -> None:
    assert read_number(written(value, 2), POINT) == value


@given(st.text(max_size=30), st.sampled_from([POINT, COMMA, FRENCH, SWISS]))
def test_any_text_is_a_finite_number_or_refused_or_asked_about(text: str, numerals: Numerals) -> None:
    try:
        value = read_number(text, numerals)
    except (Refused, Unclear):
        return
    assert value.is_finite()


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("89.67", "89.67", ""),
        ("89.67%", "89.67", "%"),
        (" 89.67 % ", "89.67", "%"),
        ("89,67 per cent", "89,67", "%"),
        ("89.67 percent", "89.67", "%"),
        ("89.67pct.", "89.67", "%"),
        ("1 234 applications", "1 234", "applications"),
        ("5. days", "5.", "days"),
        ("12 full-time posts", "12", "full-time posts"),
        ("1e5", "1e5", ""),
        ("12 5", "12 5", ""),
        ("4th of 12", "4th of 12", ""),
        ("abc", "abc", ""),
        ("%", "%", ""),
        ("", "", ""),
    ],
)
def test_a_unit_behind_a_number_is_told_apart(text: str, number: str, unit: str) -> None:
    assert split_unit(text) == (number, unit)
