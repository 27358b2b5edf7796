"""What the store keeps, as its readers see it: one frozen record for each noun."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from domain.action import ActionKind, ActionState
from domain.assessment import NOT_JUDGED, Likelihood, Rubric
from domain.definition import AS_EVER, Definitions
from domain.forecast import About, Forecast, Resolved
from domain.milestone import MilestoneState
from domain.period import Period
from domain.priority import Comparator, Indicator, Observation
from domain.problem import Cause, Problem, Proposal
from domain.recurrence import Rule
from domain.request import RequestState
from domain.rights import BOT
from domain.stocktake import CycleState, LeadTimes

Json = dict[str, Any]


@dataclass(frozen=True)
class UnitRow:
    """The delivery unit: its private conversation and what its calendar is made from."""

    name: str
    channel: str
    zone: str  # IANA name
    country: str
    subdivision: str | None = None
    holidays: frozenset[date] = frozenset()  # the unit's own list
    weekend: frozenset[int] = frozenset({5, 6})  # weekday numbers, Monday 0
    opens: time = time(9)  # wall time
    closes: time = time(17, 30)


@dataclass(frozen=True)
class PriorityRow:
    """`visibility` is unit, leaders, all or named; `named` holds user ids and counts only for the last."""

    key: str
    title: str
    outcome: str
    channel: str
    visibility: str
    principal_id: str
    leader_id: str
    delivery_lead_id: str | None = None
    named: frozenset[str] = frozenset()
    closed_on: date | None = None


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator, the priority it belongs to, and the data owner who is asked for its figures."""

    indicator: Indicator
    priority_key: str
    owner_id: str
    definitions: Definitions = AS_EVER


@dataclass(frozen=True)
class ObservationRow:
    """One submitted value; `supersedes` is the id of the row of the same period that it revises."""

    id: int
    indicator_key: str
    observation: Observation
    submitted_by: str
    submitted_at: datetime
    evidence: str | None
    supersedes: int | None


@dataclass(frozen=True)
class AssessmentRow:
    """A judged likelihood; `capacity` is "owner" or "unit"."""

    id: int
    priority_key: str
    cycle_id: int
    capacity: str
    likelihood: Likelihood
    reason: str
    judged_by: str
    judged_at: datetime
    rubric: Rubric = NOT_JUDGED
    explains: str = ""  # why it lies two steps or more from the figures or from the owner


@dataclass(frozen=True)
class ForecastRow:
    """One stated forecast; `capacity` is owner, unit or model, and past figures alone are nobody's (`said_by`).

    A chance, 0 to 1, is of `goal` by `comparator` in `period`. `outcome` is 1 or 0, or the value that came.
    """

    id: int
    indicator_key: str
    cycle_id: int
    capacity: str
    said_by: str | None
    said_at: datetime
    about: About
    period: Period
    goal: Decimal | None
    comparator: Comparator | None
    chance: float | None
    value: Decimal | None
    model: float | None
    unled: bool
    outcome: Decimal | None
    known_at: datetime | None

    @property
    def forecast(self) -> Forecast:
        return Forecast(
            by=self.said_by or BOT.id,
            said_at=self.said_at,
            about=self.about,
            subject=self.indicator_key,
            period=self.period,
            chance=self.chance,
            value=self.value,
            model=self.model,
            unled=self.unled,
        )

    @property
    def resolved(self) -> Resolved | None:
        """With its outcome; None while that is not known."""
        if self.outcome is None or self.known_at is None:
            return None
        return Resolved(self.forecast, self.outcome, self.known_at)


@dataclass(frozen=True)
class RoutineRow:
    """A routine and the priorities it covers, in the order of their keys. `wall_time` is local to `zone`."""

    key: str
    name: str
    principal_id: str
    chair_id: str
    lead: LeadTimes
    cadence: Rule
    wall_time: time
    zone: ZoneInfo
    priority_keys: tuple[str, ...] = ()
    channel: str | None = None  # where covers go; the unit's own without one


@dataclass(frozen=True)
class CycleRow:
    """One run of a routine. `frozen_at` is the cut-off of the data that its summaries use.

    `gaps` is what staff decided about missing figures (listed, unlisted); `agenda` the key of the priority that the
    meeting is at; `moves` how often it was moved, for `reason`; `planned_on` the day it was first planned for.
    """

    id: int
    routine_key: str
    meeting_on: date
    state: CycleState
    frozen_at: datetime | None
    gaps: str | None = None
    agenda: str | None = None
    moves: int = 0
    reason: str | None = None
    planned_on: date | None = None

    @property
    def subject(self) -> str:
        """How messages, due rows and the audit name it."""
        return f"cycle:{self.id}"


@dataclass(frozen=True)
class RequestRow:
    """One person asked for one period's figure, in the message `message_id` together with what else they owe."""

    id: int
    cycle_id: int
    indicator_key: str
    period: Period
    person_id: str
    state: RequestState
    due_at: datetime
    promised_for: date | None
    reason: str | None
    message_id: int | None = None

    @property
    def subject(self) -> str:
        """How messages, due rows and the audit name it."""
        return f"request:{self.id}"


@dataclass(frozen=True)
class AnswerRow:
    """What was said to a request; `way` is modal, reply, edit, reason, query or tap. A correction is a further row."""

    id: int
    request_id: int
    observation_id: int | None
    for_summary: str
    for_unit: str
    given_by: str
    given_at: datetime
    way: str
    receipt: str
    late: bool


@dataclass(frozen=True)
class HelpRow:
    """What an owner needs (`request_id`), or what a reader of a summary asks (`summary_id`), or both empty.

    `outcome` is what staff made of it: ask, action, answered; None while they have not.
    """

    id: int
    request_id: int | None
    summary_id: int | None
    priority_key: str | None
    what: str
    from_whom: str
    by_when: date | None
    wanted_by: str
    wanted_at: datetime
    receipt: str | None
    outcome: str | None
    settled_by: str | None
    reply: str | None

    @property
    def subject(self) -> str:
        """How messages and the audit name it."""
        return f"help:{self.id}"


@dataclass(frozen=True)
class MilestoneRow:
    """A dated event of a priority. `original_due_on` is never moved."""

    id: int
    priority_key: str
    text: str
    owner_id: str
    due_on: date
    original_due_on: date
    state: MilestoneState
    note: str
    told_by: str | None
    told_at: datetime | None

    @property
    def subject(self) -> str:
        """How messages and the audit name it."""
        return f"milestone:{self.id}"


@dataclass(frozen=True)
class ProblemRow:
    """A problem as it stands; `rule` is empty when staff raised it, `about` what the rule speaks of."""

    id: int
    priority_key: str
    cycle_id: int
    rule: str
    about: str
    problem: Problem
    changed_by: str | None
    changed_at: datetime

    @property
    def label(self) -> str:
        """What people call it."""
        return f"P-{self.id}"

    @property
    def subject(self) -> str:
        """How messages and the audit name it."""
        return f"problem:{self.id}"

    @property
    def proposal(self) -> Proposal | None:
        """The rule's, if one proposed it."""
        return Proposal(Cause(self.rule), self.about) if self.rule else None


@dataclass(frozen=True)
class DraftRow:
    """What staff made of a summary before it goes out; None leaves a line as it is worked out."""

    cycle_id: int
    priority_key: str
    why: str | None = None
    needed: str | None = None
    needed_by: date | None = None
    edited_by: str | None = None
    held_by: str | None = None


@dataclass(frozen=True)
class ChannelRow:
    """A channel as Slack lists it, and how wide what is said there goes."""

    id: str
    name: str
    private: bool
    external: bool
    guests: bool


@dataclass(frozen=True)
class StrayRow:
    """Words that are no answer; `why` is what kept them from being one."""

    id: int
    receipt: str
    person_id: str
    request_id: int | None
    text: str
    why: str
    said_at: datetime


@dataclass(frozen=True)
class ActionRow:
    """An agreed action, or an ask that staff accepted.

    `original_due_on` is never moved; `proposed_due_on` waits for staff to decide.
    """

    id: int
    priority_key: str
    cycle_id: int
    kind: ActionKind
    text: str
    moves_number: str
    owner_id: str
    state: ActionState
    due_on: date
    original_due_on: date
    proposed_due_on: date | None
    slips: int
    closure_test: str
    evidence: str
    created_by: str
    created_at: datetime
    offered_at: datetime | None
    claimed_at: datetime | None
    closed_at: datetime | None
    reason: str | None
    blocked_by: str | None = None
    blocked_until: date | None = None

    @property
    def label(self) -> str:
        """What people call it: "A-21"."""
        return f"A-{self.id}"

    @property
    def subject(self) -> str:
        """How messages, due rows and the audit name it."""
        return f"action:{self.id}"


@dataclass(frozen=True)
class NoActionRow:
    """Why a priority that needs an action has none in this cycle."""

    cycle_id: int
    priority_key: str
    because: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class SummaryRow:
    """A summary as it went out; everything it says is in `snapshot`."""

    id: int
    cycle_id: int
    priority_key: str
    snapshot: Json
    posted_by: str
    posted_at: datetime


@dataclass(frozen=True)
class DueRow:
    """One line of the timetable. `due_at` is when it was to happen, whenever it is read."""

    key: str
    kind: str
    subject: str
    due_at: datetime
    state: str
    attempts: int
    reason: str | None


@dataclass(frozen=True)
class MessageRow:
    """One line of the ledger of messages. `carried` lists the facts it spoke of when it was last tried."""

    id: int
    key: str
    kind: str
    subject: str
    details: Json
    lane: str
    parent: int | None
    priority: int
    not_before: datetime
    expires_at: datetime | None
    state: str
    attempts: int
    first_tried_at: datetime | None
    tried_at: datetime | None
    channel: str | None
    ts: str | None
    carried: tuple[str, ...]
    reason: str | None
    planned_at: datetime


@dataclass(frozen=True)
class PictureRow:
    """An uploaded chart; `file_id` is empty while no upload has succeeded."""

    digest: str
    file_id: str
    ready: bool
    failures: int
    uploaded_at: datetime
