"""After which instant a message is worth nothing any more, and why: then it is not sent, and the reason is kept.

One table for every kind that has such an instant. All others stay worth sending however late they are: what answers a
person's own act, what was agreed and must be known, summaries and what follows them. A reminder is of no day: what of
it is settled or past is left out when it goes, and one that waits takes in all that came due meanwhile (reminding.py).
"""

from datetime import datetime
from typing import Final

from bot.facts.records import CycleRow, MessageRow
from bot.routines import Work, steps
from bot.store import cycles, requests

RATE, FREEZE, MEET, CLOSE = "rate", "freeze", "meet", "close"
REASONS: Final = {
    "": "it was to go before then",
    RATE: "it came too late: ratings are asked for by now",
    FREEZE: "it came too late: the data are frozen",
    MEET: "it came too late: the meeting has begun",
    CLOSE: "it came too late: the meeting is over",
}
"""By the step of the stocktake that ends its worth."""

UNTIL: Final = {
    "opening": RATE,  # dates are confirmed or moved while there is time for it (T-20)
    "request": FREEZE,  # a figure counts for a stocktake up to its freeze (T-3)
    "query": FREEZE,  # the figure counts as it is, and the question stays unanswered
    "rate": FREEZE,  # from then on they are rated in the meeting
    "share": FREEZE,  # no surprises: before anybody else sees it, which the brief ends
    "late": MEET,  # staff phone whoever is late, while a figure can still be told in the meeting
    "lines": MEET,  # edited for the meeting; after it there are drafts
    "gaps": MEET,  # hold, hold with gaps listed, or move
    "brief": MEET,  # what the principal reads before
    "meeting": CLOSE,
}
"""The step, by the kind of message (DOMAIN 6)."""


def until(work: Work, kind: str, subject: str) -> datetime | None:
    """The instant for what is planned now, by the calendar as it is now; None: there is none."""
    return _until(work, kind, subject, work.now)[0]


def over(work: Work, message: MessageRow) -> str | None:
    """Why it is worth nothing any more; None while it is. Worked out anew: the stocktake may have been moved."""
    instant, step = _until(work, message.kind, message.subject, message.planned_at)
    instant = instant or message.expires_at
    return REASONS[step] if instant is not None and instant <= work.now and message.ts is None else None


def _until(work: Work, kind: str, subject: str, planned: datetime) -> tuple[datetime | None, str]:
    step = UNTIL.get(kind)
    if step is None:
        return None, ""
    cycle = _cycle(work, subject)
    instant = _instant(work, cycle, step)
    if step == FREEZE and instant <= planned:  # asked all the same: for the meeting
        return _instant(work, cycle, MEET), MEET
    return instant, step


def _instant(work: Work, cycle: CycleRow, step: str) -> datetime:
    if step == FREEZE and cycle.frozen_at is not None:
        return cycle.frozen_at
    return steps.due_at(work, step, cycle.subject)


def _cycle(work: Work, subject: str) -> CycleRow:
    """Of "cycle:12", "asked:12:U1", "share:12", or of a request."""
    noun, number, *_ = subject.split(":")
    return cycles.get(work, requests.get(work, int(number)).cycle_id if noun == "request" else int(number))
