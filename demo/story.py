"""One whole cycle and the beginning of the next, acted out by people in their Slack and checked by what they see.

The same story is told in one process, by a test, and over real sockets, by `play`. Every check reads the workspace.
Figures are the published ones (examples/published.yaml). Its parts are in `asking`, `meeting` and `following`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from demo import asking, following, meeting
from demo.example import EXAMPLES, LONDON, PLAN, START, Look, Stage, published
from demo.seeing import CHANNEL, UNIT

__all__ = ["EXAMPLES", "PLAN", "SCRIPT", "START", "Stage", "Step", "published", "steps"]


@dataclass(frozen=True)
class Step:
    """One step: when, what happens in a line, where it is seen best, how it is done."""

    at: datetime
    title: str
    look: Look
    do: Callable[[Stage], None]


def steps() -> Iterator[Step]:
    """The story, in order."""
    for day, wall, title, look, do in SCRIPT:
        hour, minute = map(int, wall.split(":"))
        yield Step(datetime(*day, hour, minute, tzinfo=LONDON).astimezone(UTC), title, look, do)


STAFF: Final = Look("unit-staff", UNIT)
WAITS: Final = Look("waits-analyst")
SITES: Final = Look("sites-analyst")
TRUSTS: Final = Look("trusts-analyst")
DIRECTOR: Final = Look("hospitals-director")
READER: Final = Look("principal", CHANNEL)
SUMMARY: Final = Look("principal", CHANNEL, "Emergency waits: slightly behind")
ASKING: Final = Look("hospitals-director", CHANNEL, "Long waits in major departments: slightly behind")
PRINCIPAL: Final = Look("principal")
BORDERS: Final = Look("principal", "#borders", "Asylum applications: on trajectory")
LEAD: Final = Look("delivery-lead")

SCRIPT: Final = (
    ((2017, 10, 2), "09:05", "Four analysts are asked for September, one of them for two figures", WAITS, asking.asked),
    ((2017, 10, 2), "10:00", "One promises it for Thursday", SITES, asking.promised),
    ((2017, 10, 3), "09:05", "Who has not answered is reminded, who promised is left alone", WAITS, asking.reminded),
    ((2017, 10, 5), "09:05", "On Thursday the promise is brought to mind", SITES, asking.promise_recalled),
    ((2017, 10, 5), "11:00", "A reply with two digits exchanged, put right by editing it", SITES, asking.replied),
    ((2017, 10, 5), "12:00", "A bare number with two figures open: which one is it for?", TRUSTS, asking.which),
    ((2017, 10, 6), "14:00", "One answers by form: exchanged numbers first, then right", WAITS, asking.answered),
    ((2017, 10, 9), "10:00", "Staff query an answer, the owner explains, staff accept it", STAFF, asking.queried),
    ((2017, 10, 10), "09:10", "Staff judge the likelihood of delivery, priority by priority", STAFF, asking.rated),
    ((2017, 10, 11), "09:05", "The owner sees the draft rating first", WAITS, asking.shared),
    ((2017, 10, 12), "10:00", "Staff edit a line; a milestone is late", STAFF, asking.lines_edited),
    ((2017, 10, 13), "17:05", "Frozen with a gap; problems are proposed; a brief goes out", PRINCIPAL, asking.frozen),
    ((2017, 10, 18), "10:05", "The meeting: actions in one line, then closed; an owner accepts", STAFF, meeting.agreed),
    ((2017, 10, 18), "14:00", "A draft is edited and held", STAFF, meeting.drafted),
    ((2017, 10, 19), "10:05", "Summaries go out with threads and charts, and the cover", SUMMARY, meeting.posted),
    ((2017, 10, 19), "11:00", "The held one is posted by hand", BORDERS, meeting.posted_by_hand),
    ((2017, 10, 19), "14:00", "The principal asks a question, staff answer", PRINCIPAL, meeting.questioned),
    ((2017, 10, 20), "10:00", "A question in the thread becomes an ask", ASKING, meeting.mentioned),
    ((2017, 10, 23), "09:05", "No word on an action: agreed in the room", STAFF, meeting.agreed_in_the_room),
    ((2017, 10, 30), "09:05", "The action is overdue: its owner is reminded", DIRECTOR, following.overdue),
    ((2017, 11, 3), "09:05", "Five working days overdue: the delivery lead hears of it", LEAD, following.escalated),
    ((2017, 11, 6), "11:00", "The owner says it is done, with evidence", DIRECTOR, following.claimed),
    ((2017, 11, 7), "11:00", "Staff check the closure test and close it", STAFF, following.closed),
    ((2017, 11, 8), "11:00", "A figure that was posted is corrected", READER, following.corrected),
    ((2017, 11, 27), "09:05", "The next cycle asks, and says what came of the last", WAITS, following.asked_again),
    ((2017, 11, 28), "10:00", "Two answer by reply", WAITS, following.answered_again),
    ((2017, 12, 5), "09:10", "Staff judge again", STAFF, following.rated_again),
    ((2017, 12, 13), "12:10", "Staff say why no action is needed", STAFF, following.explained),
    ((2017, 12, 14), "10:05", "The next summary opens with what became of the action", SUMMARY, following.posted_again),
)
