"""How far each conversation has been read by catch-up."""

from sqlalchemy import select

from bot.store.rows import find_row, put, starting
from bot.store.tables import watermark
from bot.store.unit import Work


def get(work: Work, conversation: str) -> str | None:
    """The ts of the last message read, of a conversation or of a conversation and a thread."""
    row = find_row(work, watermark.c.conversation, conversation)
    return None if row is None else str(row["ts"])


def of_threads(work: Work, channel: str) -> dict[str, str]:
    """How far each thread of a conversation was read, by conversation and thread."""
    c = watermark.c
    rows = work.conn.execute(select(c.conversation, c.ts).where(starting(c.conversation, f"{channel}:")))
    return {row.conversation: row.ts for row in rows}


def set(work: Work, conversation: str, ts: str) -> None:
    put(work, watermark, {"conversation": conversation, "ts": ts, "read_at": work.now})
