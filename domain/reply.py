"""What a short reply says: a figure with a sentence, a day on which the figure comes, or words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.number import PERCENT, Numerals, Unclear, read_number
from domain.period import MONTHS

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LEAP_YEARS: Final = 8  # within so many years 29 February comes again

_MONTH_NAMES: Final = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "Sept"])
_IN_THREES: Final = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
_TOGETHER: Final = r"[\d.,][\d.,'\u2019\u00a0\u202f]*"
_FIGURES: Final = tuple(
    re.compile(rf"\s*(?P<number>[+\-\u2212]?{digits})(?P<percent>\s*(?:%|per ?cent\b))?", re.IGNORECASE)
    for digits in (_IN_THREES, _TOGETHER)
)
_PAIR: Final = re.compile(rf"\s*({_TOGETHER})\s*(?:/|\b(?:out )?of\b)\s*({_TOGETHER})(?![/\d])", re.IGNORECASE)
_NO_FIGURE: Final = re.compile(r"[A-Za-z/]|[:\-\u2013]\d")  # what follows in "4th", "12/10/2017", "10:30", "85-90"
_DAY_OR_TIME: Final = re.compile(
    rf"\s*(?:[12]?\d|3[01])\s+(?:{_MONTH_NAMES})\b|\s*\d{{1,2}}\s*[ap]\.?m\b", re.IGNORECASE
)
_NOT_YET: Final = r"(?:not\s+(?:out|ready|there|available)(?:\s+yet)?[\s,;:.\-\u2013\u2014]+)?"
_PROMISE: Final = re.compile(
    rf"{_NOT_YET}(?:(?:by|on|before|until|till|this|next)\s+)?(.+?)(?:,?\s+(?:please|thanks|thank you))?[.!]?",
    re.IGNORECASE,
)
_DAY_MONTH: Final = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?(?:,?\s+(\d{4}))?"
)
_MONTH_DAY: Final = re.compile(r"(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_LEAD: Final = re.compile(r"^[\s,;:.\-\u2013\u2014]+")


@dataclass(frozen=True)
class Figure:
    """A number, or the two it is made from, and the sentence after it; `unit` is "%" where it was typed."""

    value: Decimal | None
    words: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class Promise:
    """The figure comes on this day."""

    day: date


def said_provisional(words: str) -> bool:
    """Whether the first word after a figure says that it may still change: "89.67 provisional, two sites missing"."""
    return words.strip().lower().startswith("provisional")


def after_provisional(words: str) -> str:
    """The words after that one."""
    return _rest(words.strip(), len("provisional"))


@dataclass(frozen=True)
class UnclearFigure:
    """A number that must be asked about: how it could be read, and the question."""

    readings: tuple[Decimal, ...]
    words: str
    question: str

    def __str__(self) -> str:
        return self.question


@dataclass(frozen=True)
class Words:
    """No figure and no day."""

    text: str


def read_reply(text: str, numerals: Numerals, today: date) -> Figure | Promise | UnclearFigure | Words:
    """What a reply says; never raises.

    A day counts only when the reply is nothing else. A weekday is the next one after today; a date without a year is
    today or the next one that comes.
    """
    promised = read_day(text.strip(), today)
    if promised is not None:
        return Promise(promised)
    return _pair(text, numerals) or _figure(text, numerals) or Words(text.strip())


def _pair(text: str, numerals: Numerals) -> Figure | UnclearFigure | None:
    """ "13513/17289", "13,513 of 17,289": the part and the whole."""
    match = _PAIR.match(text)
    if match is None:
        return None
    words = _rest(text, match.end())
    try:
        numerator, denominator = (read_number(match[part].rstrip(",."), numerals) for part in (1, 2))
    except Unclear as unclear:
        return UnclearFigure(unclear.readings, words, str(unclear))
    except Refused:
        return None
    return Figure(None, words, numerator, denominator)


def _figure(text: str, numerals: Numerals) -> Figure | UnclearFigure | None:
    """A number at the start, unless it is the beginning of a date or a time.

    Digits with spaces between are one number if they can be.
    """
    if _DAY_OR_TIME.match(text):
        return None
    for pattern in _FIGURES:
        match = pattern.match(text)
        if match is None or (not match["percent"] and _NO_FIGURE.match(text, match.end())):
            continue
        words = _rest(text, match.end())
        try:
            value = read_number(match["number"].rstrip(",. "), numerals)
            return Figure(value, words, unit=PERCENT if match["percent"] else "")
        except Unclear as unclear:
            return UnclearFigure(unclear.readings, words, str(unclear))
        except Refused:
            continue
    return None


def _rest(text: str, end: int) -> str:
    return _LEAD.sub("", text[end:]).strip()


def read_day(text: str, today: date) -> date | None:
    """The day that a text names and says nothing besides: "Thursday", "by 12 Oct", "tomorrow". None for another."""
    match = _PROMISE.fullmatch(text)
    said = match[1].lower() if match else ""
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    weekday = _weekday(said)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _calendar_day(said, today)


def _weekday(said: str) -> int | None:
    """Monday is 0. Short forms too: "thu", "thurs", "weds"."""
    if said == "weds":
        return 2
    return next((number for number, day in enumerate(DAYS) if len(said) >= 3 and day.startswith(said)), None)


def _calendar_day(said: str, today: date) -> date | None:
    """ "2017-10-12", "12 Oct", "Thu 12th of October", "Oct 12, 2017"."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
            return date.fromisoformat(said)
        if match := _DAY_MONTH.fullmatch(said):
            return _dated(match[1], match[2], match[3], today)
        if match := _MONTH_DAY.fullmatch(said):
            return _dated(match[2], match[1], match[3], today)
    except ValueError:
        return None
    return None


def _dated(day: str, month: str, year: str | None, today: date) -> date | None:
    """Raises ValueError for a date that does not exist."""
    number = next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(month)), None)
    if number is None:
        return None
    if year is not None:
        return date(int(year), number, int(day))
    coming = (_real(today.year + ahead, number, int(day)) for ahead in range(LEAP_YEARS + 1))
    return next((one for one in coming if one is not None and one >= today), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
