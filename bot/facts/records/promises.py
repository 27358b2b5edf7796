"""What is promised and what is known of it: the unit, priorities, indicators, figures, judgements, forecasts."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from domain.assessment import NOT_JUDGED, Likelihood, Rubric
from domain.definition import AS_EVER, Definitions
from domain.forecast import About, Forecast, Resolved
from domain.period import Period
from domain.period_calendar import Calendar
from domain.priority import Comparator, Indicator, Observation
from domain.rights import BOT
from domain.subgroups import UNDIVIDED, Subgroups


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
    subgroups: Subgroups = UNDIVIDED
    together: Calendar | None = None  # of the longer periods whose figure is told too


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

    A chance, 0 to 1, is of `goal` by `comparator` in `period`, or of a milestone being done by `due_on`.
    `outcome` is 1 or 0, or the value that came.
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
    milestone_id: int | None = None
    due_on: date | None = None

    @property
    def forecast(self) -> Forecast:
        return Forecast(
            by=self.said_by or BOT.id,
            said_at=self.said_at,
            about=self.about,
            subject=self.indicator_key if self.milestone_id is None else str(self.milestone_id),
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
