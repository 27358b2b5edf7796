"""What the delivery unit's staff see: who is late, what to rate, the draft, closures to check, words to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.facts.outlooks import OutlookFacts
from bot.facts.subgroups import SubgroupFacts
from bot.facts.summaries import FollowUp, SummaryFacts
from domain.action import ActionState
from domain.assessment import NOT_JUDGED, Likelihood, Rubric
from domain.judgement import Judged
from domain.period import Period
from domain.priority import Indicator, Observation, Target
from domain.request import RequestState
from domain.status import Standing, Status
from domain.stocktake import CycleState


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
    owner_by: str | None = None  # who gave the owner's word
    target: Target | None = None  # the final one, while it is still ahead
    chance: float | None = None  # beside the rating, 0 to 1
    rubric: Rubric = NOT_JUDGED  # what the rating rests on
    explains: str = ""  # why two voices lie two steps or more apart

    @property
    def judged(self) -> Judged:
        """The three voices."""
        return Judged(self.status, self.rating, self.owner_likelihood)


@dataclass(frozen=True)
class RatingFacts:
    """Asks staff for the likelihood of every priority of a stocktake (T-6)."""

    cycle_id: int
    meeting_on: date
    rows: tuple[RateFacts, ...]


@dataclass(frozen=True)
class ShareFacts:
    """The draft ratings, for the owner who was asked for the figures (T-5): no surprises."""

    reader_id: str
    rows: tuple[RateFacts, ...]


@dataclass(frozen=True)
class LateRow:
    title: str
    period: Period
    person_id: str
    due_at: datetime
    promised_for: date | None  # still to come
    disowned: bool = False  # they say it is not theirs, and nobody else is asked
    away_until: date | None = None  # the person; None while they are here


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
    held_by: str | None = None
    restricted: bool = False  # it is posted by hand only
    past: bool = False  # the hour at which it would have posted itself


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
    claimed_at: datetime | None = None


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
    """What somebody needs or asks, for staff to accept, to answer, or to make an action of.

    `period` is that of the request it came with; without one it is a question of a reader.
    """

    priority_key: str | None
    title: str | None
    period: Period | None
    wanted_by: str
    what: str
    from_whom: str
    by_when: date | None
    help_id: int = 0
    outcome: str | None = None
    settled_by: str | None = None
    reply: str = ""


@dataclass(frozen=True)
class OpeningFacts:
    """T-20: a stocktake is opened, with its dates."""

    cycle_id: int
    name: str
    meeting_at: datetime
    zone: str
    chair_id: str
    titles: tuple[str, ...]
    days: tuple[tuple[str, date], ...]  # the step's name and its day, in order
    moved: int
    reason: str
    state: CycleState


@dataclass(frozen=True)
class CheckFacts:
    """An answer for staff to check: the figure, how it stands, the words, what is worth a question."""

    request_id: int
    answer_id: int
    title: str
    priority_key: str
    indicator: Indicator
    observation: Observation
    standing: Standing
    given_by: str
    late: bool
    corrected: Observation | None
    for_summary: str
    for_unit: str
    notes: tuple[str, ...]
    state: RequestState
    query: str
    replaced: bool = False  # a newer answer has a message of its own


@dataclass(frozen=True)
class LinesFacts:
    """T-4: the lines of the summaries as they would read, for staff to edit."""

    cycle_id: int
    meeting_on: date
    freeze_on: date
    rows: tuple[SummaryFacts, ...]
    edited: frozenset[str]  # keys of the priorities whose lines were edited


@dataclass(frozen=True)
class GapsFacts:
    """At the freeze figures are missing: hold the meeting, hold it with the gaps listed, or move it."""

    cycle_id: int
    meeting_on: date
    zone: str
    rows: tuple[LateRow, ...]
    decision: str | None  # listed, unlisted, moved
    brief_at: datetime


@dataclass(frozen=True)
class BriefFacts:
    """What the principal reads before: decisions first, exceptions next, the rest in one line."""

    reader_id: str
    name: str
    meeting_at: datetime
    zone: str
    rows: tuple[SummaryFacts, ...]
    gaps_listed: bool
    outlooks: Mapping[str, OutlookFacts] = field(default_factory=dict)  # by the priority's key
    subgroups: Mapping[str, SubgroupFacts] = field(default_factory=dict)  # by the priority's key


@dataclass(frozen=True)
class AgendaRow:
    """One priority in the meeting; `added` are the labels of the actions agreed there."""

    summary: SummaryFacts
    added: tuple[str, ...]


@dataclass(frozen=True)
class MeetingFacts:
    """The meeting, as staff run it: a row a priority, and the one that it is at."""

    cycle_id: int
    name: str
    meeting_on: date
    at: str | None  # key of the priority that is discussed
    rows: tuple[AgendaRow, ...]
    closes_at: datetime
    zone: str
    closed: bool


@dataclass(frozen=True)
class SilenceFacts:
    """T+3: actions that nobody said a word on; agreed in the room."""

    meeting_on: date
    rows: tuple[FollowUp, ...]


@dataclass(frozen=True)
class StrayFacts:
    """Words that are no answer: never lost, read by staff."""

    person_id: str
    title: str | None
    period: Period | None
    text: str
    why: str = "words"  # it is no figure; or "comment" on a draft, "aside", "nothing open" to answer, "closed", ...


@dataclass(frozen=True)
class TroubleFacts:
    """Something staff must mend: a message that Slack refused for good, an owner who left, a request disowned."""

    code: str
    values: dict[str, str]
    request_id: int | None = None  # that somebody must be named for
