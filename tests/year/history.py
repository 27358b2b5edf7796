"""What became of requests and actions when, kept beside the bot's own records by triggers it knows nothing of."""

from collections.abc import Callable
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


def keep(disk: Disk, now: Callable[[], datetime]) -> None:
    """From now on."""
    disk.create_function("moment", 0, lambda: now().isoformat())
    disk.executescript(TRIGGERS)


def heard(disk: Disk) -> list[str]:
    """Every receipt there ever was; the bot forgets them after a month."""
    return [key for (key,) in disk.execute("SELECT key FROM heard")]


def of(disk: Disk, noun: str) -> dict[int, list[Past]]:
    """By id, the oldest first."""
    found: dict[int, list[Past]] = {}
    query = "SELECT at, id, state, due, person, asked, about FROM past WHERE noun = ? ORDER BY rowid"
    for at, number, *rest in disk.execute(query, (noun,)):
        found.setdefault(number, []).append(Past(datetime.fromisoformat(at), *rest))
    return found


def stood(past: list[Past], instant: datetime) -> Past | None:
    """How it stood at an instant."""
    return next((one for one in reversed(past) if one.at <= instant), None)
