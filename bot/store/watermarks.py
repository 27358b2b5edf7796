"""How far each conversation has been read by catch-up, and when the last round of it began."""

from datetime import timedelta
from typing import Final

from sqlalchemy import or_, select

from bot.store.rows import bounds, conflicting_insert, find_row, put, starting
from bot.store.tables import watermark
from bot.store.unit import Work

ROUND: Final = "round"  # no conversation is called so

_THREADS: Final = select(watermark.c.conversation, watermark.c.ts).where(starting(watermark.c.conversation))


def get(work: Work, conversation: str) -> str | None:
    """The ts of the last message read, of a conversation or of a conversation and a thread."""
    row = find_row(work, watermark.c.conversation, conversation)
    return None if row is None else str(row["ts"])


def of_threads(work: Work, channel: str) -> dict[str, str]:
    """How far each thread of a conversation was read, by conversation and thread."""
    rows = work.conn.execute(_THREADS, bounds(f"{channel}:"))
    return {row.conversation: row.ts for row in rows}


def set(work: Work, conversation: str, ts: str) -> None:
    put(work, watermark, {"conversation": conversation, "ts": ts, "read_at": work.now})


def begin_round(work: Work, every: timedelta) -> bool:
    """Whether a round may begin: the last one began at least so long ago, here or in another process."""
    statement = conflicting_insert(work, watermark).values(conversation=ROUND, ts="", read_at=work.now)
    ago = or_(watermark.c.read_at <= work.now - every, watermark.c.read_at > work.now + every)  # or a clock was wrong
    taken = statement.on_conflict_do_update(
        index_elements=["conversation"], set_={"read_at": statement.excluded.read_at}, where=ago
    )
    return work.conn.execute(taken.returning(watermark.c.conversation)).first() is not None
