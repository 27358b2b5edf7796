"""What this deployment keeps for itself."""

from typing import Final

from sqlalchemy import delete

from bot.store.rows import find_row, insert_if_absent, put
from bot.store.tables import setting
from bot.store.unit import Work
from domain.errors import Refused

MOVED: Final = "moved"
"""When everything here was moved to another database; nobody works on this one any more (bot.store.transfer)."""

OLDEST: Final = "oldest_revision"
"""The oldest version of the tables whose bots may still run on these (bot.store.migrate)."""

PULSE: Final = "pulse"
"""When somebody last wrote here only to see whether they can (bot.pulse)."""

_METADATA_KEY: Final = "metadata_key"


def get(work: Work, key: str) -> str | None:
    row = find_row(work, setting.c.key, key)
    return None if row is None else str(row["value"])


def set(work: Work, key: str, value: str) -> None:
    put(work, setting, {"key": key, "value": value})


def forget(work: Work, key: str) -> bool:
    """False when there was nothing to forget."""
    return work.conn.execute(delete(setting).where(setting.c.key == key).returning(setting.c.key)).first() is not None


def check_not_moved(work: Work) -> None:
    """Raises Refused where a bot would say what another one says from the other database."""
    moved = get(work, MOVED)
    if moved is not None:
        raise Refused(
            "STOCKTAKE_DATABASE_URL",
            f"These records were moved to PostgreSQL at {moved}, and no bot runs on the old ones.",
            "Set STOCKTAKE_DATABASE_URL to the new address. "
            "If no bot has run there yet, `stocktake db move --back` lets one run here again.",
        )


def metadata_key(work: Work, fresh: str) -> str:
    """The key that messages' opaque ids are hashed with: `fresh` the first time, and the same ever after.

    It travels with a backup, so that a restored one (bot.store.restored) recognises what was sent before.
    """
    insert_if_absent(work, setting, key=_METADATA_KEY, value=fresh)
    return get(work, _METADATA_KEY) or fresh
