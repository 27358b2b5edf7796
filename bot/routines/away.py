"""Who is away, until when, and who is asked meanwhile."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.routines import Work, calendars
from bot.store import absences, people
from domain import absence
from domain.people import Person
from domain.workdays import next_open

AWAY_UNTIL: Final = "away until"  # how the reason begins for which a message waits
CLOSED: Final = "outside working hours"


def until(work: Work, person_id: str, at: datetime | None = None) -> date | None:
    """The last day of somebody's absence at an instant, now unless said otherwise; None while they are here."""
    theirs = absences.of(work, person_id)
    return absence.until(theirs, _day(work, at or work.now)) if theirs else None


def said(work: Work, person_id: str, at: datetime | None = None) -> str:
    """ "away until Fri 8 Dec"; nothing while they are here."""
    last = until(work, person_id, at)
    return _said(work, last) if last is not None else ""


def deputy_of(work: Work, person_id: str) -> str | None:
    """Who is asked today instead of somebody who is away: the deputy they named for that, if that one is here."""
    theirs = absences.of(work, person_id)
    found = absence.on(theirs, calendars.today(work)) if theirs else None
    deputy = people.get(work, found.deputy) if found is not None and found.deputy is not None else None
    if deputy is None or deputy.deactivated or until(work, deputy.id) is not None:
        return None
    return deputy.id


def here_from(work: Work, reader: Person) -> datetime:
    """`work.now` if it is open there now and they are here, else the first opening at which they are, in UTC."""
    theirs = absences.of(work, reader.id)
    if not theirs:
        return calendars.open_from(work, reader.zone)
    days, hours, zone = calendars.workdays(work), calendars.hours(work), ZoneInfo(reader.zone)
    return absence.here_from(
        work.now, theirs, calendars.unit_zone(work), lambda instant: next_open(instant, zone, days, hours)
    )


def why_later(work: Work, reader: Person) -> str:
    """Why they are not spoken to now: their absence, the last if several follow one another; else it is closed."""
    opens = _day(work, calendars.open_from(work, reader.zone))
    here = _day(work, here_from(work, reader))
    missed = [one.last for one in absences.of(work, reader.id) if opens <= one.last < here]
    return _said(work, max(missed)) if missed else CLOSED


def _said(work: Work, last: date) -> str:
    return f"{AWAY_UNTIL} {calendars.named(last, calendars.today(work))}"


def _day(work: Work, instant: datetime) -> date:
    return instant.astimezone(calendars.unit_zone(work)).date()
