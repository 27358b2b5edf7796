"""A milestone: reported once, or moved; asked about while it is open and due."""

from datetime import date

import pytest

from domain.errors import IllegalMove
from domain.milestone import MilestoneState, Move, falls_due, move

S = MilestoneState
MEETING = date(2017, 10, 18)


def test_what_is_due_can_be_done_late_or_dropped_and_what_is_late_again() -> None:
    for state in (S.DUE, S.LATE):
        assert [move(state, step) for step in Move] == [S.DONE, S.LATE, S.DROPPED]


@pytest.mark.parametrize("state", [S.DONE, S.DROPPED])
@pytest.mark.parametrize("step", Move)
def test_what_is_settled_stays_so_and_says_why(state: MilestoneState, step: Move) -> None:
    with pytest.raises(IllegalMove, match=f"This milestone is {state.value} already"):
        move(state, step)


def test_it_is_asked_about_while_it_is_open_and_due_by_the_meeting() -> None:
    assert falls_due(S.DUE, MEETING, MEETING)
    assert falls_due(S.LATE, date(2017, 9, 1), MEETING)
    assert not falls_due(S.DUE, date(2017, 10, 19), MEETING)
    assert not falls_due(S.DONE, date(2017, 9, 1), MEETING)
