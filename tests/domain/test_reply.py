"""What a short reply says."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.number import COMMA, POINT, Numerals
from domain.reply import Figure, Promise, UnclearFigure, Words, read_reply, said_provisional

TODAY = date(2017, 10, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("89.67 more patients than planned", "89.67", "more patients than planned"),
        ("89.67% because of the heat", "89.67", "because of the heat"),
        ("89.67%because", "89.67", "because"),
        ("89.67 per cent, as planned", "89.67", "as planned"),
        ("89.67", "89.67", ""),
        ("  89.67.  ", "89.67", ""),
        ("89.67, up", "89.67", "up"),
        ("89.67 - better", "89.67", "better"),
        ("89.67\nmore patients", "89.67", "more patients"),
        ("1,234 applications", "1234", "applications"),
        ("1 234 applications", "1234", "applications"),
        ("89.67 350 more than last month", "89.67", "350 more than last month"),
        ("\u22123.5 million", "-3.5", "million"),
        ("0", "0", ""),
        ("89 junior doctors more", "89", "junior doctors more"),
        ("89 may still be revised", "89", "may still be revised"),
        ("72 Friday's strike", "72", "Friday's strike"),
    ],
)
def test_a_number_at_the_start_is_the_figure_and_the_rest_its_sentence(text: str, value: str, words: str) -> None:
    unit = "%" if "%" in text or "per cent" in text else ""
    assert read_reply(text, POINT, TODAY) == Figure(Decimal(value), words, unit=unit)


@pytest.mark.parametrize(
    "text",
    [
        "13513/17289 fewer beds",
        "13,513 / 17,289: fewer beds",
        "13\u00a0513/17,289 fewer beds",
        "13513 out of 17289, fewer beds",
    ],
)
def test_a_part_and_a_whole_are_the_two_numbers(text: str) -> None:
    assert read_reply(text, POINT, TODAY) == Figure(None, "fewer beds", Decimal(13513), Decimal(17289))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday", date(2017, 10, 12)),
        ("thu", date(2017, 10, 12)),
        ("on Thursday", date(2017, 10, 12)),
        ("by Friday.", date(2017, 10, 13)),
        ("next Thursday!", date(2017, 10, 12)),
        ("weds", date(2017, 10, 11)),
        ("Not out yet, Thursday", date(2017, 10, 12)),
        ("not ready until Thursday please", date(2017, 10, 12)),
        ("Tuesday", date(2017, 10, 17)),
        ("today", date(2017, 10, 10)),
        ("Tomorrow", date(2017, 10, 11)),
        ("12 Oct", date(2017, 10, 12)),
        ("by 12th of October", date(2017, 10, 12)),
        ("Thu 12 October 2017", date(2017, 10, 12)),
        ("Oct 12", date(2017, 10, 12)),
        ("October 12th, 2017", date(2017, 10, 12)),
        ("10 Oct", date(2017, 10, 10)),
        ("9 Oct", date(2018, 10, 9)),
        ("29 Feb", date(2020, 2, 29)),
        ("2017-10-12", date(2017, 10, 12)),
    ],
)
def test_a_day_and_nothing_else_is_a_promise(text: str, day: date) -> None:
    assert read_reply(text, POINT, TODAY) == Promise(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the laptop broke",
        "Thursday was a strike day",
        "th",
        "30 Feb 2018",
        "12 October at noon",
        "10 am",
        "10:30",
        "85-90",
        "12/10/2017",
        "2017-10-12 or later",
        "4th",
        "5m",
        "1.2.3",
        "...",
        "-",
        "%",
        "9" * 20,
    ],
)
def test_anything_else_is_words(text: str) -> None:
    assert read_reply(text, POINT, TODAY) == Words(text)


def test_a_number_that_can_be_read_in_two_ways_is_asked_about_and_keeps_its_sentence() -> None:
    asked = read_reply("92,4 more patients", POINT, TODAY)
    assert isinstance(asked, UnclearFigure)
    assert (asked.readings, asked.words) == ((Decimal("92.4"),), "more patients")
    assert "Did you mean 92.4?" in str(asked)
    pair = read_reply("1,234/2000 fewer", COMMA, TODAY)
    assert isinstance(pair, UnclearFigure)
    assert (pair.readings, pair.words) == ((Decimal("1.234"), Decimal(1234)), "fewer")


def test_a_decimal_comma_is_read_by_whoever_writes_one() -> None:
    assert read_reply("92,4 mehr", COMMA, TODAY) == Figure(Decimal("92.4"), "mehr")


@given(st.text(max_size=40), st.sampled_from([POINT, COMMA]), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_reply_is_read_without_an_error(text: str, numerals: Numerals, today: date) -> None:
    assert isinstance(read_reply(text, numerals, today), Figure | Promise | UnclearFigure | Words)


@given(st.text(alphabet="0123456789.,'/%- \u00a0", max_size=14))
def test_any_digits_are_read_without_an_error(text: str) -> None:
    for numerals in (POINT, COMMA):
        assert isinstance(read_reply(text, numerals, TODAY), Figure | UnclearFigure | Words | Promise)


def test_a_figure_may_be_said_to_be_provisional() -> None:
    assert said_provisional("Provisional: two sites are missing")
    assert not said_provisional("fewer sites than the provisional list has")
    assert not said_provisional("")
