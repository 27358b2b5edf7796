"""What the delivery unit's staff see: who is late, what to rate, the draft, closures to check, words to read."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.facts.summaries import SummaryFacts
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.period import Period
from domain.priority import Indicator
from domain.status import Standing, Status


@dataclass(frozen=True)
class RateFacts:
    """Asks staff for the likelihood of delivery of one priority."""

    cycle_id: int
    priority_key: str
    title: str
    indicator: Indicator
    meeting_on: date
    period: Period
    status: Status
    standing: Standing | None
    owner_likelihood: Likelihood | None
    rating: Likelihood | None  # of this cycle, once given
    rated_by: str | None
    reason: str
    freeze_on: date


@dataclass(frozen=True)
class LateRow:
    title: str
    period: Period
    person_id: str
    due_at: datetime
    promised_for: date | None


@dataclass(frozen=True)
class LateFacts:
    """The late list: for staff only, who phone."""

    meeting_on: date
    zone: str
    rows: tuple[LateRow, ...]


@dataclass(frozen=True)
class DraftFacts:
    """A summary before it goes out. `gate` is the sentence why it may not, or None."""

    cycle_id: int
    summary: SummaryFacts
    gate: str | None
    posts_at: datetime
    zone: str
    posted_by: str | None
    posted_at: datetime | None
    no_action_because: str | None


@dataclass(frozen=True)
class ClosureFacts:
    """An owner says an action is done; staff check the closure test."""

    action_id: int
    label: str
    text: str
    title: str
    owner_id: str
    closure_test: str
    evidence: str
    claimed_on: date
    check_by: date
    state: ActionState


@dataclass(frozen=True)
class ProposalFacts:
    """An owner proposes another date; staff decide, the old one runs until then."""

    action_id: int
    label: str
    text: str
    owner_id: str
    due_on: date
    proposed_on: date | None  # None once decided
    reason: str
    slips: int


@dataclass(frozen=True)
class HelpFacts:
    priority_key: str
    title: str
    period: Period
    wanted_by: str
    what: str
    from_whom: str
    by_when: date | None


@dataclass(frozen=True)
class StrayFacts:
    """Words that are no answer: never lost, read by staff."""

    person_id: str
    title: str | None
    period: Period | None
    text: str


@dataclass(frozen=True)
class TroubleFacts:
    """Something staff must mend: a message that Slack refused for good, an owner who left, a request disowned."""

    code: str
    values: dict[str, str]
