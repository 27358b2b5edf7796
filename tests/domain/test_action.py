"""An agreed action's life, and the gate a summary must pass."""

from datetime import date, timedelta

import pytest

from domain.action import ActionState, Move, check_text, gate, is_overdue, move
from domain.assessment import Likelihood
from domain.errors import IllegalMove, Refused
from domain.status import Status

S = ActionState
LIVE = {S.PROPOSED, S.OPEN, S.BLOCKED}
LEGAL: dict[Move, dict[ActionState, ActionState]] = {
    Move.ACCEPT: {S.PROPOSED: S.OPEN},
    Move.SILENCE: {S.PROPOSED: S.OPEN},
    Move.CLAIM: dict.fromkeys(LIVE, S.DONE_CLAIMED),
    Move.CLOSE: {S.DONE_CLAIMED: S.CLOSED},
    Move.SEND_BACK: {S.DONE_CLAIMED: S.OPEN},
    Move.BLOCK: dict.fromkeys({S.PROPOSED, S.OPEN}, S.BLOCKED),
    Move.UNBLOCK: {S.BLOCKED: S.OPEN},
    Move.DROP: dict.fromkeys(LIVE | {S.DONE_CLAIMED}, S.DROPPED),
    Move.SUPERSEDE: dict.fromkeys(LIVE | {S.DONE_CLAIMED}, S.SUPERSEDED),
    Move.RESCHEDULE: {state: state for state in LIVE},
}
TODAY = date(2017, 10, 19)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize("step", Move)
@pytest.mark.parametrize("state", S)
def test_a_move_leads_on_or_is_refused(state: ActionState, step: Move) -> None:
    after = LEGAL[step].get(state)
    if after is not None:
        assert move(state, step) is after
        return
    with pytest.raises(IllegalMove, match="so there is nothing to"):
        move(state, step)


def test_closing_what_nobody_reported_as_done_comes_too_early() -> None:
    with pytest.raises(IllegalMove) as early:
        move(S.OPEN, Move.CLOSE)
    assert str(early.value) == "This action is still open, so there is nothing to close yet."
    with pytest.raises(IllegalMove) as twice:
        move(S.DONE_CLAIMED, Move.CLAIM)
    assert str(twice.value) == "This action is reported as done already, so there is nothing to report as done."


def test_what_is_claimed_done_is_not_overdue_and_the_due_day_is_in_time() -> None:
    assert {state for state in S if is_overdue(state, YESTERDAY, TODAY)} == LIVE
    assert not any(is_overdue(state, TODAY, TODAY) for state in S)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 3001])
def test_an_action_without_words_or_with_too_many_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_text(text)
    assert refusal.value.field == "text"


def test_an_action_may_be_as_long_as_a_box() -> None:
    check_text("x" * 3000)


def blocked(status: Status, likelihood: Likelihood | None = None) -> str | None:
    return gate(status, likelihood, (), TODAY, None)


def test_a_summary_that_tells_of_trouble_needs_an_action() -> None:
    assert {status for status in Status if blocked(status)} == {
        Status.BEHIND,
        Status.FAR_BEHIND,
        Status.NO_DATA,
        Status.STALE,
        Status.UNRATED,
    }
    assert {one for one in Likelihood if blocked(Status.ON_TRAJECTORY, one)} == {Likelihood.AMBER_RED, Likelihood.RED}


def test_the_gate_names_the_trouble() -> None:
    assert blocked(Status.BEHIND) == "This priority is behind, and no open action is still in time."
    assert blocked(Status.NO_DATA) == "This priority has no data, and no open action is still in time."
    assert blocked(Status.SLIGHTLY_BEHIND, Likelihood.RED) == (
        "This priority is rated red, and no open action is still in time."
    )


def test_only_an_unfinished_action_that_is_not_past_due_opens_the_gate() -> None:
    def opens(state: ActionState, due: date) -> bool:
        return gate(Status.BEHIND, None, [(S.CLOSED, TODAY), (state, due)], TODAY, None) is None

    assert {state for state in S if opens(state, TODAY)} == LIVE | {S.DONE_CLAIMED}
    assert not any(opens(state, YESTERDAY) for state in S)


def test_a_recorded_reason_opens_the_gate_and_an_empty_one_does_not() -> None:
    assert gate(Status.STALE, None, (), TODAY, "The source moves to a new system in November.") is None
    assert gate(Status.STALE, None, (), TODAY, "  ") is not None
