"""The fields of a plan's YAML: what may be written in each, and what is said of anything else."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, StringConstraints

from domain.errors import Refused
from domain.number import Numerals, Unclear, read_number
from domain.period import MONTHS, Frequency, Period
from domain.period_calendar import YEARS, Calendar, YearStart

VISIBILITIES: Final = ("all", "leaders", "unit")
READ_IN: Final[ContextVar[Calendar | None]] = ContextVar("READ_IN", default=None)
"""The calendar that periods are read in: that of the indicator they are written under."""

ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
WEEKDAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NTH: Final = re.compile(
    rf"(?P<nth>last but one|last|{'|'.join(ORDINALS)}|(?P<digits>\d{{1,2}})(?:st|nd|rd|th)) "
    rf"(?P<what>working day|{'|'.join(WEEKDAY_NAMES)})",
    re.IGNORECASE,
)
_YEAR_START: Final = re.compile(r"(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]{2,8})")


def _period(value: object) -> object:
    try:
        return Period.parse(value, READ_IN.get()) if isinstance(value, str) else value
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
            found = date.fromisoformat(value)
        except ValueError as never:
            raise ValueError("is a day that does not exist; look it up in a calendar") from never
        if found.year not in YEARS:
            raise ValueError(f"is a day that nobody plans for; correct the year, {YEARS[0]} to {YEARS[-1]}")
        return found
    return _no(value, "is not a date; write it like 2017-10-18")


def _wall_time(value: object) -> object:
    if isinstance(value, str) and (found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value)):
        return time(int(found[1]), int(found[2]))
    return _no(value, 'is not a time; write it like "10:00"')


def _year_start(value: object) -> object:
    """ "April", "6 April": the day on which the years of an indicator's calendar begin."""
    found = _YEAR_START.fullmatch(value) if isinstance(value, str) else None
    months = [at for at, name in enumerate(MONTHS, 1) if found and found["month"] in (name, name[:3])]
    if found and months:
        try:
            return YearStart(months[0], int(found["day"] or 1))
        except Refused as never:
            raise ValueError(f"is no start of a year; {_lower(never.mend)}") from never
    return _no(value, "is no start of a year; write it like April, or 6 April")


def _day_of_month(value: object) -> object:
    """ "third Wednesday", "last working day": its number, from the end when negative, and a weekday or none."""
    found = _NTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return _no(value, "is no day of a month; write it like third Wednesday, last Friday or 5th working day")
    nth = {"last": -1, "last but one": -2} | {name: at for at, name in enumerate(ORDINALS, 1)}
    what = found["what"].lower()
    number = int(found["digits"]) if found["digits"] else nth[found["nth"].lower()]
    return number, None if what == "working day" else WEEKDAY_NAMES.index(what)


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
Visibility = Annotated[str | list[Text], BeforeValidator(_visibility)]
YearStartText = Annotated[YearStart, BeforeValidator(_year_start)]
DayOfMonth = Annotated[tuple[int, int | None], BeforeValidator(_day_of_month)]


def calendar_of(content: object) -> Calendar | None:
    """The calendar that a priority's YAML states under its indicator; None where it does not, or not rightly."""
    one = content.get("indicator") if isinstance(content, dict) else None
    if not isinstance(one, dict):
        return None
    try:
        frequency = Frequency(str(one.get("frequency")))
        opens = _year_start(one.get("year_starts"))
        return Calendar(frequency, opens) if isinstance(opens, YearStart) else Calendar.usual(frequency)
    except (ValueError, Refused):
        return None
