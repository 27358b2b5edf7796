"""What became of requests and actions when, kept beside the bot's own records by triggers it knows nothing of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.year.machine import Disk

TRIGGERS = """
CREATE TEMP TABLE past (at TEXT, noun TEXT, id INTEGER, state TEXT, due TEXT, person TEXT, asked INTEGER, about TEXT);
CREATE TEMP TABLE heard (key TEXT);
CREATE TEMP TRIGGER h1 AFTER INSERT ON main.receipt BEGIN INSERT INTO heard VALUES (NEW.key); END;
CREATE TEMP TRIGGER a1 AFTER INSERT ON main.action BEGIN INSERT INTO past VALUES
  (moment(), 'action', NEW.id, NEW.state, NEW.due_on, NEW.owner_id, NEW.offered_at IS NOT NULL, NEW.priority_key); END;
CREATE TEMP TRIGGER a2 AFTER UPDATE ON main.action BEGIN INSERT INTO past VALUES
  (moment(), 'action', NEW.id, NEW.state, NEW.due_on, NEW.owner_id, NEW.offered_at IS NOT NULL, NEW.priority_key); END;
CREATE TEMP TRIGGER r1 AFTER INSERT ON main.request BEGIN INSERT INTO past VALUES
  (moment(), 'request', NEW.id, NEW.state, NEW.due_at, NEW.person_id, NEW.promised_for, NEW.cycle_id); END;
CREATE TEMP TRIGGER r2 AFTER UPDATE ON main.request BEGIN INSERT INTO past VALUES
  (moment(), 'request', NEW.id, NEW.state, NEW.due_at, NEW.person_id, NEW.promised_for, NEW.cycle_id); END;
CREATE TEMP TRIGGER c1 AFTER INSERT ON main.cycle BEGIN INSERT INTO past VALUES
  (moment(), 'cycle', NEW.id, NEW.state, NEW.meeting_on, NEW.frozen_at, NEW.moves, NEW.routine_key); END;
CREATE TEMP TRIGGER c2 AFTER UPDATE ON main.cycle BEGIN INSERT INTO past VALUES
  (moment(), 'cycle', NEW.id, NEW.state, NEW.meeting_on, NEW.frozen_at, NEW.moves, NEW.routine_key); END;
"""


@dataclass(frozen=True)
class Past:
    """How something stood from an instant on. Of a request `asked` is its promised day, of a cycle its moves."""

    at: datetime
    state: str
    due: str
    person: str | None
    asked: Any
    about: Any

    @property
    def due_on(self) -> date:
        return date.fromisoformat(self.due[:10])


class Records:
    """What has been kept since `keep`; `read` brings it up to date."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._last = 0
        self._of: dict[str, dict[int, list[Past]]] = {"action": {}, "request": {}, "cycle": {}}

    def read(self) -> "Records":
        query = "SELECT rowid, at, noun, id, state, due, person, asked, about FROM past WHERE rowid > ? ORDER BY rowid"
        for rowid, at, noun, number, *rest in self._disk.execute(query, (self._last,)):
            self._last = rowid
            self._of[noun].setdefault(number, []).append(Past(datetime.fromisoformat(at), *rest))
        return self

    def of(self, noun: str) -> dict[int, list[Past]]:
        """By id, the oldest first."""
        return self._of[noun]

    def heard(self) -> set[str]:
        """Every receipt there ever was; the bot forgets them after a month."""
        return {key for (key,) in self._disk.execute("SELECT key FROM heard")}


def keep(disk: Disk, now: Callable[[], datetime]) -> Records:
    """From now on."""
    disk.create_function("moment", 0, lambda: now().isoformat())
    disk.executescript(TRIGGERS)
    return Records(disk)


def stood(past: list[Past], instant: datetime) -> Past | None:
    """How it stood at an instant."""
    return next((one for one in reversed(past) if one.at <= instant), None)


def spells(past: list[Past], end: datetime) -> Iterator[tuple[datetime, Past, datetime]]:
    """From when, how it stood, until when; spells in which nothing of it changed are one."""
    start = past[0].at
    for number, one in enumerate(past):
        after = past[number + 1] if number + 1 < len(past) else None
        same = after is not None and (after.state, after.due, after.person, after.asked) == (
            one.state, one.due, one.person, one.asked,
        )  # fmt: skip
        if not same:
            yield start, one, after.at if after else end
            start = after.at if after else end
