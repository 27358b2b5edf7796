"""Posted messages that are kept up to date: `wanted` is raised when what one shows may have changed.

Rendered when sent, so that the newest facts win; whoever finishes an older rendering leaves the wish open.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, String, and_, bindparam, case, or_, select, update

from bot.facts.records import MessageRow
from bot.store import homes
from bot.store.lanes import message_of, posted
from bot.store.rows import need_row
from bot.store.tables import message, surface
from bot.store.types import Instant
from bot.store.unit import Work

_ID: Final = surface.c.message_id
_NAMED: Final = message.c.id.in_(bindparam("messages", expanding=True))
_ABOUT: Final = select(message.c.id).where(or_(_NAMED, message.c.subject.in_(bindparam("about", expanding=True))))
_HELD: Final = select(_ID).where(_ID.in_(_ABOUT)).order_by(_ID).with_for_update()
_WANT: Final = update(surface).where(_ID.in_(_HELD)).values(wanted=surface.c.wanted + 1).returning(_ID)
_WANTED: Final = select(surface.c.wanted).where(bindparam("message") == _ID)
_NOW: Final = bindparam("now", type_=Instant)
_FREE: Final = and_(surface.c.next_at <= _NOW, or_(surface.c.lease.is_(None), surface.c.lease <= _NOW))
_STALE: Final = and_(surface.c.wanted > surface.c.shown, _FREE)
_MINE: Final = and_(bindparam("message") == _ID, surface.c.token == bindparam("holder"))
_TAKE: Final = update(surface).where(bindparam("message") == _ID, _STALE).values(says=None).returning(surface.c.wanted)
_SETTLE: Final = update(surface).where(_MINE).returning(_ID)
# after an edit of which nobody heard an answer, an older one may still be on its way
_SURE: Final = case((surface.c.reason.is_(None), bindparam("digest", type_=String)))
_AGAIN: Final = {"wanted": surface.c.wanted + 1, "says": None, "reason": "edited late"}
_MADE_LATE: Final = update(surface).where(bindparam("message") == _ID).values(_AGAIN)
_SHOW: Final = _SETTLE.values(says=_SURE)


def touch(work: Work, subject: str) -> None:
    """Everything posted about the subject may show something else now."""
    homes.touch(work)
    work.at_last(_want, subject)


def touch_message(work: Work, message_id: int) -> None:
    homes.touch(work)
    work.at_last(_want, message_id)


def wanted(work: Work, message_id: int) -> int | None:
    """The count to hand to `ledger.sent` once what is rendered now is posted; None: it is no surface."""
    return work.conn.execute(_WANTED, {"message": message_id}).scalar_one_or_none()


@dataclass(frozen=True)
class Stale:
    """A posted message that may show something old, the count to hand to `shown`, and what it says if that is sure."""

    message: MessageRow
    wanted: int
    says: str | None


def claim(work: Work, now: datetime, token: str, lease: timedelta) -> Stale | None:
    """The longest waiting. From here on it is not sure what it says."""
    first = work.conn.execute(_first(), {"now": now}).first()
    if first is None:
        return None
    held = {"message": first.message_id, "now": now, "token": token, "lease": now + lease}
    count = work.conn.execute(_TAKE, held).scalar_one_or_none()
    if count is None:
        return None
    return Stale(message_of(need_row(work, message.c.id, first.message_id, "message")), count, first.says)


@cache
def _first() -> Select[Any]:
    """The longest waiting that nobody holds."""
    stale = select(_ID, surface.c.says).where(_STALE, posted()).order_by(surface.c.next_at, _ID).limit(1)
    return stale.with_for_update(of=surface, skip_locked=True)


def shown(work: Work, message_id: int, token: str, wanted: int, next_at: datetime, says: str | None = None) -> bool:
    """It shows what was wanted at the claim, and `says` that; anything newer waits until `next_at`."""
    given = {"message": message_id, "holder": token, "digest": says, "lease": None, "token": None}
    settled = given | {"shown": wanted, "next_at": next_at, "reason": None}
    return work.conn.execute(_SHOW, settled).first() is not None


def made_late(work: Work, message_id: int) -> None:
    """An edit was perhaps made by somebody whose lease was over: what is newer may be under it, and is shown anew."""
    work.conn.execute(_MADE_LATE, {"message": message_id})
    work.planned = True


def unsure(work: Work) -> None:
    """Nobody knows what any of them says: the records are older than that."""
    work.conn.execute(update(surface).values(says=None))


def put_back(work: Work, message_id: int, token: str, next_at: datetime, reason: str) -> bool:
    """Not this time. An edit may be repeated, so that an unknown outcome is no doubt."""
    return _settle(work, message_id, token, next_at=next_at, reason=reason)


def gave_up(work: Work, message_id: int, token: str, wanted: int, reason: str) -> bool:
    """Slack will never take it: left as it is until something new is wanted."""
    return _settle(work, message_id, token, shown=wanted, reason=reason)


def _want(work: Work, about: list[int | str]) -> None:
    """Of messages by their numbers, and of all about a subject. Held in one order: so no two wait for each other."""
    subjects = sorted({one for one in about if isinstance(one, str)})
    messages = sorted({one for one in about if isinstance(one, int)})
    # with an empty list PostgreSQL would look through all messages
    asked = {"messages": messages or [0], "about": subjects or [""]}
    if work.conn.execute(_WANT, asked).first() is not None:
        work.planned = True


def _settle(work: Work, message_id: int, token: str, **values: Any) -> bool:
    given = {"message": message_id, "holder": token, "lease": None, "token": None, **values}
    return work.conn.execute(_SETTLE, given).first() is not None
