"""Commands that only look: help, calendar, status, requests, why, preview."""

import re

from bot.handlers.commands.answer import Answer, Given
from bot.messages import commands
from bot.ports import Rendered
from bot.routines import Work, calendars, commanding, desk, telling

DAYS = re.compile(r"(\d{1,3})\s*d?")


def _help(work: Work, given: Given) -> Rendered:
    return commands.help_text(given.actor.role)


def _calendar(work: Work, given: Given) -> Rendered:
    rows = desk.calendar_rows(work, given.actor, _days(given, desk.AHEAD))
    return commands.calendar(rows, given.actor.zone, calendars.today(work, given.actor.zone))


def _status(work: Work, given: Given) -> Rendered:
    key = commanding.priority_key(work, given.actor, given.first) if given.first else ""
    return commands.status(desk.status_rows(work, given.actor, key))


def _requests(work: Work, given: Given) -> Rendered:
    rows = desk.request_rows(work, given.actor, late_only="late" in given.words)
    return commands.requests(rows, given.actor.zone, calendars.today(work, given.actor.zone))


def _why(work: Work, given: Given) -> Rendered:
    about = commanding.somebody(work, given.text) if given.words else given.actor
    rows = telling.told(work, given.actor, about)
    return commands.told(rows, about.id, given.actor.zone, calendars.today(work, given.actor.zone))


def _preview(work: Work, given: Given) -> Rendered:
    rows = telling.coming(work, given.actor, _days(given, desk.AHEAD))
    return commands.coming(rows, given.actor.zone, calendars.today(work, given.actor.zone))


def _days(given: Given, usual: int) -> int:
    """ "30d", "30"; what is no number of days leaves the usual."""
    found = DAYS.fullmatch(given.first)
    return int(found[1]) if found else usual


ANSWERS: dict[str, Answer] = {
    "help": _help,
    "calendar": _calendar,
    "status": _status,
    "requests": _requests,
    "why": _why,
    "preview": _preview,
}
