"""The shape of a plan's YAML, a model a heading. What one field alone cannot show is wrong is found in `checking`."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from domain.errors import Refused
from domain.number import Numerals, Unclear, read_number
from domain.people import Role
from domain.period import Frequency, Period
from domain.priority import Comparator, Measure, Polarity

VISIBILITIES = ("all", "leaders", "unit")


def _period(value: object) -> object:
    try:
        return Period.parse(value) if isinstance(value, str) else value
    except Refused as unknown:
        raise ValueError(f"is not a period; {_lower(unknown.mend)}") from unknown


def _number(value: object) -> object:
    """As in England: a point for decimals, and commas between thousands where they belong."""
    try:
        return read_number(value, Numerals()) if isinstance(value, str) else value
    except (Refused, Unclear) as unread:
        raise ValueError("is not a clear number; write digits with a point for decimals, like 89.67") from unread


def _zone(value: object) -> object:
    try:
        return ZoneInfo(value).key if isinstance(value, str) else value
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ValueError("is not a time zone; write one like Europe/London") from unknown


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError as never:
            raise ValueError("is a day that does not exist; look it up in a calendar") from never
    return _no(value, "is not a date; write it like 2017-10-18")


def _wall_time(value: object) -> object:
    if isinstance(value, str) and (found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value)):
        return time(int(found[1]), int(found[2]))
    return _no(value, 'is not a time; write it like "10:00"')


def _visibility(value: object) -> object:
    listed = isinstance(value, list) and value and all(isinstance(one, str) for one in value)
    if value in VISIBILITIES or listed:
        return value
    return _no(value, "is not known; use all, leaders or unit, or list people, like [hospitals-director]")


def _channel(value: object) -> object:
    """`channel: #name` without quotes is a comment to YAML, and the commonest slip there is."""
    if isinstance(value, str) and re.fullmatch(r"#[a-z0-9][a-z0-9._-]{0,79}", value):
        return value
    raise ValueError('is not a channel; write its name with #, in small letters and in quotes, like "#emergency-waits"')


def _no(value: object, sentence: str) -> object:
    """What is empty or no text is told by its type."""
    if not isinstance(value, (str, list)):
        return value
    raise ValueError(sentence)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].removesuffix(".")


def _like(pattern: str, sentence: str) -> Callable[[object], object]:
    def check(value: object) -> object:
        return value if isinstance(value, str) and re.fullmatch(pattern, value) else _no(value, sentence)

    return check


PeriodText = Annotated[Period, BeforeValidator(_period)]
Zone = Annotated[str, BeforeValidator(_zone)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
WallTime = Annotated[time, BeforeValidator(_wall_time)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Key = Annotated[
    str,
    BeforeValidator(
        _like(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}", "is not a key; use letters, digits and - only, at most 31")
    ),
]
Channel = Annotated[str, BeforeValidator(_channel)]
LagText = Annotated[
    str, BeforeValidator(_like(r"\d{1,3} (working )?days?", "is not a lag; write it like 7 working days, or 10 days"))
]
Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
Step = Literal["open", "request", "remind", "due", "rate", "draft", "lines", "freeze", "post", "silence"]


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
    first: Day | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "MeetingsRow":
        listed, repeated = self.dates is not None, self.every_weeks is not None or self.first is not None
        if listed == repeated or (repeated and None in (self.every_weeks, self.first)) or self.dates == []:
            raise ValueError("are not given; list their dates, or give both every_weeks and first")
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


class IndicatorRow(Row):
    name: Text
    unit: Text
    people_unit: Text | None = None
    decimals: int = Field(ge=0, le=6)
    polarity: Polarity
    measure: Measure
    frequency: Frequency
    lag: LagText
    numerator: Text | None = None
    denominator: Text | None = None
    range: tuple[Number, Number] | None = None
    owner: Text
    source: Text
    licence: Text
    tolerance: Number | None = Field(default=None, ge=0)


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
    points: Annotated[list[PointRow], Field(min_length=1)]


class FigureRow(Row):
    period: PeriodText
    value: Number
    numerator: Number | None = None
    denominator: Number | None = None
    provisional: bool = False


class MilestoneRow(Row):
    text: Text
    due: Day
    owner: Text | None = None


class PriorityRow(Row):
    key: Key
    title: Text
    outcome: Text
    channel: Channel
    visibility: Annotated[str | list[Text], BeforeValidator(_visibility)] = "leaders"
    leader: Text
    delivery_lead: Text | None = None
    indicator: IndicatorRow
    baseline: BaselineRow
    targets: list[TargetRow] = []
    trajectory: TrajectoryRow | None = None
    history: list[FigureRow] = []
    milestones: list[MilestoneRow] = []


class PlanRow(Row):
    unit: UnitRow
    people: dict[Key, PersonRow]
    routine: RoutineRow
    priorities: Annotated[list[PriorityRow], Field(min_length=1)]
