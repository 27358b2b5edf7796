"""The lanes: one row a conversation, and one a method that Slack limits (limits.py). Whoever holds one sends its next.

Message rows are never claimed by themselves: that let replies overtake their parents.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    FromClause,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.facts.records import MessageRow
from bot.store import limits
from bot.store.rows import constant, insert_if_absent, latest_of
from bot.store.tables import lane, message, surface
from bot.store.types import Instant
from bot.store.unit import Work

PLANNED: Final = "planned"
CLAIMED: Final = "claimed"
DOUBTFUL: Final = "doubtful"
SENT: Final = "sent"
HOLDING: Final = (DOUBTFUL, CLAIMED)  # such a message holds its lane until it is settled

_parent = message.alias("parent")
_holder = message.alias("holder")


def claim_lane(work: Work, now: datetime, *, token: str, lease: timedelta) -> MessageRow | None:
    """Hold a free lane with something to send, until `now + lease`, and get its first message that may go.

    The most urgent over all free lanes comes first: by priority, then not_before, then id. A message whose
    outcome nobody knows comes back as doubtful; until it is settled nothing else of its lane does.
    """
    passed: set[str] = set()
    while (key := _lane_with_work(work, now, passed)) is not None:
        if _take(work, key, now, token, now + lease):
            # asked again under the lock: the last holder may have sent what was seen before it
            found = _first_message(work, key, now)
            if found is not None:
                return found
            _let_go(work, key, token)
        passed.add(key)
    return None


def release_lane(work: Work, key: str, token: str, next_at: datetime) -> bool:
    """Let others have the lane from `next_at` on. False when it is no longer ours."""
    return _let_go(work, key, token, next_at=next_at)


def ensure_lane(work: Work, key: str) -> None:
    insert_if_absent(work, lane, key=key, next_at=work.now)


@cache
def unsettled() -> ColumnElement[bool]:
    """Still to go, or to be looked up: in the words of the index over just these (`tables.UNSETTLED`)."""
    return message.c.state.in_([constant(state) for state in (PLANNED, CLAIMED, DOUBTFUL)])


@cache
def posted() -> ColumnElement[bool]:
    """Of a surface: its message is there to be edited."""
    return _state_of(message, surface.c.message_id) == constant(SENT)


def message_of(row: Any) -> MessageRow:
    values = {name: row[name] for name in MessageRow.__dataclass_fields__}
    return MessageRow(**values | {"carried": tuple(row["carried"])})


def _state_of(table: FromClause, message_id: ColumnElement[int]) -> ScalarSelect[str]:
    """A message's, looked up by its number row by row: PostgreSQL makes of a join a walk through all messages ever."""
    return select(table.c.state).where(table.c.id == message_id).scalar_subquery()


@cache
def _waiting() -> FromClause:
    return message.join(lane, lane.c.key == message.c.lane)


@cache
def _in_turn() -> ColumnElement[bool]:
    """Tried and unsettled; or planned, its parent sent, and nothing unsettled in its lane."""
    held = exists().where(_holder.c.lane == message.c.lane, _holder.c.state.in_([constant(state) for state in HOLDING]))
    parent_sent = or_(message.c.parent.is_(None), _state_of(_parent, message.c.parent) == constant(SENT))
    planned = and_(message.c.state == constant(PLANNED), parent_sent, ~held)
    return and_(unsettled(), or_(message.c.state != constant(PLANNED), planned))


def _free() -> ColumnElement[bool]:
    now = bindparam("now", type_=Instant)
    return and_(lane.c.next_at <= now, or_(lane.c.lease.is_(None), lane.c.lease <= now))


def _lane_with_work(work: Work, now: datetime, passed: Collection[str]) -> str | None:
    if not passed:
        return work.conn.execute(_next_lane(), {"now": now}).scalar_one_or_none()
    query = _next_lane().where(lane.c.key.not_in(passed))
    return work.conn.execute(query, {"now": now}).scalar_one_or_none()


@cache
def _next_lane() -> Select[Any]:
    return _first_in_turn(lane.c.key).where(_free()).with_for_update(of=lane, skip_locked=True)


@cache
def _first_of_lane() -> Select[Any]:
    return _first_in_turn(message).where(lane.c.key == bindparam("lane_key"))


def _first_in_turn(what: Any) -> Select[Any]:
    """Of what may go now, the most urgent."""
    go = and_(_in_turn(), message.c.not_before <= bindparam("now", type_=Instant))
    first = select(what).select_from(_waiting()).where(go)
    return first.order_by(message.c.priority, message.c.not_before, message.c.id).limit(1)


def _first_message(work: Work, key: str, now: datetime) -> MessageRow | None:
    row = work.conn.execute(_first_of_lane(), {"now": now, "lane_key": key}).mappings().first()
    if row is None:
        return None
    if row["state"] != CLAIMED:
        return message_of(row)
    # whoever claimed it is gone, and whether it was posted is unknown
    statement = update(message).where(message.c.id == row["id"]).values(state=DOUBTFUL).returning(message)
    return message_of(work.conn.execute(statement).mappings().one())


def _take(work: Work, key: str, now: datetime, token: str, until: datetime) -> bool:
    values = {"lane_key": key, "now": now, "token": token, "lease": until}
    return work.conn.execute(_taking(), values).first() is not None


@cache
def _taking() -> Executable:
    return update(lane).where(lane.c.key == bindparam("lane_key"), _free()).returning(lane.c.key)


def _let_go(work: Work, key: str, token: str, **values: datetime) -> bool:
    given = {"lane_key": key, "holder": token, "lease": None, "token": None, **values}
    return work.conn.execute(_letting_go(), given).first() is not None


@cache
def _letting_go() -> Executable:
    mine = and_(lane.c.key == bindparam("lane_key"), lane.c.token == bindparam("holder"))
    return update(lane).where(mine).returning(lane.c.key)


def earliest_asked(dialect: str) -> tuple[Select[Any], ...]:
    """The workspace's turns at posts and at edits; the earliest message; the earliest edit."""
    posts, edits = (
        select(lane.c.next_at).where(lane.c.key == constant(method)) for method in (limits.POSTS, limits.EDITS)
    )
    return posts, edits, _earliest_message(dialect), _earliest_surface(dialect)


@cache
def _earliest_message(dialect: str) -> Any:
    free = func.coalesce(lane.c.lease, lane.c.next_at)
    may_go = latest_of(dialect, message.c.not_before, lane.c.next_at, free)
    return select(func.min(may_go, type_=Instant)).select_from(_waiting()).where(_in_turn())


@cache
def _earliest_surface(dialect: str) -> Any:
    free = func.coalesce(surface.c.lease, surface.c.next_at)
    may_go = latest_of(dialect, surface.c.next_at, free)
    stale = and_(surface.c.wanted > surface.c.shown, posted())
    return select(func.min(may_go, type_=Instant)).where(stale)
