"""A delivery plan, read and checked: domain objects, with people and channels still by name."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from domain.definition import AS_EVER, Definitions
from domain.people import Role
from domain.period import Period
from domain.period_calendar import Calendar
from domain.priority import Indicator, Observation, Target
from domain.recurrence import Rule
from domain.stocktake import LeadTimes
from domain.subgroups import UNDIVIDED, Subgroup, Subgroups
from domain.trajectory import Trajectory


@dataclass(frozen=True)
class UnitPlan:
    """The delivery unit and its calendar."""

    name: str
    channel: str
    zone: str
    country: str
    subdivision: str | None
    holidays: frozenset[date]
    weekend: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True)
class PersonPlan:
    """Somebody the plan names: `key` in the plan, `slack` an e-mail address, an @handle or a user id."""

    key: str
    slack: str
    role: Role
    line: int


@dataclass(frozen=True)
class RoutinePlan:
    """The stocktake: who, when, with which lead times."""

    key: str
    name: str
    principal: str
    chair: str
    lead: LeadTimes
    cadence: Rule
    wall_time: time
    zone: ZoneInfo
    channel: str | None = None


@dataclass(frozen=True)
class MilestonePlan:
    """A dated event of a priority, and who reports on it."""

    text: str
    due_on: date
    owner: str


@dataclass(frozen=True)
class Rebaselined:
    """Why what was agreed is changed, and who approved of it: a key of the plan's people."""

    reason: str
    approved_by: str


@dataclass(frozen=True)
class PriorityPlan:
    """One priority with its headline indicator, its targets, the agreed path and the figures so far."""

    key: str
    title: str
    outcome: str
    channel: str
    visibility: str
    named: tuple[str, ...]
    leader: str
    delivery_lead: str | None
    owner: str
    indicator: Indicator
    provisional_tolerance: bool
    targets: tuple[Target, ...]
    trajectory: Trajectory | None
    observations: tuple[Observation, ...]
    line: int
    milestones: tuple[MilestonePlan, ...] = ()
    interventions: tuple[tuple[str, Period], ...] = ()  # that the trajectory is built up from: name and start
    definitions: Definitions = AS_EVER  # where figures began to be counted in another way
    rebaselined: Rebaselined | None = None  # why the baseline or the target is another than the one agreed before
    together: Calendar | None = None  # of the longer periods whose figure is told too, made from those of the parts
    subgroups: Subgroups = UNDIVIDED
    subgroup_figures: tuple[tuple[Period, tuple[Subgroup, ...]], ...] = ()  # of the periods that have some
    note: str = ""  # on the trajectory: what of the way no intervention covers


@dataclass(frozen=True)
class Plan:
    """A whole plan."""

    unit: UnitPlan
    people: tuple[PersonPlan, ...]
    routine: RoutinePlan
    priorities: tuple[PriorityPlan, ...]

    def channels(self) -> tuple[str, ...]:
        """Every channel named, each once."""
        covers = [self.routine.channel] if self.routine.channel else []
        return tuple(dict.fromkeys([self.unit.channel, *covers, *(one.channel for one in self.priorities)]))

    def readers_of(self, channel: str) -> tuple[str, ...]:
        """Keys of the people who belong into a channel that is not for everybody: the unit, and whoever it is about."""
        chosen = {one.key for one in self.people if one.role.is_unit}
        for one in self.priorities:
            if one.channel == channel:
                chosen |= {self.routine.principal, one.leader, one.owner, *one.named}
                chosen |= {one.delivery_lead} if one.delivery_lead else set()
        if channel == self.routine.channel:
            chosen |= {one.key for one in self.people if one.role is not Role.NONE}
        return tuple(one.key for one in self.people if one.key in chosen)

    def must_be_private(self, channel: str) -> bool:
        """Whether something is said there that is not for everybody."""
        restricted = [one.channel for one in self.priorities if one.visibility != "all"]
        return channel in (self.unit.channel, *restricted) or (channel == self.routine.channel and bool(restricted))
