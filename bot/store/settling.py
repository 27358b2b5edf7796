"""The conditional updates by which it is written down what became of a message.

Each is about one message, `message_id`, and changes it only in the states and for the holder that it names.
"""

from functools import cache

from sqlalchemy import ColumnElement, Update, bindparam, case, exists, func, or_, update

from bot.store.lanes import DOUBTFUL, HOLDING, PLANNED
from bot.store.tables import lane as lanes
from bot.store.tables import message
from bot.store.types import Instant


@cache
def _held() -> ColumnElement[bool]:
    return exists().where(lanes.c.key == message.c.lane, lanes.c.token == bindparam("holder"))


@cache
def settling(states: tuple[str, ...]) -> Update:
    """By the lane's holder, of a message in one of these states."""
    return _of_message().where(message.c.state.in_(states), _held())


@cache
def ending(*, held: bool) -> Update:
    """Of one that nobody tried, or else by the lane's holder."""
    untried = message.c.state == PLANNED
    unsent = message.c.state.in_((PLANNED, *HOLDING))
    return _of_message().where(unsent, or_(untried, _held()) if held else untried)


@cache
def claiming() -> Update:
    now = bindparam("now", type_=Instant)
    in_time = exists().where(lanes.c.key == message.c.lane, lanes.c.token == bindparam("holder"), lanes.c.lease > now)
    first_tried = func.coalesce(message.c.first_tried_at, now)
    mine = _of_message().where(message.c.state.in_((PLANNED, DOUBTFUL)), in_time)
    return mine.values(attempts=message.c.attempts + 1, first_tried_at=first_tried)


@cache
def putting_back() -> Update:
    state = case((message.c.state == DOUBTFUL, DOUBTFUL), else_=PLANNED)
    return settling((PLANNED, *HOLDING)).values(state=state)


def _of_message() -> Update:
    return update(message).where(message.c.id == bindparam("message_id")).returning(message.c.id)
