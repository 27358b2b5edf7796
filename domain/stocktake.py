"""The stocktake's cycle: its states, and its days counted in working days from the meeting (DOMAIN 6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.errors import Refused
from domain.moves import Moves, moved
from domain.period import Frequency, Lag, Period, latest_due
from domain.period_calendar import Calendar
from domain.workdays import Workdays


class CycleState(StrEnum):
    PLANNED = "planned"
    REQUESTING = "requesting"
    CHECKING = "checking"
    DRAFTED = "drafted"
    FROZEN = "frozen"
    HELD = "held"
    POSTED = "posted"
    FOLLOWING_UP = "following up"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What can happen to a cycle; the value completes "there is nothing to ..."."""

    REQUEST = "request"
    CHECK = "check"
    DRAFT = "draft"
    FREEZE = "freeze"
    HOLD = "hold"
    POST = "post"
    FOLLOW_UP = "follow up"
    CLOSE = "close"
    RESCHEDULE = "move"
    POSTPONE = "postpone"
    CANCEL = "call off"


_S = CycleState
_BEFORE: Final = frozenset({_S.PLANNED, _S.REQUESTING, _S.CHECKING, _S.DRAFTED})
_MOVES: Final[Moves[Move, CycleState]] = {
    Move.REQUEST: (frozenset({_S.PLANNED}), _S.REQUESTING),
    Move.CHECK: (frozenset({_S.REQUESTING}), _S.CHECKING),
    Move.DRAFT: (frozenset({_S.REQUESTING, _S.CHECKING}), _S.DRAFTED),
    Move.FREEZE: (_BEFORE, _S.FROZEN),
    Move.HOLD: (frozenset({_S.FROZEN}), _S.HELD),
    Move.POST: (frozenset({_S.HELD}), _S.POSTED),
    Move.FOLLOW_UP: (frozenset({_S.POSTED}), _S.FOLLOWING_UP),
    Move.CLOSE: (frozenset({_S.POSTED, _S.FOLLOWING_UP}), _S.CLOSED),
    # Moved before it was held, it is prepared anew: what is frozen thaws, what nobody was asked for stays planned.
    Move.RESCHEDULE: (_BEFORE | {_S.FROZEN}, None),
    Move.POSTPONE: (_BEFORE | {_S.FROZEN}, _S.POSTPONED),
    Move.CANCEL: (_BEFORE | {_S.FROZEN, _S.POSTPONED}, _S.CANCELLED),
}


def move(state: CycleState, step: Move) -> CycleState:
    """The state after a move. Raises IllegalMove."""
    after = moved("stocktake", _MOVES, state, step, {})
    thaws = step is Move.RESCHEDULE and state is not _S.PLANNED
    return _S.REQUESTING if thaws else after


@dataclass(frozen=True)
class LeadTimes:
    """Working days before the meeting at which each step comes; `post` and `silence` are counted after it.

    Raises Refused for steps out of order.
    """

    open: int = 20
    request: int = 15
    remind: int = 12
    due: int = 10
    rate: int = 6
    draft: int = 5
    lines: int = 4
    freeze: int = 3
    post: int = 1
    silence: int = 3

    def __post_init__(self) -> None:
        steps = (self.open, self.request, self.remind, self.due, self.rate, self.draft, self.lines, self.freeze)
        if list(steps) != sorted(steps, reverse=True) or steps[-1] < 1 or not 1 <= self.post <= self.silence:
            problem = "The steps of a cycle come in their order, before the meeting; the post after it."
            raise Refused("lead_times", problem, "Correct the working days of the steps.")


PRESETS: Final = {
    "weekly": LeadTimes(4, 4, 3, 2, 2, 1, 1, 1),
    "fortnightly": LeadTimes(8, 7, 5, 4, 3, 2, 2, 1),
    "monthly": LeadTimes(15, 12, 10, 8, 6, 5, 4, 3),
    "two-monthly": LeadTimes(),
    "quarterly": LeadTimes(),
}


@dataclass(frozen=True)
class Timeline:
    """The days of one cycle."""

    meeting: date
    open: date
    request: date
    remind: date
    due: date
    rate: date
    draft: date
    lines: date
    freeze: date
    post: date
    silence: date


def timeline(meeting: date, lead: LeadTimes, workdays: Workdays) -> Timeline:
    """The days of the cycle that ends in a meeting on this day."""

    def before(days: int) -> date:
        return workdays.shift(meeting, -days)

    return Timeline(
        meeting=meeting,
        open=before(lead.open),
        request=before(lead.request),
        remind=before(lead.remind),
        due=before(lead.due),
        rate=before(lead.rate),
        draft=before(lead.draft),
        lines=before(lead.lines),
        freeze=before(lead.freeze),
        post=workdays.shift(meeting, lead.post),
        silence=workdays.shift(meeting, lead.silence),
    )


def period_asked(calendar: Calendar | Frequency, lag: Lag, line: Timeline, workdays: Workdays) -> Period:
    """The latest period whose end + publication lag falls by T-4."""
    return latest_due(calendar, lag, line.lines, workdays)


def figure_due(period: Period, lag: Lag, line: Timeline, workdays: Workdays) -> date:
    """The later of T-10 and period end + lag."""
    return max(line.due, lag.due(period, workdays))
