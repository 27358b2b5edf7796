"""When each step of a stocktake falls due (DOMAIN 6)."""

from datetime import datetime, time, timedelta

from bot.routines import Work, calendars
from bot.store import cycles, plan, requests

MEETING = timedelta(hours=2)  # after that it closes itself, when nobody did
BRIEF = time(9, 0)  # of the working day after the freeze: the latest for the brief when figures are missing
DAYS = {"share": "draft"}  # steps whose day on the timeline has another name


def due_at(work: Work, kind: str, subject: str) -> datetime:
    """When a step of a cycle falls due, by the calendar as it is now. `subject` is "cycle:ID" or "ID:KEY"."""
    first, _, second = subject.partition(":")
    cycle = cycles.get(work, int(second if first == "cycle" else first))
    line = calendars.timeline(work, cycle)
    held = calendars.meeting_at(plan.routine(work, cycle.routine_key), cycle)
    match kind:
        case "late":
            asked_for = requests.due_of(work, cycle.id, second)
            return asked_for or calendars.due_at(work, cycle, second, calendars.asked_period(work, cycle, second))
        case "freeze":
            return calendars.on_day(work, line.freeze, calendars.DUE)
        case "brief":
            return calendars.on_day(work, calendars.workdays(work).shift(line.freeze, 1), BRIEF)
        case "meet":
            return held
        case "close":
            return held + MEETING
        case "post":
            return calendars.on_day(work, line.post, calendars.POSTING)
        case _:
            return calendars.on_day(work, getattr(line, DAYS.get(kind, kind)), calendars.MORNING)
