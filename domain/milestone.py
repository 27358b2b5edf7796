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


def kept(
    state: MilestoneState, due: date, told_on: date | None, promised: date, today: date, *, asked: bool
) -> bool | None:
    """Whether it was done by `promised`, its date once; None while nobody can know.

    `due` is its date now and `told_on` the day of the last report. Its owner is asked about it at stocktakes, so a
    date that has passed is known to be missed only once they were `asked` since: a first report after it that says
    done, with no later date in between, is believed to be of its time. One that was dropped was not done.
    """
    if state is _S.DONE:
        return due == promised or (told_on is not None and told_on <= promised)
    if today <= promised:
        return None
    if due != promised or state is _S.DROPPED or asked:
        return False
    return None


def falls_due(state: MilestoneState, due: date, meeting: date) -> bool:
    """Whether it is asked about for the stocktake of that day: due by then, and still open."""
    return state in _OPEN and due <= meeting
