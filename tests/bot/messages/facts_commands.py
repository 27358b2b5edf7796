"""What `/stocktake ...` is asked about in the story: its days, its requests, its actions, what was sent and comes."""

from datetime import UTC, date, datetime, timedelta

from bot.facts.status import StatusMore
from bot.routines.desk import ActionLine, CalendarRow, RequestLine, StatusRow
from bot.routines.telling import ComingLine, ToldLine
from domain.assessment import Likelihood
from domain.health import Health, Part
from domain.status import Status
from tests.bot.messages import facts as story
from tests.bot.messages import facts_unit as unit

TODAY = date(2017, 10, 11)
AHEAD = 60  # days
STOCKTAKE = "the stocktake on Wed 18 Oct"
TITLES = ("Emergency waits", "Long waits in major departments")


AWAY = {
    "who": story.OWNER,
    "first": date(2017, 10, 16),
    "last": date(2017, 10, 27),
    "deputy": story.LEAD,
    "passed": 1,
    "year": 2017,
}


def _day(day: int, hour: int) -> datetime:
    """In London, in October."""
    return datetime(2017, 10, day, hour, tzinfo=UTC) - timedelta(hours=1)


CALENDAR = (
    CalendarRow(_day(2, 10), "request", TITLES[0]),
    CalendarRow(_day(10, 9), "rate", "Health stocktake"),
    CalendarRow(_day(10, 17), "late", TITLES[0]),
    CalendarRow(_day(10, 17), "late", TITLES[1]),
    CalendarRow(_day(11, 9), "share", TITLES[0]),
    CalendarRow(_day(12, 9), "lines", "Health stocktake"),
    CalendarRow(_day(13, 17), "freeze", "Health stocktake"),
    CalendarRow(_day(18, 10), "meet", "Health stocktake"),
    CalendarRow(_day(19, 10), "post", TITLES[0]),
    CalendarRow(_day(19, 10), "post", TITLES[1]),
    CalendarRow(datetime(2017, 12, 8, 9, tzinfo=UTC), "open", "Health stocktake"),
    CalendarRow(datetime(2018, 2, 14, 10, tzinfo=UTC), "meet", "Health stocktake"),
)
MORE = StatusMore(
    final=False,
    likelihood=Likelihood.AMBER_RED,
    signal=story.USUAL_FOR_SUMMER,
    pace=story.PACE,
    outlook=story.PROVISIONAL,
    earlier=(story.EARLIER,),
    broken=story.BROKEN,
    subgroups=story.SUBGROUPS,
    problems=(unit.RAISED,),
)
STATUS = StatusRow(
    "A1", TITLES[0], Status.SLIGHTLY_BEHIND, story.STANDING, story.SEPTEMBER, story.INDICATOR, None, StatusMore()
)
WHOLE = StatusRow("A1", TITLES[0], Status.SLIGHTLY_BEHIND, story.STANDING, story.SEPTEMBER, story.INDICATOR, None, MORE)
NO_DATA = StatusRow("B1", TITLES[1], Status.NO_DATA, None, story.SEPTEMBER, story.COUNT, None, StatusMore())
LAST_KNOWN = StatusRow(
    "D1", "One trust", Status.NO_DATA, None, story.SEPTEMBER, story.INDICATOR, story.STANDING, StatusMore()
)
SENT = RequestLine(TITLES[0], story.SEPTEMBER, story.OWNER, "sent", story.DUE, None, late=False)
PROMISED = RequestLine(TITLES[1], story.SEPTEMBER, story.LEAD, "promised", story.DUE, date(2017, 10, 12), late=False)
QUERIED = RequestLine("One trust", story.SEPTEMBER, story.LEAD, "queried", story.DUE, None, late=False)
LATE = RequestLine(
    TITLES[0], story.SEPTEMBER, story.OWNER, "sent", story.DUE, None, late=True, away_until=date(2017, 10, 20)
)
BROKEN_PROMISE = RequestLine(
    TITLES[1], story.SEPTEMBER, story.LEAD, "promised", story.DUE, date(2017, 10, 12), late=True
)
NOBODYS = RequestLine("Asylum applications", story.SEPTEMBER, story.OWNER, "disowned", story.DUE, None, late=True)


def action(state: str, *, overdue: bool = False, due_on: date = story.OFFER.due_on) -> ActionLine:
    return ActionLine("A-21", story.OFFER.text, story.DIRECTOR, state, due_on, overdue)


ACTIONS = (
    ActionLine("A-14", "Publish bed occupancy by site.", story.LEAD, "open", date(2017, 10, 2), overdue=True),
    action("proposed"),
    ActionLine("A-9", "Send discharge data by site", story.DIRECTOR, "done claimed", date(2017, 10, 20), overdue=False),
    ActionLine("A-17", "Open 40 step-down beds", story.LEAD, "blocked", date(2017, 10, 31), overdue=False),
    ActionLine("A-22", "Agree rotas for spring", story.LEAD, "open", date(2018, 1, 12), overdue=False),
)
TOLD = (
    ToldLine("notice", "planned", _day(10, 18), ""),
    ToldLine("digest", "cancelled", _day(10, 9), "answered meanwhile"),
    ToldLine("digest", "not sent", _day(9, 9), "nothing was open"),
    ToldLine("reading", "sent", _day(6, 14), "your answer"),
    ToldLine("request", "sent", datetime(2017, 9, 27, 8, tzinfo=UTC), STOCKTAKE),
)
COMING = (
    ComingLine("digest", _day(12, 9), "", story.OWNER),
    ComingLine("share", _day(12, 9), "", story.OWNER, STOCKTAKE),
    ComingLine("freeze", _day(13, 17), "", None, STOCKTAKE),
    ComingLine("notice", _day(13, 18), "", "C0UNIT", "outside working hours"),
    ComingLine("meet", _day(18, 10), "", None, STOCKTAKE),
    ComingLine("post", _day(19, 10), TITLES[0], None, STOCKTAKE),
    ComingLine("unblock", _day(31, 9), "", None, "action A-17"),
)
HEALTH = Health(
    cycles_on_date=Part(4, 3),
    answered_in_time=Part(20, 17),
    briefs_in_time=Part(4, 4),
    summaries_in_time=Part(4, 3),
    fresh_priorities=Part(5, 4),
    actions_in_time=Part(9, 6),
    closed_with_test=Part(7, 7),
    days_overdue=12.0,
)
NEW_ROUTINE = Health(
    cycles_on_date=Part(0, 0),
    answered_in_time=Part(0, 0),
    briefs_in_time=Part(0, 0),
    summaries_in_time=Part(0, 0),
    fresh_priorities=Part(2, 2),
    actions_in_time=Part(0, 0),
    closed_with_test=Part(0, 0),
    days_overdue=None,
)
