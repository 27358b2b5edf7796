"""A request's life: every move from every state, and when its person may be reminded."""

from datetime import date

import pytest

from domain.errors import IllegalMove
from domain.request import Move, RequestState, move

S = RequestState
WAITING = {S.SENT, S.PROMISED, S.QUERIED}
LEGAL: dict[Move, dict[RequestState, RequestState]] = {
    Move.SEND: {S.SCHEDULED: S.SENT},
    Move.PROMISE: dict.fromkeys(WAITING, S.PROMISED),
    Move.ANSWER: dict.fromkeys(WAITING | {S.ANSWERED, S.ACCEPTED, S.LAPSED}, S.ANSWERED),
    Move.QUERY: {S.ANSWERED: S.QUERIED, S.ACCEPTED: S.QUERIED},
    Move.ACCEPT: {S.ANSWERED: S.ACCEPTED},
    Move.DELEGATE: dict.fromkeys(WAITING | {S.SCHEDULED, S.DISOWNED}, S.DELEGATED),
    Move.DISOWN: dict.fromkeys(WAITING, S.DISOWNED),
    Move.LAPSE: dict.fromkeys(WAITING | {S.SCHEDULED}, S.LAPSED),
    Move.WAIVE: dict.fromkeys(WAITING | {S.SCHEDULED, S.LAPSED}, S.WAIVED),
    Move.ASK_AGAIN: dict.fromkeys({S.DELEGATED, S.DISOWNED, S.LAPSED, S.WAIVED}, S.SENT),
}
TODAY = date(2017, 10, 10)


@pytest.mark.parametrize("step", Move)
@pytest.mark.parametrize("state", S)
def test_a_move_leads_on_or_is_refused(state: RequestState, step: Move) -> None:
    after = LEGAL[step].get(state)
    if after is not None:
        assert move(state, step) is after
        return
    with pytest.raises(IllegalMove, match="so there is nothing to"):
        move(state, step)


def test_a_request_is_open_while_an_answer_is_waited_for() -> None:
    assert {state for state in S if state.is_open} == WAITING


def test_too_late_and_too_early_read_differently() -> None:
    with pytest.raises(IllegalMove) as late:
        move(S.LAPSED, Move.PROMISE)
    assert str(late.value) == "This request is past its freeze already, so there is nothing to promise."
    with pytest.raises(IllegalMove) as early:
        move(S.SENT, Move.ACCEPT)
    assert str(early.value) == "This request is still sent, so there is nothing to accept yet."
