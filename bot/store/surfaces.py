"""Posted messages that are kept up to date: `wanted` is raised when what one shows may have changed.

Rendered when sent, so that the newest facts win; whoever finishes an older rendering leaves the wish open.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from bot.facts.records import MessageRow
from bot.store import homes
from bot.store.lanes import message_of, posted
from bot.store.tables import message, surface
from bot.store.unit import Work


def touch(work: Work, subject: str) -> None:
    """Everything posted about the subject may show something else now."""
    about = select(message.c.id).where(message.c.subject == subject)
    _want(work, surface.c.message_id.in_(about))


def touch_message(work: Work, message_id: int) -> None:
    _want(work, surface.c.message_id == message_id)


def wanted(work: Work, message_id: int) -> int | None:
    """The count to hand to `ledger.sent` once what is rendered now is posted; None: it is no surface."""
    query = select(surface.c.wanted).where(surface.c.message_id == message_id)
    return work.conn.execute(query).scalar_one_or_none()


def claim(work: Work, now: datetime, token: str, lease: timedelta) -> tuple[MessageRow, int] | None:
    """A posted message showing something old, and the count to hand to `shown`; the longest waiting first."""
    free = and_(surface.c.next_at <= now, or_(surface.c.lease.is_(None), surface.c.lease <= now))
    stale = and_(surface.c.wanted > surface.c.shown, free)
    query = (
        select(surface.c.message_id)
        .where(stale, posted())
        .order_by(surface.c.next_at, surface.c.message_id)
        .limit(1)
        .with_for_update(of=surface, skip_locked=True)
    )
    message_id = work.conn.execute(query).scalar_one_or_none()
    taken = update(surface).where(surface.c.message_id == message_id, stale)
    statement = taken.values(token=token, lease=now + lease).returning(surface.c.wanted)
    count = work.conn.execute(statement).scalar_one_or_none()
    if count is None:
        return None
    row = work.conn.execute(select(message).where(message.c.id == message_id)).mappings().one()
    return message_of(row), count


def shown(work: Work, message_id: int, token: str, wanted: int, next_at: datetime) -> bool:
    """It shows what was wanted at the claim; anything newer waits until `next_at`."""
    return _settle(work, message_id, token, shown=wanted, next_at=next_at, reason=None)


def put_back(work: Work, message_id: int, token: str, next_at: datetime, reason: str) -> bool:
    """Not this time. An edit may be repeated, so that an unknown outcome is no doubt."""
    return _settle(work, message_id, token, next_at=next_at, reason=reason)


def gave_up(work: Work, message_id: int, token: str, wanted: int, reason: str) -> bool:
    """Slack will never take it: left as it is until something new is wanted."""
    return _settle(work, message_id, token, shown=wanted, reason=reason)


def _want(work: Work, condition: ColumnElement[bool]) -> None:
    homes.touch(work)
    statement = update(surface).where(condition).values(wanted=surface.c.wanted + 1)
    if work.conn.execute(statement.returning(surface.c.message_id)).first() is not None:
        work.planned = True


def _settle(work: Work, message_id: int, token: str, **values: Any) -> bool:
    mine = and_(surface.c.message_id == message_id, surface.c.token == token)
    statement = update(surface).where(mine).values(lease=None, token=None, **values)
    return work.conn.execute(statement.returning(surface.c.message_id)).first() is not None
