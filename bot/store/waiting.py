"""What waits to be done. The bot looks before each piece of work, so one statement sees all of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select

from bot.store import homes, lanes, limits, timetable, watermarks
from bot.store.unit import Work


@dataclass(frozen=True)
class Waiting:
    """When each kind of work can go on. None: nothing of it waits.

    `due` and `home` may be past; `posting`, of messages, and `showing`, of edits, are the instant of the look at the
    earliest.
    `limited` is when the last limit ends, or ended, of the methods that are called without taking a turn;
    `round_began` is when the last round of catch-up did.
    """

    due: datetime | None = None
    posting: datetime | None = None
    showing: datetime | None = None
    home: datetime | None = None
    limited: datetime | None = None
    round_began: datetime | None = None

    @property
    def sending(self) -> datetime | None:
        """When a message or an edit could go."""
        return earliest_of(self.posting, self.showing)


def earliest_of(*instants: datetime | None) -> datetime | None:
    """None: there is none."""
    return min((one for one in instants if one is not None), default=None)


def look(work: Work) -> Waiting:
    """As of this transaction, at `work.now`."""
    free, held, posts, edits, posting, showing, home, limited, round_began = work.conn.execute(_all(work.dialect)).one()
    return Waiting(
        due=earliest_of(free, held),
        posting=_in_turn(work.now, posting, posts),
        showing=_in_turn(work.now, showing, edits),
        home=home,
        limited=limited,
        round_began=round_began,
    )


def _in_turn(now: datetime, ready: datetime | None, turn: datetime | None) -> datetime | None:
    """When it may go: it is the workspace's turn at this, too."""
    return ready and max(now, ready, turn or now)


@cache
def _all(dialect: str) -> Any:
    ours = (*timetable.earliest(), *lanes.earliest_asked(dialect), homes.earliest(dialect))
    asked = (*ours, limits.last(), watermarks.last_round())
    return select(*(one.scalar_subquery() for one in asked))
