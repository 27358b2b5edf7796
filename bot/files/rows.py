"""The shape of a plan's YAML, a model a heading. What the shape cannot say is checked in `reading`."""

import datetime as dt
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from domain.errors import Refused
from domain.people import Role
from domain.period import Frequency, Period
from domain.priority import Comparator, Measure, Polarity


def _period(value: object) -> Period:
    try:
        return Period.parse(str(value))
    except Refused as unknown:
        raise ValueError(str(unknown)) from unknown


def _zone(value: object) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ValueError(f"“{value}” is no time zone; write one like Europe/London") from unknown


def _number(value: object) -> object:
    """A float would bring its binary tail along; YAML's numbers arrive as text (see `reading`)."""
    return value.replace(",", "").replace("_", "") if isinstance(value, str) else value


PeriodText = Annotated[Period, BeforeValidator(_period)]
Zone = Annotated[str, BeforeValidator(_zone)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(allow_inf_nan=False)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")]
Channel = Annotated[str, StringConstraints(pattern=r"^(#[a-z0-9][a-z0-9._-]{0,79}|C[A-Z0-9]{6,})$")]


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CalendarRow(Row):
    country: Text
    subdivision: Text | None = None
    holidays: list[date] = []
    weekend: list[Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]] = ["Sat", "Sun"]


class HoursRow(Row):
    opens: time = time(9)
    closes: time = time(17, 30)


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
    dates: list[date] | None = None
    every_weeks: int | None = Field(default=None, ge=1, le=53)
    first: date | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "MeetingsRow":
        listed, repeated = bool(self.dates), self.every_weeks is not None and self.first is not None
        if listed == repeated:
            raise ValueError("give either dates, or every_weeks and first")
        return self


class RoutineRow(Row):
    key: Key = "stocktake"
    name: Text = "Stocktake"
    principal: Text
    chair: Text
    preset: Literal["weekly", "fortnightly", "monthly", "two-monthly", "quarterly"] = "two-monthly"
    lead_times: dict[Literal["open", "request", "remind", "due", "rate", "draft", "lines", "freeze", "post"], int] = {}
    meetings: MeetingsRow
    time: dt.time = dt.time(10)
    zone: Zone | None = None


class IndicatorRow(Row):
    name: Text
    unit: Text
    people_unit: Text | None = None
    decimals: int = Field(ge=0, le=6)
    polarity: Polarity
    measure: Measure
    frequency: Frequency
    lag: Annotated[str, StringConstraints(pattern=r"^\d{1,3} (working )?days?$")]
    numerator: Text | None = None
    denominator: Text | None = None
    range: tuple[Number, Number] | None = None
    owner: Text
    source: Text
    licence: Text
    tolerance: Number | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _both_or_none(self) -> "IndicatorRow":
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("a ratio names its numerator and its denominator; one of them is missing")
        return self


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


class TrajectoryRow(Row):
    shape: Literal["linear", "stepped"] = "linear"
    points: list[PointRow] = Field(min_length=1)


class FigureRow(Row):
    period: PeriodText
    value: Number
    numerator: Number | None = None
    denominator: Number | None = None
    provisional: bool = False


class PriorityRow(Row):
    key: Key
    title: Text
    outcome: Text
    channel: Channel
    visibility: Literal["all", "leaders", "unit"] | list[Text] = "leaders"
    leader: Text
    delivery_lead: Text | None = None
    indicator: IndicatorRow
    baseline: BaselineRow | None = None
    targets: list[TargetRow] = []
    trajectory: TrajectoryRow | None = None
    history: list[FigureRow] = []


class PlanRow(Row):
    unit: UnitRow
    people: dict[Key, PersonRow]
    routine: RoutineRow
    priorities: list[PriorityRow] = Field(min_length=1)
