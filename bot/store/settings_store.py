"""What this deployment keeps for itself."""

from typing import Final

from sqlalchemy import select

from bot.store.rows import insert_if_absent, put
from bot.store.tables import setting
from bot.store.unit import Work

_METADATA_KEY: Final = "metadata_key"


def get(work: Work, key: str) -> str | None:
    return work.conn.execute(select(setting.c.value).where(setting.c.key == key)).scalar_one_or_none()


def set(work: Work, key: str, value: str) -> None:
    put(work, setting, {"key": key, "value": value})


def metadata_key(work: Work, fresh: str) -> str:
    """The key that messages' opaque ids are hashed with: `fresh` the first time, and the same ever after.

    It travels with a backup, so that a restored one recognises what was sent before.
    """
    insert_if_absent(work, setting, key=_METADATA_KEY, value=fresh)
    return get(work, _METADATA_KEY) or fresh
