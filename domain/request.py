"""A request: one person, one period. Its states and its legal moves (DOMAIN 3)."""

from enum import StrEnum
from typing import Final

from domain.moves import Moves, moved


class RequestState(StrEnum):
    SCHEDULED = "scheduled"
    SENT = "sent"
    PROMISED = "promised"
    ANSWERED = "answered"
    QUERIED = "queried"
    ACCEPTED = "accepted"
    DELEGATED = "delegated"
    DISOWNED = "disowned"
    LAPSED = "lapsed"
    WAIVED = "waived"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still being waited for."""
        return self in _OPEN


class Move(StrEnum):
    """What can happen to a request; the value completes "there is nothing to ..."."""

    SEND = "send"
    PROMISE = "promise"
    ANSWER = "answer"
    QUERY = "query"
    ACCEPT = "accept"
    DELEGATE = "give away"
    DISOWN = "hand back"
    LAPSE = "let lapse"
    WAIVE = "waive"
    ASK_AGAIN = "ask again"


_S = RequestState
_OPEN: Final = frozenset({_S.SENT, _S.PROMISED, _S.QUERIED})
_GIVEN: Final = frozenset({_S.ANSWERED, _S.ACCEPTED})
_MOVES: Final[Moves[Move, RequestState]] = {
    Move.SEND: (frozenset({_S.SCHEDULED}), _S.SENT),
    Move.PROMISE: (_OPEN, _S.PROMISED),
    # A correction is an answer to an answered request; one after the freeze is kept, late.
    Move.ANSWER: (_OPEN | _GIVEN | {_S.LAPSED}, _S.ANSWERED),
    Move.QUERY: (_GIVEN, _S.QUERIED),
    Move.ACCEPT: (frozenset({_S.ANSWERED}), _S.ACCEPTED),
    # What was handed back is given on by staff.
    Move.DELEGATE: (_OPEN | {_S.SCHEDULED, _S.DISOWNED}, _S.DELEGATED),
    Move.DISOWN: (_OPEN, _S.DISOWNED),
    Move.LAPSE: (_OPEN | {_S.SCHEDULED}, _S.LAPSED),
    # It came back to somebody who gave it away or handed it back, or its stocktake was moved.
    Move.ASK_AGAIN: (frozenset({_S.DELEGATED, _S.DISOWNED, _S.LAPSED, _S.WAIVED}), _S.SENT),
    Move.WAIVE: (_OPEN | {_S.SCHEDULED, _S.LAPSED}, _S.WAIVED),
}
_TOLD: Final = {
    _S.DELEGATED: "with somebody else",
    _S.DISOWNED: "with the delivery unit",
    _S.LAPSED: "past its freeze",
}


def move(state: RequestState, step: Move) -> RequestState:
    """The state after a move. Raises IllegalMove."""
    return moved("request", _MOVES, state, step, _TOLD)
