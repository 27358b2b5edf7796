"""Which reporting period a text names: any form that is printed here, and those that officials use beside.

Where a text leaves open when its year begins ("Q2 2017/18"), the calendar it is read in decides.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from domain.errors import Refused
from domain.period_calendar import APRIL, JANUARY, SATURDAY, YEARS, Calendar, Frequency, YearStart
from domain.period_words import MONTHS, short

SUNDAY: Final = SATURDAY + 1
_MEND: Final = "Write it like “Sep 2017”, “Q3 2017” or “w/c 4 Sep 2017”."
_YEAR: Final = r"(?P<fiscal>FY ?)?(?P<year>\d{4})(?: ?[/-] ?(?P<next>\d{2}|\d{4}))?"
_LABELLED: Final = (
    re.compile(rf"{_YEAR}(?:[ ,-]*(?P<label>[a-z][a-z0-9 .]*))?", re.IGNORECASE),
    re.compile(rf"(?P<label>[a-z][a-z0-9 .]*?)[ ,-]*(?<!\d){_YEAR}", re.IGNORECASE),
)
_SHORT_YEAR: Final = re.compile(r"(?P<label>[a-z]{3,9})(?:-| ?['’])(?P<year>\d\d)", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(q|p|w|quarter|period|week) ?(\d{1,2})(?: of)?", re.IGNORECASE)
_SCHOOL: Final = re.compile(r"(?:school|academic) year|[as]y", re.IGNORECASE)
_WEEK: Final = re.compile(
    r"(w/c|week of|week commencing|week beginning|w/e|week ending) (\d{1,2}) ([a-z]{3,9})\.? (\d{4})", re.IGNORECASE
)
_SPAN: Final = re.compile(r"([a-z]{3,9})\.? ?(?:-|to) ?([a-z]{3,9})\.? (\d{4})", re.IGNORECASE)
_KEY: Final = re.compile(
    r"(\d{4})(?:-(\d{1,2})|-Q([1-4])|-W(\d{1,2})|-([YS])(0[1-9]|1[0-2])(0[2-9]|1\d|2[0-8])?(?:-(Q[1-4]|P\d{2}))?)?"
)


class Named(NamedTuple):
    """A period by its calendar and its number there."""

    calendar: Calendar
    number: int


@lru_cache(maxsize=4096)  # records are full of the same few keys
def read(text: str, calendar: Calendar | None = None) -> Named:
    """The period that a text names, in any form written here and in the ones that officials use beside.

    With `calendar` a text that may be of several is read as one of that; a text that can only be of another is that
    one. Raises Refused.
    """
    plain = " ".join(text.replace("\N{EN DASH}", "-").split())
    forms: list[Callable[[], Named | None]] = [
        lambda: _of_week(plain),
        lambda: _of_span(plain, calendar),
        lambda: _of_label(plain, calendar),
    ]
    # "2011-12" is a month, but not to somebody whose years run over two.
    forms.insert(len(forms) if calendar and calendar.frequency.own_year else 0, lambda: _of_key(plain.upper()))
    for form in forms:
        try:
            found = form()
        except ValueError:  # a month or a day that does not exist
            continue
        if found is not None and _exists(found):
            return found
    raise Refused("period", f"“{plain[:40]}” is not a period.", _mend(calendar))


def _exists(found: Named) -> bool:
    """Whether it begins within the years that periods lie in."""
    try:
        return found.calendar.first_day(found.number).year in YEARS
    except Refused:
        return False


def _mend(calendar: Calendar | None) -> str:
    if calendar is None:
        return _MEND
    return f"Write it like “{short(calendar, calendar.number(date(2017, 9, 4)))}”."


def _of_key(text: str) -> Named | None:
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    year, month, quarter, week, kind, opens_month, opens_day, part = found.groups()
    if month:
        return _in(Calendar(Frequency.MONTH), date(int(year), int(month), 1))
    if quarter:
        return Named(Calendar(Frequency.QUARTER), int(year) * 4 + int(quarter) - 1)
    if week:
        return _in(Calendar(Frequency.WEEK), date.fromisocalendar(int(year), int(week), 1))
    opens = YearStart(int(opens_month), int(opens_day or 1)) if kind else JANUARY
    if kind == "S":
        return None if part else Named(Calendar(Frequency.SCHOOL_YEAR, opens), int(year))
    if not part:
        return Named(Calendar(Frequency.YEAR, opens), int(year))
    frequency = Frequency.FISCAL_QUARTER if part[0] == "Q" else Frequency.FOUR_WEEK
    return _part(Calendar(frequency, opens), int(year), int(part[1:]))


def _of_week(text: str) -> Named | None:
    """ "w/c 4 Sep 2017" names its Monday, "w/e 10 Sep 2017" its Sunday; another day names no week."""
    found = _WEEK.fullmatch(text)
    if found is None:
        return None
    day = date(int(found[4]), _month(found[3]), int(found[2]))
    named_by = SUNDAY if found[1].lower() in ("w/e", "week ending") else 0
    return _in(Calendar(Frequency.WEEK), day) if day.weekday() == named_by else None


def _of_span(text: str, calendar: Calendar | None) -> Named | None:
    """ "Jul-Sep 2017", "July to September 2017": a quarter by its first and its last month."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    first, last = _month(found[1]), _month(found[2])
    quarters = calendar if calendar and calendar.frequency.months == 3 else Calendar(Frequency.QUARTER)
    start = date(int(found[3]) - (last < first), first, quarters.opens.day)
    named = _in(quarters, start)
    return named if (last - first) % 12 == 2 and quarters.first_day(named.number) == start else None


def _of_label(text: str, calendar: Calendar | None) -> Named | None:
    """A label and a year, in this order or the other: "Q2 2017/18", "2017-18 Q2", "Sept 2017", "2017/18"."""
    if found := _SHORT_YEAR.fullmatch(text):
        return _in(Calendar(Frequency.MONTH), date(2000 + int(found["year"]), _month(found["label"]), 1))
    for form in _LABELLED:
        if found := form.fullmatch(text):
            label, year, follows = (found["label"] or "").strip(" ."), int(found["year"]), found["next"]
            if follows and int(follows) != (year + 1) % 10 ** len(follows):
                return None
            if found["fiscal"] and not follows and (calendar is None or calendar.opens != JANUARY):
                problem = f"“{text[:40]}” may be {year - 1}/{year % 100:02} or {year}/{(year + 1) % 100:02}."
                raise Refused("period", problem, "Write both years.")
            return _labelled(label, year, calendar, spans=bool(follows))
    return None


def _labelled(label: str, year: int, calendar: Calendar | None, *, spans: bool) -> Named | None:
    if not label or _SCHOOL.fullmatch(label):
        frequencies = (Frequency.SCHOOL_YEAR,) if label else (Frequency.YEAR, Frequency.SCHOOL_YEAR)
        return _part(_meant(frequencies, calendar, spans=spans), year, 1)
    numbered = _NUMBERED.fullmatch(label)
    if numbered is None:
        return None if spans else _in(Calendar(Frequency.MONTH), date(year, _month(label), 1))
    kind, part = numbered[1][0].lower(), int(numbered[2])
    if kind == "w":
        return None if spans else _in(Calendar(Frequency.WEEK), date.fromisocalendar(year, part, 1))
    if kind == "p":
        return _part(_meant((Frequency.FOUR_WEEK,), calendar, spans=spans), year, part)
    plain = Frequency.FISCAL_QUARTER if spans else Frequency.QUARTER
    return _part(_meant((plain, Frequency.FISCAL_QUARTER), calendar, spans=spans), year, part)


def _meant(frequencies: tuple[Frequency, ...], calendar: Calendar | None, *, spans: bool) -> Calendar:
    """The calendar a text is of: the one it is read in where that fits, else the usual one of the first frequency.

    Raises Refused for a single year where the calendar read in has years that span two.
    """
    if calendar is not None and calendar.frequency in frequencies:
        if (calendar.opens != JANUARY) is spans:
            return calendar
        if not spans:
            problem = "One year is given, and years here run over two."
            raise Refused("period", problem, _mend(calendar))
    usual = Calendar.usual(frequencies[0])
    if not frequencies[0].own_year or (usual.opens != JANUARY) is spans:
        return usual
    return Calendar(frequencies[0], APRIL if spans else JANUARY)


def _part(calendar: Calendar, year: int, part: int) -> Named | None:
    """The n-th period of a year, counted from 1."""
    per_year = calendar.frequency.per_year
    return Named(calendar, year * per_year + part - 1) if 1 <= part <= per_year else None


def _in(calendar: Calendar, day: date) -> Named:
    return Named(calendar, calendar.number(day))


def _month(name: str) -> int:
    """1 to 12. Raises ValueError."""
    short_names = [month[:3].lower() for month in MONTHS]
    number = short_names.index(name[:3].lower())
    if not MONTHS[number].lower().startswith(name.lower()):
        raise ValueError(name)
    return number + 1
