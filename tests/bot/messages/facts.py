"""The facts of the story told in the reference: England's emergency waits, September 2017, and all that follows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.facts.actions import OfferFacts
from bot.facts.agreements import EarlierFacts
from bot.facts.outlooks import OutlookFacts, RecordFacts
from bot.facts.requests import (
    Dates,
    DigestFacts,
    DigestItem,
    Introduction,
    Led,
    NoticeFacts,
    Nudge,
    ReadingFacts,
    RequestFacts,
)
from bot.facts.subgroups import SubgroupFacts
from bot.facts.summaries import (
    ActionCounts,
    ChartFacts,
    FollowUp,
    FollowUpsFacts,
    QuestionsFacts,
    SummaryFacts,
)
from bot.facts.unit import (
    TroubleFacts,
)
from bot.ports import ChartSpec, Mark
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.definition import DefinitionBreak
from domain.forecast import Nearer, Score
from domain.ladder import RungKind
from domain.outlook_said import Footing, Outlook
from domain.pace import Pace
from domain.period import Frequency, Lag, Period
from domain.priority import Comparator, Indicator, Measure, Observation, Polarity, Target
from domain.reading import UNUSUAL, SignalReading
from domain.request import RequestState
from domain.status import Status, standing
from domain.subgroups import Subgroup, spread
from domain.trajectory import Point, Shape, Trajectory, linear

LONDON = "Europe/London"
OWNER, STAFF, PRINCIPAL, LEAD, DIRECTOR = "U0OWNER", "U0STAFF", "U0PRINCIPAL", "U0LEAD", "U0DIRECTOR"
DUE = datetime(2017, 10, 10, 16, tzinfo=UTC)  # 17:00 in London


def month(year: int, number: int) -> Period:
    return Period(Frequency.MONTH, date(year, number, 1))


MARCH, AUGUST, SEPTEMBER, TARGET_MONTH = month(2017, 3), month(2017, 8), month(2017, 9), month(2018, 3)
DATES = Dates(
    meeting=date(2017, 10, 18), draft=date(2017, 10, 11), freeze=date(2017, 10, 13), leaders=date(2017, 10, 19)
)
INDICATOR = Indicator(
    key="A1",
    name="Seen within four hours",
    unit="%",
    decimals=2,
    polarity=Polarity.HIGHER,
    measure=Measure.RATIO,
    frequency=Frequency.MONTH,
    lag=Lag(7),
    baseline_period=MARCH,
    baseline=Decimal("90.01"),
    tolerance=Decimal("1.54"),
    people_unit="patients",
    low=Decimal(0),
    high=Decimal(100),
    numerator="Patients seen within four hours",
    denominator="All attendances",
    source="NHS England, A&E attendances and emergency admissions",
    licence="CC0",
)
COUNT = Indicator(
    key="B1",
    name="Waits over four hours",
    unit="breaches",
    decimals=0,
    polarity=Polarity.LOWER,
    measure=Measure.PERIOD_TOTAL,
    frequency=Frequency.MONTH,
    lag=Lag(7),
    baseline_period=MARCH,
    baseline=Decimal(200000),
    tolerance=Decimal(9000),
)
INTERIM = Target(SEPTEMBER, Decimal(90), Comparator.ABOVE, interim=True)
TARGET = Target(TARGET_MONTH, Decimal(95), Comparator.AT_LEAST)
PATH = Trajectory(
    Shape.STEPPED,
    (
        Point(MARCH, Decimal("90.01")),
        Point(AUGUST, Decimal(90)),
        Point(SEPTEMBER, Decimal(90)),
        Point(TARGET_MONTH, Decimal(95)),
    ),
)
LAST = Observation(AUGUST, Decimal("90.30"))
ANSWER = Observation(SEPTEMBER, Decimal("89.67"), Decimal(1745829), Decimal(1946955))
STANDING = standing(INDICATOR, PATH, (INTERIM, TARGET), ANSWER)
PACE = Pace(Decimal("5.33") / 6, Decimal("-0.98") / 12, 6, month(2016, 9), TARGET)
USUAL_FOR_SUMMER = SignalReading(UNUSUAL, 88.31, 92.28, "7 Points Above CL", "improvement", 7, "above")
CHART = ChartSpec(
    title="",
    subtitle="",
    unit="%",
    labels=("Mar 2017", "Apr 2017", "May 2017", "Jun 2017", "Jul 2017", "Aug 2017", "Sep 2017", "Mar 2018"),
    values=(90.01, 90.46, 89.67, 90.67, 90.35, 90.3, 89.67, None),
    expected=(90.01, None, None, None, None, 90.0, 90.0, 95.0),
    baseline=Mark(0, 90.01),
    target=Mark(7, 95.0),
    interim=(Mark(6, 90.0),),
    decimals=2,
)
REQUEST = RequestFacts(
    request_id=12,
    priority_key="A1",
    title="Emergency waits",
    indicator=INDICATOR,
    period=SEPTEMBER,
    state=RequestState.SENT,
    due_at=DUE,
    zone=LONDON,
    dates=DATES,
    contact_id=LEAD,
    expected=Decimal(90),
    last=LAST,
    due_target=INTERIM,
    target=TARGET,
    next_period=month(2017, 10),
    led_to=(Led("A-9", "Send discharge data by site", DIRECTOR, date(2017, 9, 14)),),
)
INTRODUCTION = Introduction(unit="Delivery Unit", principal_id=PRINCIPAL, contact_id=LEAD)
READING = ReadingFacts(
    request_id=12,
    answer_id=31,
    priority_key="A1",
    title="Emergency waits",
    indicator=INDICATOR,
    observation=ANSWER,
    standing=STANDING,
    late=False,
    dates=DATES,
    frozen=False,
    signal=USUAL_FOR_SUMMER,
    pace=PACE,
    target=TARGET,
    wants_word=True,
    chart=CHART,
)
OUTLOOK = OutlookFacts(TARGET, Outlook(Footing.FULL, 0.0823, 87.62, 92.91))
BLENDED = replace(OUTLOOK, owner=0.6, blend=0.1716)
PROVISIONAL = OutlookFacts(TARGET, Outlook(Footing.PROVISIONAL, 0.314, 85.2, 96.44))
EARLY = OutlookFacts(TARGET, Outlook(Footing.EARLY))
MISSED = Target(SEPTEMBER, Decimal(95), Comparator.AT_LEAST)
EARLIER = EarlierFacts(
    MISSED,
    standing(INDICATOR, linear(MARCH, INDICATOR.baseline, SEPTEMBER, MISSED.value), (MISSED,), ANSWER),
    changed_on=date(2017, 4, 3),
    because="Two winters cost more than planned.",
    lowered=True,
)
BROKEN = DefinitionBreak(month(2017, 4), "Clinics count too.")
RECORD = RecordFacts(
    waiting=3, values=Nearer(7, 4), chances=Score(4, 0.255, (0.0, 0.853)), model=Score(4, 0.302, (0.01, 0.594))
)
SUMMARY = SummaryFacts(
    cycle_id=3,
    priority_key="A1",
    title="Emergency waits",
    indicator=INDICATOR,
    meeting_on=DATES.meeting,
    status=Status.SLIGHTLY_BEHIND,
    standing=STANDING,
    period=SEPTEMBER,
    last_known=STANDING,
    target=TARGET,
    likelihood=Likelihood.AMBER_RED,
    before=Likelihood.AMBER_GREEN,
    owner_likelihood=Likelihood.AMBER_GREEN,
    why="last winter fell 5.5 points from September to January",
    pace=PACE,
    needed="agree the winter drive for the 20 lowest trusts (A-21)",
    needed_by=date(2017, 10, 27),
    actions=ActionCounts(open=6, overdue=2, closed=3, oldest="A-14", oldest_days=12),
    next_meeting_on=date(2017, 12, 13),
    as_of=date(2017, 10, 10),
    final=True,
)
AGREED = FollowUp(
    label="A-21",
    text="Agree the winter drive for the 20 lowest trusts",
    state=ActionState.PROPOSED,
    owner_id=DIRECTOR,
    due_on=date(2017, 10, 27),
    overdue=0,
    closed_on=None,
    evidence="",
)
OVERDUE = FollowUp(
    label="A-14",
    text="Publish bed occupancy by site.",
    state=ActionState.OPEN,
    owner_id=LEAD,
    due_on=date(2017, 10, 2),
    overdue=12,
    closed_on=None,
    evidence="",
)
CLOSED = FollowUp(
    label="A-9",
    text="Send discharge data by site",
    state=ActionState.CLOSED,
    owner_id=DIRECTOR,
    due_on=date(2017, 9, 15),
    overdue=0,
    closed_on=date(2017, 9, 14),
    evidence="The table is in the unit's folder.",
)
OFFER = OfferFacts(
    action_id=21,
    label="A-21",
    text="Agree the winter drive for the 20 lowest trusts",
    title="Emergency waits",
    moves_number="The 20 trusts hold a third of all long waits.",
    closure_test="20 signed plans are with the unit.",
    due_on=date(2017, 10, 27),
    meeting_on=DATES.meeting,
    state=ActionState.PROPOSED,
    proposed_on=None,
    owner_id=DIRECTOR,
    reader_id=DIRECTOR,
    contact_id=LEAD,
    reason="",
)
FIGURE_ITEM = DigestItem(
    fact="request:12:2017-10-10",
    nudge=Nudge.FIGURE_TODAY,
    title="Emergency waits",
    request_id=12,
    period=SEPTEMBER,
    due_at=DUE,
)
ACTION_ITEM = DigestItem(
    fact="action:14:2017-10-04:x",
    nudge=Nudge.ACTION,
    title="Emergency waits",
    action_id=14,
    label="A-14",
    text="Publish bed occupancy by site.",
    due_on=date(2017, 10, 4),
    rung=RungKind.WARN_LEAD,
    overdue=4,
    owner_id=OWNER,
    tells=LEAD,
    tells_on=date(2017, 10, 11),
)
ESCALATED_ITEM = DigestItem(
    fact="action:9:2017-10-03:x",
    nudge=Nudge.ESCALATION,
    title="Emergency waits",
    action_id=9,
    label="A-9",
    text="Send discharge data by site",
    due_on=date(2017, 10, 3),
    rung=RungKind.TELL_LEAD,
    overdue=5,
    owner_id=DIRECTOR,
)
DIGEST = DigestFacts(OWNER, date(2017, 10, 10), LONDON, (ESCALATED_ITEM, ACTION_ITEM, FIGURE_ITEM))
FOLLOW_UPS = FollowUpsFacts("Emergency waits", (OVERDUE, CLOSED), (AGREED,))
_HOSPITALS = {"Northtown": "81.2", "Eastvale": "96.4", "Weston": "88.05", "Southend": "90.7"}
SUBGROUPS = SubgroupFacts(
    "hospitals",
    TARGET,
    spread(INDICATOR, TARGET, [Subgroup(name, Decimal(value)) for name, value in _HOSPITALS.items()]),
    missing=1,
)
QUESTIONS = QuestionsFacts(SUMMARY, USUAL_FOR_SUMMER, (OVERDUE, AGREED))
CHART_FACTS = ChartFacts("Emergency waits", INDICATOR, STANDING, date(2017, 10, 10), date(2017, 11, 9), CHART)
NOTICE = NoticeFacts("promised", {"day": "2017-10-12"})
TROUBLE = TroubleFacts(
    "send_refused",
    {"kind": "summary", "channel": "C0WAITS", "error": "not_in_channel", "mend": "Invite the bot to the channel."},
)
