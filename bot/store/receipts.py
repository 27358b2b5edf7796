"""What has been taken in: the same message, click or event is acted on once."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, func, select

from bot.store.rows import bounds, find_row, insert_if_absent, starting
from bot.store.tables import receipt
from bot.store.types import Instant
from bot.store.unit import Work

_NEWEST: Final = select(func.max(receipt.c.key)).where(starting(receipt.c.key))
_FORGET: Final = delete(receipt).where(receipt.c.received_at < bindparam("instant", type_=Instant))
_GIVE_BACK: Final = delete(receipt).where(receipt.c.key == bindparam("taken"))
_STARTING: Final = select(receipt.c.key).where(starting(receipt.c.key))


def take(work: Work, key: str) -> bool:
    """True the first time. A transaction that is undone leaves no receipt."""
    return insert_if_absent(work, receipt, key=key, received_at=work.now) is not None


def take_later(work: Work, start: str, key: str) -> bool:
    """True when this is later than all that was taken of what starts so, in the order of their texts.

    One at a time in all replicas, so that what is later stays later: the start is itself a receipt, which is held.
    """
    if take(work, start):
        return key == start or take(work, key)
    find_row(work, receipt.c.key, start, lock="update")
    return key > (newest(work, start) or "") and take(work, key)


def settled(work: Work, key: str) -> bool:
    """Whether it was taken; whoever is just taking it is waited for."""
    if take(work, key):
        work.conn.execute(_GIVE_BACK, {"taken": key})
        return False
    return True


def known(work: Work, key: str) -> bool:
    """Whether it was taken."""
    return find_row(work, receipt.c.key, key) is not None


def newest(work: Work, start: str) -> str | None:
    """The last receipt, in the order of their texts, that starts so: a message's latest edit."""
    return work.conn.execute(_NEWEST, bounds(start)).scalar_one_or_none()


def starting_with(work: Work, start: str) -> list[str]:
    """All that start so."""
    return list(work.conn.execute(_STARTING, bounds(start)).scalars())


def forget_before(work: Work, instant: datetime) -> None:
    """Slack sends nothing again after minutes; catch-up looks back for days."""
    work.conn.execute(_FORGET, {"instant": instant})
