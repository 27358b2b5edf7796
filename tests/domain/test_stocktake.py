"""The cycle: its days, its states, the period it asks for."""

from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import IllegalMove, Refused
from domain.period import Frequency, Lag
from domain.stocktake import PRESETS, CycleState, LeadTimes, Move, figure_due, move, period_asked, timeline
from domain.workdays import Workdays
from tests.domain.builders import period

S = CycleState
WORKDAYS = Workdays()
MEETING = date(2017, 10, 18)


def test_the_days_of_the_cycle_are_counted_in_working_days_from_the_meeting() -> None:
    line = timeline(MEETING, LeadTimes(), WORKDAYS)
    assert line.open == date(2017, 9, 20)
    assert line.request == date(2017, 9, 27)
    assert line.remind == date(2017, 10, 2)
    assert line.due == date(2017, 10, 4)
    assert line.rate == date(2017, 10, 10)
    assert line.draft == date(2017, 10, 11)
    assert line.lines == date(2017, 10, 12)
    assert line.freeze == date(2017, 10, 13)
    assert line.meeting == MEETING
    assert line.post == date(2017, 10, 19)


@pytest.mark.parametrize("name", PRESETS)
@given(st.dates(date(2017, 1, 1), date(2030, 1, 1)))
def test_the_days_of_every_preset_come_in_order_on_working_days(name: str, meeting: date) -> None:
    line = timeline(meeting, PRESETS[name], WORKDAYS)
    days = [line.open, line.request, line.remind, line.due, line.rate, line.draft, line.lines, line.freeze]
    assert days == sorted(days)
    assert days[-1] < meeting < line.post
    assert all(WORKDAYS.is_working(day) for day in [*days, line.post])


@pytest.mark.parametrize("name", ["weekly", "fortnightly", "monthly"])
def test_a_cycle_fits_between_two_meetings(name: str) -> None:
    assert PRESETS[name].open + PRESETS[name].post <= {"weekly": 5, "fortnightly": 10, "monthly": 20}[name]


def test_every_preset_of_the_practice_is_there() -> None:
    assert set(PRESETS) == {"weekly", "fortnightly", "monthly", "two-monthly", "quarterly"}
    assert astuple(LeadTimes()) == (20, 15, 12, 10, 6, 5, 4, 3, 1, 3)


@pytest.mark.parametrize("changes", [{"request": 21}, {"freeze": 5}, {"freeze": 0, "lines": 0}, {"post": 0}])
def test_steps_out_of_order_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(Refused, match="in their order"):
        LeadTimes(**changes)


def test_the_period_asked_for_is_the_latest_that_is_out_in_time_for_the_lines() -> None:
    line = timeline(MEETING, LeadTimes(), WORKDAYS)
    assert period_asked(Frequency.MONTH, Lag(10), line, WORKDAYS) == period("Aug 2017"), "13 Oct is too late"
    assert period_asked(Frequency.MONTH, Lag(9), line, WORKDAYS) == period("Sep 2017"), "12 Oct is in time"
    assert period_asked(Frequency.QUARTER, Lag(9), line, WORKDAYS) == period("Q3 2017")
    assert period_asked(Frequency.WEEK, Lag(3), line, WORKDAYS) == period("w/c 2 Oct 2017")


def test_a_figure_is_due_when_it_is_out_and_not_before_the_others() -> None:
    line = timeline(MEETING, LeadTimes(), WORKDAYS)
    assert figure_due(period("Aug 2017"), Lag(7), line, WORKDAYS) == line.due
    assert figure_due(period("Sep 2017"), Lag(7), line, WORKDAYS) == date(2017, 10, 10)


def test_a_cycle_runs_through_its_states() -> None:
    state = S.PLANNED
    steps = [Move.REQUEST, Move.CHECK, Move.DRAFT, Move.FREEZE, Move.HOLD, Move.POST, Move.FOLLOW_UP, Move.CLOSE]
    seen = [state := move(state, step) for step in steps]
    assert seen == [
        S.REQUESTING,
        S.CHECKING,
        S.DRAFTED,
        S.FROZEN,
        S.HELD,
        S.POSTED,
        S.FOLLOWING_UP,
        S.CLOSED,
    ]


def test_a_cycle_can_be_postponed_or_cancelled_only_until_it_is_held() -> None:
    before = {S.PLANNED, S.REQUESTING, S.CHECKING, S.DRAFTED, S.FROZEN}
    for step, legal in ((Move.POSTPONE, before), (Move.CANCEL, before | {S.POSTPONED})):
        for state in set(S) - legal:
            with pytest.raises(IllegalMove):
                move(state, step)
        assert {move(state, step) for state in legal} == {S.POSTPONED if step is Move.POSTPONE else S.CANCELLED}


def test_nothing_happens_to_a_closed_cycle() -> None:
    for step in Move:
        with pytest.raises(IllegalMove, match=f"This stocktake is closed already, so there is nothing to {step}"):
            move(S.CLOSED, step)
