"""What has been taken in: the same message, click or event is acted on once."""

from datetime import datetime

from sqlalchemy import delete

from bot.store.rows import insert_if_absent
from bot.store.tables import receipt
from bot.store.unit import Work


def take(work: Work, key: str) -> bool:
    """True the first time. A transaction that is undone leaves no receipt."""
    return insert_if_absent(work, receipt, key=key, received_at=work.now) is not None


def forget_before(work: Work, instant: datetime) -> None:
    """Slack sends nothing again after minutes; catch-up looks back for days."""
    work.conn.execute(delete(receipt).where(receipt.c.received_at < instant))
