"""What leaders read: the five lines and their thread."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.facts.agreements import EarlierFacts
from bot.facts.outlooks import OutlookFacts
from bot.facts.problems import ProblemFacts
from bot.facts.records import MilestoneRow
from bot.facts.subgroups import SubgroupFacts
from bot.ports import ChartSpec
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.definition import DefinitionBreak
from domain.pace import Pace
from domain.period import Period
from domain.priority import Indicator, Observation, Target
from domain.reading import SignalReading
from domain.status import Standing, Status


@dataclass(frozen=True)
class ActionCounts:
    open: int
    overdue: int
    closed: int  # since the summary before
    oldest: str | None  # label of the one overdue longest
    oldest_days: int  # working days


@dataclass(frozen=True)
class SummaryFacts:
    """The five lines of one priority, from data frozen at the cut-off."""

    cycle_id: int
    priority_key: str
    title: str
    indicator: Indicator
    meeting_on: date
    status: Status
    standing: Standing | None  # None when there is no value
    period: Period | None  # of the standing, or of the value that is missing
    last_known: Standing | None  # shown with NO DATA
    target: Target | None
    likelihood: Likelihood | None  # the unit's
    before: Likelihood | None  # the unit's, last time
    owner_likelihood: Likelihood | None
    why: str  # the owner's sentence for the summary
    pace: Pace | None
    needed: str  # the decision or help needed from the principal; "" for none
    needed_by: date | None
    actions: ActionCounts
    next_meeting_on: date | None
    as_of: date
    final: bool

    @property
    def mark(self) -> str:
        """A few letters that are others when the lines say something else; what only passing days change, aside."""
        actual = self.standing.actual if self.standing else None
        judged = (self.likelihood, self.owner_likelihood)
        said = (self.status, actual, self.final, *judged, self.why, self.needed, self.needed_by)
        return sha256("\n".join(map(str, said)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class FollowUp:
    label: str
    text: str
    state: ActionState
    owner_id: str
    due_on: date
    overdue: int  # working days
    closed_on: date | None
    evidence: str
    disowned: bool = False  # its owner says that it is not theirs; staff have not named another


@dataclass(frozen=True)
class FollowUpsFacts:
    """First in the thread: what became of the actions agreed before, then the new ones."""

    title: str
    earlier: tuple[FollowUp, ...]
    new: tuple[FollowUp, ...]
    milestones: tuple[MilestoneRow, ...] = ()


@dataclass(frozen=True)
class QuestionsFacts:
    """Second in the thread: the three questions of a stocktake."""

    summary: SummaryFacts
    signal: SignalReading | None
    actions: tuple[FollowUp, ...]
    outlook: OutlookFacts | None = None
    earlier: tuple[EarlierFacts, ...] = ()  # targets that were replaced lately
    broken: DefinitionBreak | None = None  # the series is counted in another way, lately
    problems: tuple[ProblemFacts, ...] = ()  # open ones
    explains: str = ""  # why the unit's rating lies two steps or more from the figures or from the owner's
    subgroups: SubgroupFacts | None = None
    together: Observation | None = None  # of the longer period that is over with this one


@dataclass(frozen=True)
class CoverFacts:
    """One row a priority, worst first; `waiting` are the titles of those that are not out yet."""

    name: str
    meeting_on: date
    rows: tuple["CoverRow", ...]
    waiting: tuple[str, ...]
    next_meeting_on: date | None


@dataclass(frozen=True)
class CoverRow:
    summary: SummaryFacts
    channel: str


@dataclass(frozen=True)
class CorrectionFacts:
    """A figure that a posted summary used has changed; the summary stays, this says what it is now."""

    title: str
    indicator: Indicator
    meeting_on: date
    period: Period
    before: Standing | None
    after: Standing


@dataclass(frozen=True)
class ChartFacts:
    """Third in the thread: the chart, with the age and source of its data."""

    title: str
    indicator: Indicator
    standing: Standing | None  # of the latest value
    as_of: date
    next_due: date | None  # when the next period's value is due
    chart: ChartSpec | None
    missing: Period | None = None  # the period told of, where it has no value
