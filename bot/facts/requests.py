"""What a person who is asked for a figure sees: the request, how the answer reads, the day's reminders."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.facts.agreements import EarlierFacts
from bot.facts.outlooks import OutlookFacts, RecordFacts, SaidFacts
from bot.facts.subgroups import SubgroupFacts
from bot.ports import ChartSpec
from domain.assessment import Likelihood
from domain.definition import DefinitionBreak
from domain.ladder import RungKind
from domain.milestone import MilestoneState
from domain.pace import Pace
from domain.period import Period
from domain.priority import Indicator, Observation, Target
from domain.reading import SignalReading
from domain.request import RequestState
from domain.status import Standing
from domain.subgroups import UNDIVIDED, Subgroup, Subgroups


@dataclass(frozen=True)
class Dates:
    """The days of the cycle that people are told of, in the unit's calendar."""

    meeting: date
    draft: date
    freeze: date
    leaders: date  # when leaders see it


@dataclass(frozen=True)
class Introduction:
    """Told once, in the first message a person gets: who set this up, why them, who reads the answers, whom to ask."""

    unit: str
    principal_id: str
    contact_id: str


@dataclass(frozen=True)
class Led:
    """What the last answer led to: an action closed since."""

    label: str
    text: str
    owner_id: str
    on: date


@dataclass(frozen=True)
class NextMilestone:
    """The reader's own next one of the priority; `chance` is what they gave its date, 0 to 1."""

    milestone_id: int
    text: str
    due_on: date
    chance: float | None = None


@dataclass(frozen=True)
class RequestFacts:
    """One request, as it stands now. `zone` is the reader's, an IANA name; `expected` and `last` are in the unit."""

    request_id: int
    priority_key: str
    title: str
    indicator: Indicator
    period: Period
    state: RequestState
    due_at: datetime
    zone: str
    dates: Dates
    contact_id: str
    expected: Decimal | None = None
    last: Observation | None = None
    due_target: Target | None = None  # the target or interim target of this very period
    promised_for: date | None = None
    answered: Observation | None = None
    answered_by: str | None = None
    answer_id: int = 0  # of the last answer, in a form to whichever request for this figure; none is numbered 0
    owner_likelihood: Likelihood | None = None
    for_summary: str = ""
    for_unit: str = ""
    target: Target | None = None  # the final one, while its period is still ahead
    next_period: Period | None = None  # the one after this, while it has no figure
    subgroups: Subgroups = UNDIVIDED
    subgroup_figures: tuple[Subgroup, ...] = ()  # of this period, as far as they were given
    owner_chance: float | None = None  # what the owner said of the target in this cycle, 0 to 1
    owner_next: Decimal | None = None  # what they expect of the next period
    milestone: NextMilestone | None = None
    introduction: Introduction | None = None
    led_to: tuple[Led, ...] = ()
    reason: str = ""
    given_to: str | None = None
    frozen: bool = False  # the data of its cycle are frozen: an answer is kept, marked late
    query: str = ""  # what the unit asks about the answer


@dataclass(frozen=True)
class MilestoneFacts:
    """A milestone that falls due, for its owner to report on."""

    milestone_id: int
    title: str  # the priority's
    text: str
    due_on: date
    state: MilestoneState
    contact_id: str  # whom to ask about it


@dataclass(frozen=True)
class AskingFacts:
    """All that one person is asked for one stocktake, in one message."""

    requests: tuple[RequestFacts, ...]
    milestones: tuple[MilestoneFacts, ...]
    meeting_on: date
    introduction: Introduction | None = None


@dataclass(frozen=True)
class WhichFacts:
    """A figure that could be for several requests: which?"""

    stray_id: int
    typed: str
    requests: tuple[RequestFacts, ...]
    settled: RequestFacts | None = None


@dataclass(frozen=True)
class QueryFacts:
    """What the unit asks the owner about an answer."""

    request: RequestFacts
    question: str
    asked_by: str
    answered: bool


@dataclass(frozen=True)
class ReadingFacts:
    """How one answer reads, the moment it is given."""

    request_id: int
    answer_id: int
    priority_key: str
    title: str
    indicator: Indicator
    observation: Observation
    standing: Standing
    late: bool
    dates: Dates
    frozen: bool  # it came after the data of this cycle were frozen: the answer is kept, marked late
    signal: SignalReading | None = None
    pace: Pace | None = None
    target: Target | None = None  # the final target
    corrected: Observation | None = None  # what it replaces
    wants_word: bool = False
    has_words: bool = False
    apart: str = ""  # what is asked where the owner's word lies two steps or more from the figures
    outlook: OutlookFacts | None = None
    outlook_waits: bool = False  # for the owner's own word: it is not shown before that
    earlier: tuple[EarlierFacts, ...] = ()  # targets that were replaced lately
    broken: DefinitionBreak | None = None  # the series is counted in another way, lately
    record: RecordFacts | None = None  # of whoever gave the answer
    said: SaidFacts | None = None  # what they expect, as it was understood
    subgroups: SubgroupFacts | None = None
    together: Observation | None = None  # of the longer period that is over with this one
    chart: ChartSpec | None = None


class Nudge(StrEnum):
    """Why a line stands in the day's reminder."""

    FIGURE_SOON = "figure soon"
    FIGURE_TODAY = "figure today"
    FIGURE_LATE = "figure late"
    FIGURE_PROMISED = "figure promised"
    FIGURE_QUERIED = "figure queried"
    ACTION = "action"
    ESCALATION = "escalation"


@dataclass(frozen=True)
class DigestItem:
    """One line of a reminder. `fact` names it for the ledger: the same fact is never carried twice."""

    fact: str
    nudge: Nudge
    title: str  # the priority's
    request_id: int | None = None
    period: Period | None = None
    due_at: datetime | None = None
    action_id: int | None = None
    label: str = ""
    text: str = ""  # of an action, or what the unit asks about a figure
    due_on: date | None = None
    rung: RungKind | None = None
    overdue: int = 0  # working days
    owner_id: str | None = None  # of an action told to somebody else
    tells: str | None = None  # who hears of it next, on `tells_on`
    tells_on: date | None = None
    settled: str = ""  # what became of it since, in a word; then there is nothing to press


@dataclass(frozen=True)
class DigestFacts:
    """Everything a person is reminded of on one day, in one direct message."""

    person_id: str
    day: date
    zone: str
    items: tuple[DigestItem, ...]


@dataclass(frozen=True)
class NoticeFacts:
    """A short reply to a person's own act. `code` picks the sentence, `values` fill it."""

    code: str
    values: dict[str, str] = field(default_factory=dict)
