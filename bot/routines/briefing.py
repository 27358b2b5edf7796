"""What a planned message would say now, or why it is not wanted any more. Asked when it is about to be sent.

Whatever was decided when it was planned, the newest facts decide: an answered request needs no reminder, a closed
action no offer. A message that was posted is always wanted: then this is how it shows what became of it.
"""

from datetime import datetime

from bot.facts.records import MessageRow
from bot.routines import Work, away, calendars, for_leaders, for_owners, for_unit
from bot.routines.expiring import over as over
from bot.routines.wanted import Unwanted as Unwanted
from bot.routines.wanted import Wanted as Wanted
from bot.store import people

KINDS = {**for_owners.KINDS, **for_unit.KINDS, **for_leaders.KINDS}


def brief(work: Work, message: MessageRow) -> Wanted | Unwanted:
    """Everything the message says, from the newest facts."""
    return KINDS[message.kind](work, message)


def opens_at(work: Work, message: MessageRow) -> datetime:
    """`work.now` if it may go now, else when: a reply to a person's own act at once, all else in working hours, on a

    day on which they are not away.
    """
    if message.priority == 0:
        return work.now
    reader = people.get(work, message.lane)
    return away.here_from(work, reader) if reader else calendars.open_from(work, calendars.unit(work).zone)


def why_later(work: Work, message: MessageRow) -> str:
    """Why it does not go now, where `opens_at` is later."""
    reader = people.get(work, message.lane)
    return away.why_later(work, reader) if reader else away.CLOSED
