"""Who is away when, by the records as they lie on the disk: kept by triggers the bot knows nothing of (I2, I5, I6)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from tests.year.hours import LONDON
from tests.year.machine import Disk

TRIGGERS: Final = """
CREATE TEMP TABLE away (at TEXT, person TEXT, first TEXT, last TEXT, deputy TEXT, by TEXT);
CREATE TEMP TRIGGER w1 AFTER INSERT ON main.absence BEGIN INSERT INTO away VALUES
  (moment(), NEW.person_id, NEW.first_on, NEW.last_on, NEW.deputy_id, NEW.set_by); END;
CREATE TEMP TRIGGER w2 AFTER DELETE ON main.absence BEGIN INSERT INTO away VALUES
  (moment(), OLD.person_id, OLD.first_on, NULL, NULL, NULL); END;
CREATE TEMP TRIGGER w3 AFTER UPDATE ON main.absence BEGIN
  INSERT INTO away VALUES (moment(), OLD.person_id, OLD.first_on, NULL, NULL, NULL);
  INSERT INTO away VALUES (moment(), NEW.person_id, NEW.first_on, NEW.last_on, NEW.deputy_id, NEW.set_by); END;
"""
READ: Final = "SELECT rowid, at, person, first, last, deputy, by FROM away WHERE rowid > ? ORDER BY rowid"
ALWAYS: Final = datetime.max.replace(tzinfo=UTC)


@dataclass
class Known:
    """An absence as it was known from an instant until another."""

    person: str
    first: date
    last: date
    deputy: str | None
    by: str
    since: datetime
    until: datetime = ALWAYS


@dataclass(frozen=True)
class Away:
    """Somebody was away, and that was known, from an instant until another."""

    start: datetime
    end: datetime
    deputy: str | None


class Absences:
    """All that was known of them at any time."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._last = 0
        self._now: dict[tuple[str, str], Known] = {}
        self._known: defaultdict[str, list[Known]] = defaultdict(list)
        self._away: dict[str, list[Away]] = {}

    def read(self) -> list[Known]:
        """What became known since this was asked last."""
        new = []
        for rowid, moment, person, first, last, deputy, by in self._disk.execute(READ, (self._last,)):
            self._last, at = rowid, datetime.fromisoformat(moment)
            self._away.pop(person, None)
            if (before := self._now.pop((person, first), None)) is not None:
                before.until = at
            if last is not None:
                known = Known(person, date.fromisoformat(first), date.fromisoformat(last), deputy, by, at)
                self._now[(person, first)] = known
                self._known[person].append(known)
                new.append(known)
        return new

    def known(self, person: str, instant: datetime) -> list[Known]:
        """How it stood at an instant."""
        return [one for one in self._known[person] if one.since <= instant < one.until]

    def of(self, person: str) -> list[Away]:
        """In the order of their beginnings; pieces may touch and overlap."""
        if person not in self._away:
            pieces = [_piece(one) for one in self._known.get(person, ())]
            self._away[person] = sorted((one for one in pieces if one.start < one.end), key=lambda one: one.start)
        return self._away[person]

    def taken_over(self, deputy: str) -> Iterator[datetime]:
        """From when on somebody was asked for another's figures."""
        return (one.start for person in self._known for one in self.of(person) if one.deputy == deputy)

    def is_away(self, person: str, instant: datetime, sure: timedelta = timedelta(0)) -> bool:
        """Also so much before and after it."""
        return any(one.start <= instant - sure and instant + sure < one.end for one in self.of(person))


def _piece(known: Known) -> Away:
    start = datetime.combine(known.first, time(0), LONDON).astimezone(UTC)
    end = datetime.combine(known.last + timedelta(days=1), time(0), LONDON).astimezone(UTC)
    return Away(max(start, known.since), min(end, known.until), known.deputy)


def keep(disk: Disk) -> Absences:
    """From now on; after `history.keep`, which tells it the time."""
    disk.executescript(TRIGGERS)
    return Absences(disk)
