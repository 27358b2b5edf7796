"""The facts of the story that only the delivery unit's staff are shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.facts.problems import ProblemFacts, ProposedFacts
from bot.facts.unit import ClosureFacts, DraftFacts, HelpFacts, LateFacts, LateRow, ProposalFacts, RateFacts, StrayFacts
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.problem import Level, State
from domain.status import Status
from tests.bot.messages import facts as story

RATE = RateFacts(
    cycle_id=3,
    priority_key="A1",
    title="Emergency waits",
    indicator=story.INDICATOR,
    meeting_on=story.DATES.meeting,
    period=story.SEPTEMBER,
    status=Status.SLIGHTLY_BEHIND,
    standing=story.STANDING,
    owner_likelihood=Likelihood.AMBER_GREEN,
    rating=None,
    rated_by=None,
    reason="",
    freeze_on=story.DATES.freeze,
    owner_by=story.OWNER,
    target=story.TARGET,
)
PROBLEM = ProblemFacts(
    problem_id=3,
    label="P-3",
    priority_key="A1",
    title="Emergency waits",
    level=Level.UNIT_HELPS,
    state=State.PROPOSED,
    reason="an action moved for the third time: A-14",
    cause="",
    entered_on=date(2017, 10, 13),
    lead_id=None,
    exit_criteria="",
    exit_note="",
    left_on=None,
    decided_by=None,
    worked=(("P-1", "The trusts got the table by site every Monday"),),
)
RAISED = replace(
    PROBLEM,
    state=State.OPEN,
    cause="Nobody owns the table",
    lead_id=story.LEAD,
    exit_criteria="A-14 is closed",
    decided_by=story.STAFF,
)
PROPOSED = ProposedFacts(
    story.DATES.meeting,
    (
        PROBLEM,
        replace(
            PROBLEM,
            problem_id=4,
            label="P-4",
            level=Level.WATCH,
            reason="an interim target missed: Sep 2017",
            worked=(),
        ),
    ),
)
DRAFT = DraftFacts(
    cycle_id=3,
    summary=story.SUMMARY,
    gate=None,
    posts_at=datetime(2017, 10, 19, 9, tzinfo=UTC),
    zone=story.LONDON,
    posted_by=None,
    posted_at=None,
    no_action_because=None,
)
CLOSURE = ClosureFacts(
    action_id=21,
    label="A-21",
    text=story.OFFER.text,
    title="Emergency waits",
    owner_id=story.DIRECTOR,
    closure_test=story.OFFER.closure_test,
    evidence="All 20 plans came in.\nSee the folder “winter”.",
    claimed_on=date(2017, 10, 26),
    check_by=date(2017, 11, 2),
    state=ActionState.DONE_CLAIMED,
    claimed_at=datetime(2017, 10, 26, 14, 5, tzinfo=UTC),
)
PROPOSAL = ProposalFacts(
    action_id=21,
    label="A-21",
    text=story.OFFER.text,
    owner_id=story.DIRECTOR,
    due_on=date(2017, 10, 27),
    proposed_on=date(2017, 11, 10),
    reason="Two trusts have no chief executive until 6 Nov.",
    slips=1,
)
HELP = HelpFacts(
    priority_key="A1",
    title="Emergency waits",
    period=story.SEPTEMBER,
    wanted_by=story.OWNER,
    what="The figures of three trusts that changed their system.",
    from_whom="their data teams",
    by_when=date(2017, 10, 9),
)
STRAY = StrayFacts(story.OWNER, "Emergency waits", story.SEPTEMBER, "Could we talk about this first?")
LATE = LateFacts(
    meeting_on=story.DATES.meeting,
    zone=story.LONDON,
    rows=(
        LateRow("Emergency waits", story.SEPTEMBER, story.OWNER, story.DUE, None),
        LateRow("Planned operations", story.SEPTEMBER, story.DIRECTOR, story.DUE, date(2017, 10, 12)),
        LateRow("Asylum applications", story.SEPTEMBER, story.OWNER, story.DUE, None, disowned=True),
        LateRow("Long waits", story.SEPTEMBER, story.LEAD, story.DUE, None, away_until=date(2017, 10, 20)),
    ),
)
