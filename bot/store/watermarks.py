"""How far each conversation has been read by catch-up."""

from sqlalchemy import select

from bot.store.rows import put
from bot.store.tables import watermark
from bot.store.unit import Work


def get(work: Work, conversation: str) -> str | None:
    """The ts of the last message read, of a conversation or of a conversation and a thread."""
    query = select(watermark.c.ts).where(watermark.c.conversation == conversation)
    return work.conn.execute(query).scalar_one_or_none()


def set(work: Work, conversation: str, ts: str) -> None:
    put(work, watermark, {"conversation": conversation, "ts": ts, "read_at": work.now})
