"""How far each conversation has been read by catch-up, and when the last round of it began."""

from datetime import timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Executable, Select, bindparam, or_, select

from bot.store.rows import bounds, constant, find_row, insert_on, put, starting
from bot.store.tables import watermark
from bot.store.types import Instant
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
    row = {"conversation": ROUND, "ts": "", "read_at": work.now}
    ago = {"long_ago": work.now - every, "to_come": work.now + every}
    return work.conn.execute(_beginning(work.dialect), row | ago).first() is not None


def last_round() -> Select[Any]:
    """When the last round began."""
    return select(watermark.c.read_at).where(watermark.c.conversation == constant(ROUND))


@cache
def _beginning(dialect: str) -> Executable:
    statement = insert_on(dialect, watermark)
    long_ago = watermark.c.read_at <= bindparam("long_ago", type_=Instant)
    clock_was_wrong = watermark.c.read_at > bindparam("to_come", type_=Instant)
    taken = statement.on_conflict_do_update(
        index_elements=["conversation"],
        set_={"read_at": statement.excluded.read_at},
        where=or_(long_ago, clock_was_wrong),
    )
    return taken.returning(watermark.c.conversation)
