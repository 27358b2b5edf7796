"""An agreed action: its states, its legal moves, and the gate that asks for one (DOMAIN 3 and 6)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from domain.assessment import Likelihood
from domain.errors import Refused
from domain.moves import Moves, moved
from domain.status import Status

LONGEST: Final = 3000  # characters


class ActionKind(StrEnum):
    """Agreed in the room, or asked for by an owner who needs help; both are chased alike (DOMAIN 3)."""

    ACTION = "action"
    ASK = "ask"


class ActionState(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    DONE_CLAIMED = "done claimed"
    CLOSED = "closed"
    BLOCKED = "blocked"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"


class Move(StrEnum):
    """What can happen to an action; the value completes "there is nothing to ..."."""

    ACCEPT = "accept"
    SILENCE = "note as agreed"  # no word by T+3 counts as agreed in the room
    CLAIM = "report as done"
    CLOSE = "close"
    SEND_BACK = "send back"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DROP = "drop"
    SUPERSEDE = "supersede"
    RESCHEDULE = "move"


_S = ActionState
_LIVE: Final = frozenset({_S.PROPOSED, _S.OPEN, _S.BLOCKED})
_MOVES: Final[Moves[Move, ActionState]] = {
    Move.ACCEPT: (frozenset({_S.PROPOSED}), _S.OPEN),
    Move.SILENCE: (frozenset({_S.PROPOSED}), _S.OPEN),
    Move.CLAIM: (_LIVE, _S.DONE_CLAIMED),
    Move.CLOSE: (frozenset({_S.DONE_CLAIMED}), _S.CLOSED),
    Move.SEND_BACK: (frozenset({_S.DONE_CLAIMED}), _S.OPEN),
    Move.BLOCK: (frozenset({_S.PROPOSED, _S.OPEN}), _S.BLOCKED),
    Move.UNBLOCK: (frozenset({_S.BLOCKED}), _S.OPEN),
    Move.DROP: (_LIVE | {_S.DONE_CLAIMED}, _S.DROPPED),
    Move.SUPERSEDE: (_LIVE | {_S.DONE_CLAIMED}, _S.SUPERSEDED),
    Move.RESCHEDULE: (_LIVE, None),  # the state stays
}
_TOLD: Final = {_S.DONE_CLAIMED: "reported as done"}
UNFINISHED: Final = frozenset({_S.PROPOSED, _S.OPEN, _S.BLOCKED, _S.DONE_CLAIMED})


def move(state: ActionState, step: Move) -> ActionState:
    """The state after a move. Raises IllegalMove."""
    return moved("action", _MOVES, state, step, _TOLD)


def is_overdue(state: ActionState, due: date, today: date) -> bool:
    """Derived from the date, never stored. What its owner says is done waits for staff, not for its owner."""
    return state in _LIVE and due < today


def check_text(text: str) -> None:
    """Raises Refused for an action without words, or with too many."""
    if not text.strip():
        raise Refused("text", "The action has no text.", "Start with a verb: “Agree ...”, “Open ...”.")
    if len(text) > LONGEST:
        raise Refused("text", f"The action has {len(text):,} characters.", f"Keep it under {LONGEST:,}.")


def gate(
    status: Status,
    likelihood: Likelihood | None,
    actions: Iterable[tuple[ActionState, date]],
    today: date,
    no_action_because: str | None,
) -> str | None:
    """Why a summary may not go out yet, or None.

    Status behind or far behind, likelihood amber-red or red, no data, stale or unrated needs one open action that is
    not past due, or a recorded "no action because".
    """
    doubtful = likelihood in (Likelihood.AMBER_RED, Likelihood.RED)
    if not (status.needs_action or doubtful) or (no_action_because or "").strip():
        return None
    if any(state in UNFINISHED and due >= today for state, due in actions):
        return None
    cause = f"is {status}" if status.needs_action else f"is rated {likelihood}"
    if status is Status.NO_DATA:
        cause = "has no data"
    return f"This priority {cause}, and no open action is still in time."
