"""A backup that was put back: what it does not know of may have been sent, so that is looked up before it goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.facts.records import MessageRow
from bot.store import settings_store, surfaces
from bot.store.unit import Work

UNSURE: Final = timedelta(days=1)
"""After a restore what fell due or was said since the backup is planned anew: by the first tick, by the first round of
reading. What is planned later than this is new."""

_RESTORED: Final = "restored"


@dataclass(frozen=True)
class Restored:
    """The backup is of `since`, and was put back at `at`: in between somebody worked on records that are gone."""

    since: datetime
    at: datetime

    def perhaps_sent(self, message: MessageRow) -> bool:
        """Never tried as far as these records know, and of the time that they do not know."""
        return message.first_tried_at is None and message.planned_at < self.at + UNSURE


def note(work: Work, since: datetime) -> None:
    """The records are those of `since` again."""
    settings_store.set(work, _RESTORED, f"{since.isoformat()} {work.now.isoformat()}")
    surfaces.unsure(work)


def read(work: Work) -> Restored | None:
    """The last time that a backup was put back; None: never."""
    noted = settings_store.get(work, _RESTORED)
    return None if noted is None else Restored(*map(datetime.fromisoformat, noted.split()))
