"""The ledger of messages: a row before the send, its outcome after.

planned -> claimed -> sent, refused, or back to planned; claimed -> doubtful when nobody knows whether it was
posted. Doubt ends by a complete lookup only: sent, claimed again to be sent again, or unconfirmed for good.
What became of a message is said by who holds its lane.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Executable,
    RowMapping,
    Update,
    and_,
    bindparam,
    select,
    update,
)

from bot.facts.records import Json, MessageRow
from bot.store.lanes import (
    CLAIMED,
    DOUBTFUL,
    HOLDING,
    PLANNED,
    SENT,
    claim_lane,
    ensure_lane,
    message_of,
    release_lane,
    unsettled,
)
from bot.store.rows import change, find_row, insert_if_absent, insert_on, need_row
from bot.store.settling import claiming, ending, putting_back, settling
from bot.store.tables import message, surface
from bot.store.unit import Work

__all__ = [
    "CANCELLED", "CLAIMED", "DOUBTFUL", "EXPIRED", "PLANNED", "REFUSED", "SENT", "UNCONFIRMED",
    "bring_forward", "by_posted", "cancel_lane", "cancelled", "carried", "claim_lane", "doubtful", "expired", "find",
    "get", "latest", "latest_of", "mark_claimed", "of_kind", "of_subject", "plan", "planned", "put_back", "put_off",
    "refused", "release_lane", "sent", "suspect", "unconfirmed", "waiting",
]  # fmt: skip

REFUSED: Final = "refused"
UNCONFIRMED: Final = "unconfirmed"
CANCELLED: Final = "cancelled"
EXPIRED: Final = "expired"
_NEVER_SENT: Final = (REFUSED, UNCONFIRMED, CANCELLED, EXPIRED)
_IN_ORDER: Final = select(message).order_by(message.c.id)
_OF_SUBJECT: Final = _IN_ORDER.where(message.c.subject == bindparam("subject"))
_BY_POSTED: Final = select(message).where(message.c.channel == bindparam("channel"), message.c.ts == bindparam("ts"))
_OF_LANE: Final = message.c.lane == bindparam("lane")
_SAID: Final = message.c.state.in_((SENT, UNCONFIRMED, *HOLDING))
_CARRIED: Final = select(message.c.carried).where(_OF_LANE, _SAID, message.c.id != bindparam("but"))
_IN_LANE: Final = _IN_ORDER.where(_OF_LANE, message.c.state == PLANNED).with_for_update()
_OF_KIND: Final = message.c.kind == bindparam("kind")
_WAITING: Final = select(message.c.id).where(_OF_LANE, _OF_KIND, message.c.state == PLANNED).limit(1)


def plan(
    work: Work,
    *,
    key: str,
    kind: str,
    subject: str,
    lane: str,
    priority: int,
    not_before: datetime | None = None,
    parent: int | None = None,
    expires_at: datetime | None = None,
    details: Json | None = None,
    surface: bool = False,
) -> int | None:
    """The id of a message to be sent, or None when its key is known: once is normal.

    One that was cancelled before it was tried is planned anew. `priority`: 0 a reply to a person's own act,
    1 a request, 2 a chase. `surface`: what it shows is kept up to date after it is posted. A reply whose
    parent will never be there is written down as cancelled.
    """
    lost = _lost_parent(work, parent)
    values = {
        "kind": kind,
        "subject": subject,
        "details": details or {},
        "lane": lane,
        "parent": parent,
        "priority": priority,
        "not_before": not_before or work.now,
        "expires_at": expires_at,
        "state": CANCELLED if lost else PLANNED,
        "reason": lost,
        "planned_at": work.now,
    }
    ensure_lane(work, lane)
    message_id = _insert_or_revive(work, key, values)
    if message_id is None:
        return None
    if surface:
        _show(work, message_id)
    work.planned = True
    return message_id


def find(work: Work, key: str) -> MessageRow | None:
    return _one(find_row(work, message.c.key, key))


def get(work: Work, message_id: int, *, lock: bool = False) -> MessageRow | None:
    """With `lock` nobody else changes it, or finds that it is planned already, until the transaction ends."""
    return _one(find_row(work, message.c.id, message_id, "update" if lock else None))


def by_posted(work: Work, channel: str, ts: str) -> MessageRow | None:
    """Which of ours was posted there."""
    return _one(work.conn.execute(_BY_POSTED, {"channel": channel, "ts": ts}).mappings().first())


def of_subject(work: Work, subject: str) -> list[MessageRow]:
    """In the order they were planned."""
    return [message_of(row) for row in work.conn.execute(_OF_SUBJECT, {"subject": subject}).mappings()]


def of_kind(work: Work, kind: str, lane: str) -> list[MessageRow]:
    """In the order they were planned."""
    query = select(message).where(message.c.lane == lane, message.c.kind == kind).order_by(message.c.id)
    return [message_of(row) for row in work.conn.execute(query).mappings()]


def latest_of(work: Work, lane: str, count: int, kind: str | None = None) -> list[MessageRow]:
    """The newest messages of a lane, all or of one kind, the newest first."""
    query = select(message).where(message.c.lane == lane).order_by(message.c.id.desc()).limit(count)
    query = query if kind is None else query.where(message.c.kind == kind)
    return [message_of(row) for row in work.conn.execute(query).mappings()]


def latest(work: Work, count: int) -> list[MessageRow]:
    """The newest messages of all lanes, the newest first."""
    query = select(message).order_by(message.c.id.desc()).limit(count)
    return [message_of(row) for row in work.conn.execute(query).mappings()]


def planned(work: Work, until: datetime) -> list[MessageRow]:
    """What still waits to go out up to then, the soonest first."""
    waits = select(message).where(unsettled(), message.c.state == PLANNED, message.c.not_before <= until)
    rows = work.conn.execute(waits.order_by(message.c.not_before, message.c.id)).mappings()
    return [message_of(row) for row in rows]


def carried(work: Work, lane: str, *, except_message: int | None = None) -> frozenset[str]:
    """The facts that messages have spoken of in a lane, or may have; one of them may be left out."""
    asked = {"lane": lane, "but": except_message or 0}  # none is numbered 0
    return frozenset(fact for facts in work.conn.execute(_CARRIED, asked).scalars() for fact in facts)


def waiting(work: Work, lane: str, kind: str) -> bool:
    """Whether a message of this kind is planned and not yet tried in a lane."""
    return work.conn.execute(_WAITING, {"lane": lane, "kind": kind}).first() is not None


def mark_claimed(work: Work, message_id: int, token: str, carried: Sequence[str], now: datetime) -> bool:
    """About to be posted, speaking of `carried`. False: do not post; it was cancelled, or the lane was lost.

    From doubtful, only after a complete lookup that did not find it.
    """
    values = {"state": CLAIMED, "token": token, "tried_at": now, "carried": list(carried)}
    return _settle(work, claiming(), message_id, holder=token, now=now, **values)


def sent(
    work: Work, message_id: int, token: str, channel: str, ts: str, shown: int | None = None, says: str | None = None
) -> bool:
    """Posted. `shown` is the surface's count of wishes that the posted text fulfils, `says` a digest of it if sure."""
    values = {"state": SENT, "channel": channel, "ts": ts, "reason": None}
    settled = _settle(work, settling(HOLDING), message_id, holder=token, **values)
    if settled and shown is not None:
        change(work, surface.c.message_id, message_id, shown=shown, says=says)
    return settled


def put_back(work: Work, message_id: int, token: str, not_before: datetime, reason: str) -> bool:
    """Not posted this time: later. What was doubtful stays so, whatever was refused since."""
    return _settle(work, putting_back(), message_id, holder=token, not_before=not_before, reason=reason)


def put_off(work: Work, message_id: int, token: str, not_before: datetime, reason: str) -> bool:
    """Looked at, and not its time. A complete lookup came before: so it is in doubt no more, and holds up nothing."""
    values = {"state": PLANNED, "not_before": not_before, "reason": reason}
    return _settle(work, settling((PLANNED, DOUBTFUL)), message_id, holder=token, **values)


def suspect(work: Work, message_id: int, token: str, since: datetime, until: datetime) -> MessageRow | None:
    """Nobody knows whether it was posted between these instants, although nobody is known to have tried."""
    values = {"state": DOUBTFUL, "first_tried_at": since, "tried_at": until}
    return get(work, message_id) if _settle(work, settling((PLANNED,)), message_id, holder=token, **values) else None


def doubtful(work: Work, message_id: int, token: str) -> bool:
    """Nobody knows whether it was posted."""
    return _settle(work, settling(HOLDING), message_id, holder=token, state=DOUBTFUL)


def refused(work: Work, message_id: int, token: str, reason: str) -> bool:
    """Slack will never take it. No refusal clears a doubt: False for a doubtful one."""
    return _end(work, settling((CLAIMED,)), message_id, REFUSED, reason, token)


def unconfirmed(work: Work, message_id: int, token: str, reason: str) -> bool:
    """It cannot be looked up, ever, and is never sent again."""
    return _end(work, settling(HOLDING), message_id, UNCONFIRMED, reason, token)


def cancelled(work: Work, message_id: int, reason: str, *, token: str | None = None) -> bool:
    """No longer wanted. One that was tried only by the lane's holder, after a complete lookup."""
    return _end(work, ending(held=token is not None), message_id, CANCELLED, reason, token)


def cancel_lane(work: Work, lane: str, reason: str) -> None:
    """Nothing that is still to go in this lane is wanted any more."""
    query = select(message.c.id).where(message.c.lane == lane, message.c.state == PLANNED)
    for message_id in work.conn.execute(query).scalars().all():
        cancelled(work, message_id, reason)


def bring_forward(work: Work, lane: str, because: str) -> None:
    """What waits in this lane for a reason that begins so is looked at again now.

    All that is planned there is held first: a look that is just putting one off is waited for.
    """
    for row in work.conn.execute(_IN_LANE, {"lane": lane}).mappings().all():
        if (row["reason"] or "").startswith(because):
            change(work, message.c.id, row["id"], not_before=work.now, reason=None)
            work.planned = True


def expired(work: Work, message_id: int, reason: str, *, token: str | None = None) -> bool:
    """Too late for it; otherwise like `cancelled`."""
    return _end(work, ending(held=token is not None), message_id, EXPIRED, reason, token)


def _one(row: RowMapping | None) -> MessageRow | None:
    return None if row is None else message_of(row)


def _insert_or_revive(work: Work, key: str, values: dict[str, Any]) -> int | None:
    row = {"key": key, "attempts": 0, "carried": [], **values}
    found: int | None = work.conn.execute(_reviving(work.dialect, tuple(values)), row).scalar_one_or_none()
    return found


@cache
def _reviving(dialect: str, changed: tuple[str, ...]) -> Executable:
    statement = insert_on(dialect, message)
    revived = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={name: statement.excluded[name] for name in changed},
        where=and_(message.c.state == CANCELLED, message.c.attempts == 0),
    )
    return revived.returning(message.c.id)


def _show(work: Work, message_id: int) -> None:
    insert_if_absent(work, surface, message_id=message_id, wanted=1, shown=0, next_at=work.now)


def _lost_parent(work: Work, parent: int | None) -> str | None:
    """Locked, so that a parent given up at this moment is seen here or sees its reply."""
    if parent is None:
        return None
    state = need_row(work, message.c.id, parent, "message", "share")["state"]
    return _parent_lost(state) if state in _NEVER_SENT else None


def _parent_lost(state: str) -> str:
    return f"what it replies to was {state}"


def _settle(work: Work, how: Update, message_id: int, **values: Any) -> bool:
    return work.conn.execute(how, {"message_id": message_id, **values}).first() is not None


def _end(work: Work, how: Update, message_id: int, state: str, reason: str, token: str | None) -> bool:
    holder = {} if token is None else {"holder": token}
    ended = _settle(work, how, message_id, state=state, reason=reason, **holder)
    if ended:
        _cancel_replies(work, message_id, _parent_lost(state))
    return ended


def _cancel_replies(work: Work, message_id: int, reason: str) -> None:
    replies = update(message).where(unsettled(), message.c.parent == message_id, message.c.state == PLANNED)
    cancelled_now = replies.values(state=CANCELLED, reason=reason).returning(message.c.id)
    for reply in work.conn.execute(cancelled_now).scalars().all():
        _cancel_replies(work, reply, _parent_lost(CANCELLED))
