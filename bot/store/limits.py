"""What Slack lets us call: its limits are a method's in a workspace, so each has one row that all replicas share.

The rows are the lanes' table's, beside those of conversations: `next_at` is the next turn.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update

from bot.store.rows import insert_if_absent
from bot.store.tables import lane
from bot.store.unit import Work

POSTS: Final = "chat.postMessage"
EDITS: Final = "chat.update"
HOMES: Final = "views.publish"
TAKEN: Final = frozenset({POSTS, EDITS, HOMES})  # whoever calls these has taken a turn before


def take(work: Work, method: str, now: datetime, every: timedelta) -> datetime | None:
    """The workspace's next turn at a method, one `every`. None: it is ours, now. Else when to come back."""
    free = update(lane).where(lane.c.key == method, lane.c.next_at <= now)
    if work.conn.execute(free.values(next_at=now + every).returning(lane.c.key)).first() is not None:
        return None
    if insert_if_absent(work, lane, key=method, next_at=now + every) is not None:
        return None
    return _next_turn(work, method)


def hold(work: Work, method: str, until: datetime) -> None:
    """Slack has said that nobody of us may call it before then. Never earlier than was said before."""
    if insert_if_absent(work, lane, key=method, next_at=until) is None:
        work.conn.execute(update(lane).where(lane.c.key == method, lane.c.next_at < until).values(next_at=until))


def held_until(work: Work, method: str, now: datetime) -> datetime | None:
    """None: it may be called now."""
    found = _next_turn(work, method)
    return found if found is not None and found > now else None


def _next_turn(work: Work, method: str) -> datetime | None:
    at: datetime | None = work.conn.execute(select(lane.c.next_at).where(lane.c.key == method)).scalar_one_or_none()
    return at
