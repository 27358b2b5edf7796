"""An agreed action said in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.one_line import OneLine, read_action

TODAY = date(2017, 10, 18)
WHOLE = "Agree the winter drive @hospitals-director by 27 Oct done when 20 trusts have plans so that beds are free"


def test_a_whole_line_says_what_whose_by_when_and_how_one_sees_it() -> None:
    said = read_action(WHOLE, TODAY)
    assert said == OneLine(
        "Agree the winter drive", "hospitals-director", date(2017, 10, 27), "20 trusts have plans", "beds are free"
    )
    assert said.is_whole


def test_its_parts_may_come_in_another_order() -> None:
    said = read_action("Open 20 beds by Fri 27 Oct 2017 @a.b; so that people move on; done when they are full.", TODAY)
    assert said == OneLine("Open 20 beds", "a.b", date(2017, 10, 27), "they are full", "people move on")


def test_a_by_that_names_no_day_belongs_to_the_text() -> None:
    said = read_action("Cut waits by 20 % <@U123|director>, by Friday. Done when: the list is out", TODAY)
    assert (said.text, said.owner, said.due_on) == ("Cut waits by 20 %", "U123", date(2017, 10, 20))
    assert said.closure_test == "the list is out"
    assert not said.is_whole


@pytest.mark.parametrize("line", ["", "x", "@", "by", "done when", "so that", "@x by 31 Feb do"])
def test_what_is_not_said_stays_empty(line: str) -> None:
    said = read_action(line, TODAY)
    assert not said.is_whole
    assert said.due_on is None


@given(st.text())
def test_no_line_is_an_error(line: str) -> None:
    read_action(line, TODAY)
