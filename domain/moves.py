"""Legal moves: from which states something can happen to a request, a cycle or an action, and what it is then."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from domain.errors import IllegalMove

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)

Moves = Mapping[Step, tuple[frozenset[State], State | None]]
"""For each move the states it is legal in, and the state after it; None where the state stays."""


def moved(noun: str, moves: Moves[Step, State], state: State, step: Step, told: Mapping[State, str]) -> State:
    """The state after a move. Raises IllegalMove, which calls the state by its name in `told`, if it has one there."""
    allowed, after = moves[step]
    if state not in allowed:
        order = list(type(state))
        early = all(order.index(state) < order.index(one) for one in allowed)
        raise IllegalMove(noun, told.get(state, state.value), step.value, early=early)
    return after or state
