"""Whether what somebody did could still be done when it was kept, by how what it is about stood then (I9)."""

from collections.abc import Mapping
from typing import Final

from domain.rights import Act
from tests.year.machine import Disk

TRIGGERS: Final = """
CREATE TEMP TABLE done (id INTEGER PRIMARY KEY, stood TEXT);
CREATE TEMP TABLE wrong (promise TEXT, sentence TEXT);
CREATE TEMP TRIGGER d1 AFTER INSERT ON main.audit WHEN NEW.subject LIKE 'action:%' BEGIN INSERT INTO done
  SELECT NEW.id, CASE WHEN NEW.details LIKE '%"agree"%' AND proposed_due_on IS NULL THEN 'without another date'
    ELSE state END
  FROM main.action WHERE id = substr(NEW.subject, 8); END;
CREATE TEMP TRIGGER d2 AFTER INSERT ON main.audit WHEN NEW.subject LIKE 'request:%' BEGIN INSERT INTO done
  SELECT NEW.id, state FROM main.request WHERE id = substr(NEW.subject, 9); END;
CREATE TEMP TRIGGER d3 AFTER INSERT ON main.audit WHEN NEW.subject LIKE 'draft:%' BEGIN INSERT INTO done
  SELECT NEW.id, 'posted' FROM main.summary WHERE cycle_id || ':' || priority_key = substr(NEW.subject, 7); END;
CREATE TEMP TRIGGER d4 AFTER INSERT ON main.audit WHEN NEW.subject LIKE 'summary:%' BEGIN INSERT INTO done
  SELECT NEW.id, 'held' FROM main.draft
  WHERE cycle_id || ':' || priority_key = substr(NEW.subject, 9) AND held_by IS NOT NULL; END;
CREATE TEMP TRIGGER d5 AFTER INSERT ON main.answer WHEN NOT NEW.late BEGIN INSERT INTO wrong
  SELECT 'I7', 'answer ' || NEW.id || ' came after the freeze and is kept as if in time'
  FROM main.request WHERE id = NEW.request_id AND state = 'lapsed'; END;
CREATE TEMP TRIGGER d6 AFTER UPDATE ON main.action WHEN OLD.state = 'done claimed' AND NEW.state = 'open'
  BEGIN INSERT INTO wrong SELECT 'I5', 'action ' || NEW.id || ' was said to be done, and nobody sent it back'
  FROM main.audit WHERE id = (SELECT max(id) FROM main.audit WHERE subject = 'action:' || NEW.id)
  AND act != 'send back action'; END;
"""
"""An audited act is written down before what it changes: until then it stands as it was found."""

_ASKED: Final = ("sent", "promised", "queried")
_LIVE: Final = ("proposed", "open", "blocked")
POSSIBLE: Final[Mapping[Act, tuple[str | None, ...]]] = {
    Act.ANSWER_REQUEST: (*_ASKED, "answered", "accepted", "lapsed"),
    Act.PROMISE_FIGURE: _ASKED,
    Act.DISOWN_REQUEST: _ASKED,
    Act.GIVE_REQUEST: (*_ASKED, "scheduled", "disowned"),
    Act.QUERY_ANSWER: ("answered", "accepted"),
    Act.ACCEPT_ANSWER: ("answered",),
    Act.ACCEPT_ACTION: ("proposed",),
    Act.CLAIM_DONE: _LIVE,
    Act.PROPOSE_DATE: _LIVE,
    Act.DISOWN_ACTION: (*_LIVE, "done claimed"),
    Act.CLOSE_ACTION: ("done claimed",),
    Act.SEND_BACK_ACTION: ("done claimed",),
    Act.HOLD_SUMMARY: (None,),  # not posted
    Act.EDIT_SUMMARY: (None,),
}
"""By an act, the states in which what it is about may be found."""

AGREED: Final = (*_LIVE, "done claimed")


def was_possible(act: str, subject: str, stood: str | None, details: Mapping[str, object]) -> bool:
    """`stood` is None where nothing is known that matters."""
    if act == Act.RUN_TIMETABLE and subject.startswith("summary:"):
        return stood is None  # what staff hold does not go out by itself
    if act == Act.CLOSE_ACTION and "agree" in details:
        return stood in AGREED
    return act not in POSSIBLE or stood in POSSIBLE[Act(act)]


def wrong(disk: Disk) -> list[tuple[str, str]]:
    """Promises that were broken by a change of the records, each with its sentence."""
    return disk.execute("SELECT promise, sentence FROM temp.wrong").fetchall()


def watch(disk: Disk) -> None:
    """From now on."""
    disk.executescript(TRIGGERS)
