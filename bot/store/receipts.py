"""What has been taken in: the same message, click or event is acted on once."""

from datetime import datetime

from sqlalchemy import delete, func, select

from bot.store.rows import insert_if_absent, starting
from bot.store.tables import receipt
from bot.store.unit import Work


def take(work: Work, key: str) -> bool:
    """True the first time. A transaction that is undone leaves no receipt."""
    return insert_if_absent(work, receipt, key=key, received_at=work.now) is not None


def known(work: Work, key: str) -> bool:
    """Whether it was taken."""
    return work.conn.execute(select(receipt.c.key).where(receipt.c.key == key)).first() is not None


def newest(work: Work, start: str) -> str | None:
    """The last receipt, in the order of their texts, that starts so: a message's latest edit."""
    query = select(func.max(receipt.c.key)).where(starting(receipt.c.key, start))
    return work.conn.execute(query).scalar_one_or_none()


def starting_with(work: Work, start: str) -> list[str]:
    """All that start so."""
    return list(work.conn.execute(select(receipt.c.key).where(starting(receipt.c.key, start))).scalars())


def forget_before(work: Work, instant: datetime) -> None:
    """Slack sends nothing again after minutes; catch-up looks back for days."""
    work.conn.execute(delete(receipt).where(receipt.c.received_at < instant))
