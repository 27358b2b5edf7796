"""What waits to be done. The bot looks before each piece of work, so one statement sees all of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select

from bot.store import homes, lanes, limits, timetable
from bot.store.unit import Work


@dataclass(frozen=True)
class Waiting:
    """When each kind of work can go on. None: nothing of it waits.

    `due` and `home` may be past; `sending`, of messages and of edits, is at the earliest the instant of the look.
    `limited` is when the last limit ends, or ended, of the methods that are called without taking a turn.
    """

    due: datetime | None = None
    sending: datetime | None = None
    home: datetime | None = None
    limited: datetime | None = None


def look(work: Work) -> Waiting:
    """As of this transaction, at `work.now`."""
    free, held, *sending, home, limited = work.conn.execute(_all(work.dialect)).one()
    return Waiting(
        due=min((one for one in (free, held) if one is not None), default=None),
        sending=lanes.earliest(work.now, *sending),
        home=home,
        limited=limited,
    )


@cache
def _all(dialect: str) -> Any:
    asked = (*timetable.earliest(), *lanes.earliest_asked(dialect), homes.earliest(dialect), limits.last())
    return select(*(one.scalar_subquery() for one in asked))
