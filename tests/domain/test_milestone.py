"""A milestone: reported once, or moved; asked about while it is open and due."""

from datetime import date

import pytest

from domain.errors import IllegalMove
from domain.milestone import MilestoneState, Move, falls_due, kept, move

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


DATE, TODAY = date(2017, 10, 25), date(2017, 10, 26)


@pytest.mark.parametrize(
    ("state", "due", "told_on", "today", "asked", "expected"),
    [
        (S.DUE, DATE, None, DATE, False, None),
        (S.DONE, DATE, date(2017, 10, 20), date(2017, 10, 21), False, True),
        (S.DONE, DATE, date(2017, 11, 2), date(2017, 11, 3), False, True),  # asked about only then
        (S.LATE, date(2017, 11, 30), date(2017, 10, 20), DATE, False, None),
        (S.LATE, date(2017, 11, 30), date(2017, 10, 20), TODAY, False, False),
        (S.DONE, date(2017, 11, 30), date(2017, 10, 24), DATE, False, True),  # in the old time after all
        (S.DONE, date(2017, 11, 30), date(2017, 10, 26), TODAY, False, False),
        (S.DROPPED, DATE, date(2017, 10, 20), DATE, False, None),
        (S.DROPPED, DATE, date(2017, 10, 20), TODAY, False, False),
        (S.DUE, DATE, None, TODAY, False, None),
        (S.DUE, DATE, None, TODAY, True, False),
    ],
)
def test_whether_a_date_was_kept_is_known_when_it_is_reported_or_was_asked_for(
    state: MilestoneState, due: date, told_on: date | None, today: date, asked: bool, expected: bool | None
) -> None:
    assert kept(state, due, told_on, DATE, today, asked=asked) is expected
