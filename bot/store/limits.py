"""What Slack lets us call: its limits are a method's in a workspace, so each has one row that all replicas share.

The rows are the lanes' table's, beside those of conversations: `next_at` is the next turn.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, or_, select, update

from bot.store.rows import constant, find_row, insert_if_absent
from bot.store.tables import lane
from bot.store.types import Instant
from bot.store.unit import Work

POSTS: Final = "chat.postMessage"
EDITS: Final = "chat.update"
HOMES: Final = "views.publish"
TAKEN: Final = frozenset({POSTS, EDITS, HOMES})  # whoever calls these has taken a turn before
_TALKS: Final = ("conversations.history", "conversations.replies", "conversations.open")
_FILES: Final = ("files.getUploadURLExternal", "files.completeUploadExternal", "files.info")
ASKED: Final = frozenset(_TALKS + _FILES)
"""Called without a turn, unless Slack has said that nobody may."""

_OF_METHOD: Final = update(lane).where(lane.c.key == bindparam("method"))
_TAKE: Final = _OF_METHOD.where(lane.c.next_at <= bindparam("now", type_=Instant)).returning(lane.c.key)
_HOLD: Final = _OF_METHOD.where(lane.c.next_at < bindparam("now", type_=Instant))


def take(work: Work, method: str, now: datetime, every: timedelta) -> datetime | None:
    """The workspace's next turn at a method, one `every`. None: it is ours, now. Else when to come back."""
    if work.conn.execute(_TAKE, {"method": method, "now": now, "next_at": now + every}).first() is not None:
        return None
    if insert_if_absent(work, lane, key=method, next_at=now + every) is not None:
        return None
    return _next_turn(work, method)


def hold(work: Work, method: str, until: datetime) -> None:
    """Slack has said that nobody of us may call it before then. Never earlier than was said before."""
    if insert_if_absent(work, lane, key=method, next_at=until) is None:
        work.conn.execute(_HOLD, {"method": method, "now": until, "next_at": until})


def held_until(work: Work, method: str, now: datetime) -> datetime | None:
    """None: it may be called now."""
    found = _next_turn(work, method)
    return found if found is not None and found > now else None


def last() -> Select[Any]:
    """When the last of the limits ends that Slack has told of what is called without a turn."""
    theirs = or_(*(lane.c.key == constant(method) for method in sorted(ASKED)))
    return select(func.max(lane.c.next_at, type_=Instant)).where(theirs)


def _next_turn(work: Work, method: str) -> datetime | None:
    row = find_row(work, lane.c.key, method)
    return None if row is None else row["next_at"]
