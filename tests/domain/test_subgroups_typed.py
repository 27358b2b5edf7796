"""The figures of subgroups as they are typed or pasted."""

from decimal import Decimal

import pytest

from domain.errors import Refused
from domain.number import COMMA, POINT
from domain.subgroups import Subgroup, Subgroups
from domain.subgroups_typed import read_lines
from tests.domain.builders import indicator

KNOWN = Subgroups("hospitals", ("North", "Northtown", "St. Anne's", "Ward 7"))
SHARE = indicator(decimals=1, low=Decimal(0), high=Decimal(100))


def read(text: str) -> list[tuple[str, str]]:
    return [(one.name, str(one.value)) for one in read_lines(text, KNOWN, SHARE, POINT)]


def test_a_line_is_a_name_and_its_number_however_they_are_set_apart() -> None:
    told = "Northtown: 88.1\nnorth\t91 %\nSt. Anne's = 77.25\n\nWARD 7 66"
    assert read(told) == [("Northtown", "88.1"), ("North", "91"), ("St. Anne's", "77.25"), ("Ward 7", "66")]


def test_a_name_alone_says_nothing_so_that_all_may_stand_there_before() -> None:
    assert read("North:\nNorthtown: 88.1\nSt. Anne's:") == [("Northtown", "88.1")]
    assert read("") == []


def test_numbers_are_read_as_their_writer_writes_them() -> None:
    assert read_lines("North 88,1", KNOWN, SHARE, COMMA) == (Subgroup("North", Decimal("88.1")),)
    debt = indicator(decimals=0, low=None, high=None)
    assert read_lines("North: -3", KNOWN, debt, POINT) == (Subgroup("North", Decimal(-3)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Southtown: 88.1", "“Southtown: 88.1” begins with no name I know."),
        ("Northern 88.1", "“Northern 88.1” begins with no name I know."),
        ("North 88.1\nNORTH 89", "“North” stands twice."),
        ("North 881", "North: 881 is out of range, 0 to 100."),
        ("North 88.1 patients", "North: “patients” is not the unit."),
        ("North soon", "North: “soon” is not a number."),
        ("North 88,1", "North: “88,1” is not clear."),
        ("North nan", "North: “nan” is not a number."),
    ],
)
def test_what_cannot_be_meant_is_told_with_the_name_it_belongs_to(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert str(refused.value).startswith(said)
