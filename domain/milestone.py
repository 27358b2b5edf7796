"""A milestone: a dated event of a priority, and what its owner says of it when it falls due (DOMAIN 3 and 6)."""

from datetime import date
from enum import StrEnum
from typing import Final

from domain.moves import Moves, moved


class MilestoneState(StrEnum):
    DUE = "due"
    DONE = "done"
    LATE = "late"
    DROPPED = "dropped"


class Move(StrEnum):
    """What its owner can say; the value completes "there is nothing to ..."."""

    DONE = "report as done"
    LATE = "move"
    DROP = "drop"


_S = MilestoneState
_OPEN: Final = frozenset({_S.DUE, _S.LATE})
_MOVES: Final[Moves[Move, MilestoneState]] = {
    Move.DONE: (_OPEN, _S.DONE),
    Move.LATE: (_OPEN, _S.LATE),
    Move.DROP: (_OPEN, _S.DROPPED),
}


def move(state: MilestoneState, step: Move) -> MilestoneState:
    """The state after a move. Raises IllegalMove."""
    return moved("milestone", _MOVES, state, step, {})


def falls_due(state: MilestoneState, due: date, meeting: date) -> bool:
    """Whether it is asked about for the stocktake of that day: due by then, and still open."""
    return state in _OPEN and due <= meeting
