"""Commands that only look: help, calendar, status, requests, why, preview."""

from bot.handlers.commands.answer import Answer, Given
from bot.messages import commands
from bot.ports import Rendered
from bot.routines import Work, calendars, commanding, desk, forecasting, health, telling
from domain.errors import Refused


def _help(work: Work, given: Given) -> Rendered:
    return commands.help_text(given.actor.role)


def _calendar(work: Work, given: Given) -> Rendered:
    days = commanding.days(given.first, desk.AHEAD)
    rows = desk.calendar_rows(work, given.actor, days)
    return commands.calendar(rows, given.actor.zone, calendars.today(work, given.actor.zone), days)


def _status(work: Work, given: Given) -> Rendered:
    key = commanding.priority_key(work, given.actor, given.first) if given.first else ""
    return commands.status(desk.status_rows(work, given.actor, key))


def _requests(work: Work, given: Given) -> Rendered:
    if given.first.lower() not in ("", "late"):
        raise Refused("which", f"There are no requests called {given.first}.", "Write late, or nothing for all.")
    rows = desk.request_rows(work, given.actor, late_only=bool(given.first))
    today = calendars.today(work, given.actor.zone)
    return commands.requests(rows, given.actor.zone, today, late_only=bool(given.first))


def _why(work: Work, given: Given) -> Rendered:
    about = commanding.somebody(work, given.text) if given.words else given.actor
    rows = telling.told(work, given.actor, about)
    return commands.told(rows, about.id, given.actor.zone, calendars.today(work, given.actor.zone))


def _preview(work: Work, given: Given) -> Rendered:
    days = commanding.days(given.first, desk.AHEAD)
    rows = telling.coming(work, given.actor, days)
    return commands.coming(rows, given.actor.zone, calendars.today(work, given.actor.zone), days)


def _health(work: Work, given: Given) -> Rendered:
    return commands.health(health.of_routines(work, given.actor), forecasting.record_of_all(work))


ANSWERS: dict[str, Answer] = {
    "help": _help,
    "calendar": _calendar,
    "status": _status,
    "requests": _requests,
    "health": _health,
    "why": _why,
    "preview": _preview,
}
