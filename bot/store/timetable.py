"""The timetable: what is to happen, once each, and who has taken it on.

A row's key is the business fact ("remind:12:2017-10-10"). A claim is one conditional update: it is mine when
the row changed. Only the holder of the claim's token may say what became of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Executable, Integer, Select, and_, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.facts.records import DueRow
from bot.store.rows import constant, insert_on
from bot.store.tables import due
from bot.store.types import Instant
from bot.store.unit import Work
from domain.errors import StocktakeError

PENDING: Final = "pending"
DONE: Final = "done"
CANCELLED: Final = "cancelled"
EXPIRED: Final = "expired"


_NOW: Final = bindparam("now", type_=Instant)
_FREE: Final = or_(due.c.lease.is_(None), due.c.lease <= _NOW)
_CLAIMABLE: Final = and_(due.c.state == PENDING, due.c.due_at <= _NOW, _FREE)
_LONGEST_DUE: Final = select(due.c.key).where(_CLAIMABLE).order_by(due.c.due_at, due.c.key)
_WAITING: Final = _LONGEST_DUE.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)
_OF_KEY: Final = due.c.key == bindparam("due_key")
_OF_KEYS: Final = select(due.c.key, due.c.due_at, due.c.state, due.c.attempts).where(
    due.c.key.in_(bindparam("due_keys", expanding=True))
)
_TAKE: Final = update(due).where(_OF_KEY, _CLAIMABLE).values(attempts=due.c.attempts + 1).returning(due)
_MINE: Final = and_(_OF_KEY, due.c.token == bindparam("holder"), due.c.state == PENDING)
_SETTLE: Final = update(due).where(_MINE).returning(due.c.key)
_GIVE_BACK: Final = _SETTLE.values(attempts=due.c.attempts - bindparam("untried", type_=Integer))


class ClaimLost(StocktakeError):  # noqa: N818 - reads as what happened
    """Somebody else has taken this over, or it was cancelled. Nothing was saved here."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def plan(work: Work, key: str, kind: str, subject: str, due_at: datetime) -> bool:
    """Put it on the timetable, or move it. False when it was tried already: then it is left alone.

    One that was cancelled before it was ever tried is pending again.
    """
    row = {"key": key, "kind": kind, "subject": subject, "due_at": due_at, "state": PENDING, "attempts": 0}
    planned = work.conn.execute(_moved(work.dialect), row).first() is not None
    work.planned = work.planned or planned
    return planned


@cache
def _moving(dialect: str) -> sqlite.Insert | postgresql.Insert:
    statement = insert_on(dialect, due)
    fresh = {name: statement.excluded[name] for name in ("kind", "subject", "due_at", "state", "reason")}
    # not a list of states, which cannot be spelled for many rows at once
    never_tried = and_(due.c.attempts == 0, or_(due.c.state == PENDING, due.c.state == CANCELLED))
    return statement.on_conflict_do_update(index_elements=["key"], set_=fresh, where=never_tried)


@cache
def _moved(dialect: str) -> Executable:
    return _moving(dialect).returning(due.c.key)


@dataclass(frozen=True)
class Planned:
    """A row as the calendar wants it."""

    key: str
    kind: str
    subject: str
    due_at: datetime


def plan_all(work: Work, rows: Sequence[Planned]) -> set[str]:
    """Like `plan` for each, looking first which of them would change anything; the keys of those tried already.

    A key comes once in `rows`.
    """
    if not rows:
        return set()
    there = {row.key: row for row in work.conn.execute(_OF_KEYS, {"due_keys": [one.key for one in rows]})}
    tried, moved = set(), []
    for one in rows:
        known = there.get(one.key)
        if known is not None and (known.attempts or known.state not in (PENDING, CANCELLED)):
            tried.add(one.key)
        elif known is None or known.state != PENDING or known.due_at != one.due_at:
            moved.append({**vars(one), "state": PENDING, "attempts": 0})
    if moved:  # in one order, so that two who plan the same days do not wait for one another
        work.conn.execute(_moving(work.dialect), sorted(moved, key=lambda one: one["key"]))
        work.planned = True
    return tried


def cancel(work: Work, key: str, reason: str) -> bool:
    """It shall not happen. False when it has, or was never planned. Who holds it finds the claim gone.

    What they tried is undone by that, so that it may be planned anew like one that nobody tried.
    """
    statement = update(due).where(due.c.key == key, due.c.state == PENDING)
    gone = statement.values(state=CANCELLED, reason=reason, lease=None, token=None, attempts=0)
    return work.conn.execute(gone.returning(due.c.key)).first() is not None


def claim(work: Work, now: datetime, *, token: str, lease: timedelta, limit: int) -> list[DueRow]:
    """Take on up to `limit` rows that are due and nobody holds, the longest due first."""
    keys = work.conn.execute(_WAITING, {"now": now, "most": limit}).scalars().all()
    held = {"now": now, "token": token, "lease": now + lease}
    taken = [work.conn.execute(_TAKE, held | {"due_key": key}).mappings().first() for key in keys]
    return [_due(row) for row in taken if row is not None]


def get(work: Work, key: str) -> DueRow | None:
    row = work.conn.execute(select(due).where(due.c.key == key)).mappings().first()
    return None if row is None else _due(row)


def of_subject(work: Work, subject: str, *, state: str | None = None) -> list[DueRow]:
    """The earliest first."""
    query = select(due).where(due.c.subject == subject).order_by(due.c.due_at, due.c.key)
    query = query if state is None else query.where(due.c.state == state)
    return [_due(row) for row in work.conn.execute(query).mappings()]


def until(work: Work, instant: datetime) -> list[DueRow]:
    """What is pending up to then, the earliest first."""
    pending = select(due).where(due.c.state == PENDING, due.c.due_at <= instant)
    return [_due(row) for row in work.conn.execute(pending.order_by(due.c.due_at, due.c.key)).mappings()]


def ended(work: Work, subjects: Collection[str], count: int) -> list[DueRow]:
    """What was done, cancelled or expired of these subjects, the latest first."""
    query = select(due).where(due.c.subject.in_(subjects), due.c.state != PENDING)
    latest = query.order_by(due.c.due_at.desc(), due.c.key).limit(count)
    return [_due(row) for row in work.conn.execute(latest).mappings()]


def done(work: Work, key: str, token: str, reason: str | None = None) -> None:
    """It has happened; `reason` may say what came of it. Raises ClaimLost, which undoes its work."""
    if not _settle(work, _SETTLE, key, token, state=DONE, reason=reason):
        raise ClaimLost


def expire(work: Work, key: str, token: str, reason: str) -> None:
    """Its own rule says that it is too late for it. Raises ClaimLost."""
    if not _settle(work, _SETTLE, key, token, state=EXPIRED, reason=reason):
        raise ClaimLost


def give_back(work: Work, key: str, token: str, due_at: datetime, reason: str | None = None) -> bool:
    """Again at `due_at`. With a reason it failed and counts as tried; without one it was too early, and
    `plan` may still move it. False when the claim is no longer ours.
    """
    return _settle(work, _GIVE_BACK, key, token, due_at=due_at, untried=0 if reason else 1, reason=reason)


def next_at(work: Work) -> datetime | None:
    """The earliest instant at which something can be claimed, perhaps past; None: nothing is pending."""
    return min((one for one in work.conn.execute(_EARLIEST).one() if one is not None), default=None)


def earliest() -> tuple[Select[Any], Select[Any]]:
    """Two questions: when the next row falls due that nobody holds, and when the next lease is over."""
    pending, one = due.c.state == constant(PENDING), constant(1)
    free = select(due.c.due_at).where(pending, due.c.lease.is_(None)).order_by(due.c.due_at).limit(one)
    # only pending rows have a lease; to say so again would keep SQLite from the index of the leases
    held = select(due.c.lease).where(due.c.lease.is_not(None)).order_by(due.c.lease).limit(one)
    return free, held


_EARLIEST: Final = select(*(one.scalar_subquery() for one in earliest()))


def _settle(work: Work, how: Executable, key: str, token: str, **values: Any) -> bool:
    given = {"due_key": key, "holder": token, "lease": None, "token": None, **values}
    return work.conn.execute(how, given).first() is not None


def _due(row: Any) -> DueRow:
    return DueRow(
        key=row["key"],
        kind=row["kind"],
        subject=row["subject"],
        due_at=row["due_at"],
        state=row["state"],
        attempts=row["attempts"],
        reason=row["reason"],
    )
