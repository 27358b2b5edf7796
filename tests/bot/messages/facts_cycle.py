"""The facts of a whole stocktake: what is asked of one person, checked, frozen, met over, covered, corrected."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.facts.home import DeskFacts, HomeFacts
from bot.facts.requests import AskingFacts, MilestoneFacts, QueryFacts, RequestFacts, WhichFacts
from bot.facts.summaries import CorrectionFacts, CoverFacts, CoverRow
from bot.facts.unit import (
    AgendaRow,
    BriefFacts,
    CheckFacts,
    GapsFacts,
    LinesFacts,
    MeetingFacts,
    OpeningFacts,
    RateFacts,
    RatingFacts,
    ShareFacts,
    SilenceFacts,
)
from domain.assessment import Likelihood
from domain.milestone import MilestoneState
from domain.priority import Observation
from domain.request import RequestState
from domain.status import Status, standing
from domain.stocktake import CycleState
from tests.bot.messages import facts as story
from tests.bot.messages import facts_unit as unit

MEETING = datetime(2017, 10, 18, 9, tzinfo=UTC)  # 10:00 in London


def asked(*requests: RequestFacts, milestones: tuple[MilestoneFacts, ...] = ()) -> AskingFacts:
    """These requests in one message."""
    return AskingFacts(requests, milestones, story.DATES.meeting)


def rating(*rows: RateFacts) -> RatingFacts:
    return RatingFacts(3, story.DATES.meeting, rows)


def share(*rows: RateFacts) -> ShareFacts:
    return ShareFacts(story.OWNER, rows)


def queried(one: RequestFacts) -> RequestFacts:
    """Answered, and the unit asks about it."""
    question = "Does it include the new site?"
    return replace(one, state=RequestState.QUERIED, answered=one.last, answered_by=story.OWNER, query=question)


COUNTED = replace(
    story.REQUEST,
    request_id=13,
    priority_key="B1",
    title="Long waits in major departments",
    indicator=story.COUNT,
    last=Observation(story.AUGUST, Decimal(182992)),
    expected=Decimal(172813),
    due_target=None,
    led_to=(),
)
LOUNGES = MilestoneFacts(
    7,
    "Emergency waits",
    "Discharge lounges are open at all 20 trusts",
    date(2017, 10, 16),
    MilestoneState.DUE,
    story.LEAD,
)
MISSING = replace(
    story.SUMMARY,
    priority_key="E1",
    title="Home before noon",
    status=Status.NO_DATA,
    standing=None,
    last_known=standing(story.INDICATOR, story.PATH, (story.TARGET,), story.LAST),
    likelihood=None,
    owner_likelihood=None,
    needed="",
    needed_by=None,
    why="",
    pace=None,
    final=False,
)
ON_PATH = replace(
    story.SUMMARY,
    priority_key="C1",
    title="Planned operations",
    status=Status.ON_TRAJECTORY,
    standing=standing(
        story.INDICATOR, story.PATH, (story.INTERIM, story.TARGET), Observation(story.SEPTEMBER, Decimal("91.20"))
    ),
    likelihood=Likelihood.GREEN,
    owner_likelihood=Likelihood.GREEN,
    why="the theatres of four hospitals open on Saturdays",
    needed="",
    needed_by=None,
)
SUMMARIES = (story.SUMMARY, MISSING, ON_PATH)
OPENING = OpeningFacts(
    cycle_id=3,
    name="Health stocktake",
    meeting_at=MEETING,
    zone=story.LONDON,
    chair_id=story.STAFF,
    titles=("Emergency waits", "Home before noon", "Planned operations"),
    days=(
        ("request", date(2017, 9, 27)),
        ("due", date(2017, 10, 4)),
        ("rate", date(2017, 10, 10)),
        ("draft", date(2017, 10, 11)),
        ("lines", date(2017, 10, 12)),
        ("freeze", date(2017, 10, 13)),
        ("meeting", date(2017, 10, 18)),
        ("post", date(2017, 10, 19)),
    ),
    moved=0,
    reason="",
    state=CycleState.PLANNED,
)
CHECK = CheckFacts(
    request_id=12,
    answer_id=31,
    title="Emergency waits",
    priority_key="A1",
    indicator=story.INDICATOR,
    observation=story.ANSWER,
    standing=story.STANDING,
    given_by=story.OWNER,
    late=False,
    corrected=None,
    for_summary="more patients than planned",
    for_unit="Three trusts changed their system.",
    notes=("This replaces 89.76 %; both are kept.",),
    state=RequestState.ANSWERED,
    query="",
)
LINES = LinesFacts(3, story.DATES.meeting, story.DATES.freeze, SUMMARIES, frozenset({"A1"}))
GAPS = GapsFacts(3, story.DATES.meeting, story.LONDON, unit.LATE.rows, None, datetime(2017, 10, 16, 8, tzinfo=UTC))
BRIEF = BriefFacts(story.PRINCIPAL, "Health stocktake", MEETING, story.LONDON, SUMMARIES, gaps_listed=True)
MEETING_FACTS = MeetingFacts(
    cycle_id=3,
    name="Health stocktake",
    meeting_on=story.DATES.meeting,
    at="A1",
    rows=(AgendaRow(story.SUMMARY, ("A-21",)), AgendaRow(MISSING, ()), AgendaRow(ON_PATH, ())),
    closes_at=datetime(2017, 10, 18, 11, tzinfo=UTC),
    zone=story.LONDON,
    closed=False,
)
COVER = CoverFacts(
    "Health stocktake",
    story.DATES.meeting,
    (CoverRow(MISSING, "C0HOME"), CoverRow(story.SUMMARY, "C0WAITS")),
    ("Planned operations",),
    date(2017, 12, 13),
)
CORRECTION = CorrectionFacts(
    title="Emergency waits",
    indicator=story.INDICATOR,
    meeting_on=story.DATES.meeting,
    period=story.SEPTEMBER,
    before=story.STANDING,
    after=standing(
        story.INDICATOR, story.PATH, (story.INTERIM, story.TARGET), Observation(story.SEPTEMBER, Decimal("90.12"))
    ),
)
DESK = DeskFacts(3, story.DATES.meeting, unit.LATE.rows, (("A1", "Emergency waits"),), (unit.HELP,), (story.AGREED,))
HOME = HomeFacts(
    "Delivery Unit",
    story.LONDON,
    date(2017, 10, 10),
    (story.REQUEST, COUNTED),
    (story.OVERDUE,),
    SUMMARIES,
    DESK,
)
WHICH = WhichFacts(5, "89.67 more patients", (story.REQUEST, COUNTED))
QUERY = QueryFacts(
    replace(story.REQUEST, state=RequestState.QUERIED, answered=story.ANSWER),
    "Does it include the new site?",
    story.STAFF,
    answered=False,
)
STORY: dict[str, object] = {
    "request": asked(story.REQUEST),
    "which": WHICH,
    "query": QUERY,
    "reading": story.READING,
    "digest": story.DIGEST,
    "notice": story.NOTICE,
    "trouble": story.TROUBLE,
    "opening": OPENING,
    "check": CHECK,
    "rate": rating(unit.RATE, replace(unit.RATE, priority_key="B1", title="Long waits in major departments")),
    "share": share(unit.RATE),
    "late": unit.LATE,
    "lines": LINES,
    "gaps": GAPS,
    "brief": BRIEF,
    "meeting": MEETING_FACTS,
    "draft": unit.DRAFT,
    "silence": SilenceFacts(story.DATES.meeting, (story.AGREED,)),
    "cover": COVER,
    "correction": CORRECTION,
    "summary": story.SUMMARY,
    "follow_ups": story.FOLLOW_UPS,
    "questions": story.QUESTIONS,
    "chart": story.CHART_FACTS,
    "offer": story.OFFER,
    "closure": unit.CLOSURE,
    "proposal": unit.PROPOSAL,
    "help": unit.HELP,
    "problems": unit.PROPOSED,
    "stray": unit.STRAY,
}
