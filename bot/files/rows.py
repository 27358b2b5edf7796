"""The shape of a plan's YAML, a model a heading. What one field alone cannot show is wrong is found in `checking`."""

from datetime import time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, model_validator

from bot.files.fields import (
    READ_IN,
    Channel,
    Day,
    DayOfMonth,
    Key,
    LagText,
    Number,
    PeriodText,
    Step,
    Text,
    Visibility,
    WallTime,
    Weekday,
    YearStartText,
    Zone,
    calendar_of,
)
from domain.people import Role
from domain.period import Frequency
from domain.priority import Comparator, Measure, Polarity
from domain.recurrence import Closed
from domain.trajectory import Shape


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CalendarRow(Row):
    country: Text
    subdivision: Text | None = None
    holidays: list[Day] = []
    weekend: Annotated[list[Weekday], Field(max_length=6)] = ["Sat", "Sun"]


class HoursRow(Row):
    opens: WallTime = time(9)
    closes: WallTime = time(17, 30)


class UnitRow(Row):
    name: Text
    channel: Channel
    zone: Zone
    calendar: CalendarRow
    hours: HoursRow = HoursRow()


class PersonRow(Row):
    slack: Text
    role: Role = Role.NONE


class MeetingsRow(Row):
    dates: list[Day] | None = None
    every_weeks: int | None = Field(default=None, ge=1, le=53)
    every_months: int | None = Field(default=None, ge=1, le=24)
    on_the: DayOfMonth | None = None
    first: Day | None = None
    blocked_weeks: list[PeriodText] = []
    closed_days: Closed | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "MeetingsRow":
        by_month = self.every_months is not None or self.on_the is not None
        ways = [self.dates is not None, self.every_weeks is not None, by_month]
        if ways.count(True) != 1 or (self.dates is None) is (self.first is None) or self.dates == []:
            raise ValueError(
                "are not given; list their dates, or give first with every_weeks, or with every_months, on_the or both"
            )
        return self


class RoutineRow(Row):
    key: Key = "stocktake"
    name: Text = "Stocktake"
    principal: Text
    chair: Text
    preset: Literal["weekly", "fortnightly", "monthly", "two-monthly", "quarterly"] = "two-monthly"
    lead_times: dict[Step, Annotated[int, Field(ge=1, le=250)]] = {}
    meetings: MeetingsRow
    time: WallTime = time(10)
    zone: Zone | None = None
    channel: Channel | None = None


class SubgroupsRow(Row):
    called: Text
    names: Annotated[list[Text], Field(min_length=2, max_length=200)]


class TogetherRow(Row):
    every: Frequency
    year_starts: YearStartText | None = None


class BreakRow(Row):
    first: PeriodText
    reason: Text


class IndicatorRow(Row):
    name: Text
    unit: Text
    people_unit: Text | None = None
    decimals: int = Field(ge=0, le=6)
    polarity: Polarity
    measure: Measure
    frequency: Frequency
    year_starts: YearStartText | None = None
    lag: LagText
    numerator: Text | None = None
    denominator: Text | None = None
    range: tuple[Number, Number] | None = None
    owner: Text
    source: Text
    licence: Text
    tolerance: Number | None = Field(default=None, ge=0)
    breaks: list[BreakRow] = []
    subgroups: SubgroupsRow | None = None
    together: TogetherRow | None = None


class BaselineRow(Row):
    period: PeriodText
    value: Number


class TargetRow(Row):
    period: PeriodText
    value: Number
    comparator: Comparator
    interim: bool = False


class PointRow(Row):
    period: PeriodText
    expected: Number
    low: Number | None = None
    high: Number | None = None


class InterventionRow(Row):
    name: Text
    start: PeriodText
    impact: Number
    lag: int = Field(default=0, ge=0, le=520)
    ramp: int = Field(default=1, ge=1, le=520)
    low: Number | None = None
    high: Number | None = None


class TrajectoryRow(Row):
    shape: Shape = Shape.LINEAR
    points: list[PointRow] = []
    profile: list[Number] | None = None
    interventions: list[InterventionRow] = []


class FigureRow(Row):
    period: PeriodText
    value: Number
    numerator: Number | None = None
    denominator: Number | None = None
    provisional: bool = False
    subgroups: dict[Text, Number] = {}


class MilestoneRow(Row):
    text: Text
    due: Day
    owner: Text | None = None


class RebaselinedRow(Row):
    reason: Text
    approved_by: Text


class PriorityRow(Row):
    key: Key
    title: Text
    outcome: Text
    channel: Channel
    visibility: Visibility = "leaders"
    leader: Text
    delivery_lead: Text | None = None
    indicator: IndicatorRow
    baseline: BaselineRow
    targets: list[TargetRow] = []
    trajectory: TrajectoryRow | None = None
    history: list[FigureRow] = []
    rebaselined: RebaselinedRow | None = None
    milestones: list[MilestoneRow] = []

    @model_validator(mode="wrap")
    @classmethod
    def _periods_in_its_calendar(cls, given: Any, handler: ModelWrapValidatorHandler["PriorityRow"]) -> "PriorityRow":
        """ "Q2 2017/18" is of the year that the indicator's calendar has."""
        before = READ_IN.set(calendar_of(given))
        try:
            return handler(given)
        finally:
            READ_IN.reset(before)


class PlanRow(Row):
    unit: UnitRow
    people: dict[Key, PersonRow]
    routine: RoutineRow
    priorities: Annotated[list[PriorityRow], Field(min_length=1)]
