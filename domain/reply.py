"""What a short reply says: a figure with a sentence, a day on which the figure comes, or words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.number import Numerals, Unclear, read_number
from domain.period import MONTHS

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIGURE: Final = re.compile(
    r"\s*([+\-\u2212]?[\d.,][\d.,'\u00a0\u202f]*(?: \d{3})*)(?:\s*(?:%|percent\b|per cent\b))?", re.IGNORECASE
)
_PAIR: Final = re.compile(r"\s*([\d][\d.,]*)\s*/\s*([\d][\d.,]*)\s*")
_PROMISE: Final = re.compile(r"(?:(?:by|on|until|this|next)\s+)?(.+?)[.!]?", re.IGNORECASE)
_DAY_MONTH: Final = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_LEAD: Final = re.compile(r"^[\s,;:.\-\u2013\u2014]+")


@dataclass(frozen=True)
class Figure:
    """A number, or the two it is made from, and the sentence after it."""

    value: Decimal | None
    words: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Promise:
    """The figure comes on this day."""

    day: date


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
    """What a reply says. A day counts only when the reply is nothing else; the next such day after today is meant."""
    promised = _promise(text.strip(), today)
    if promised is not None:
        return Promise(promised)
    try:
        return _pair(text, numerals) or _figure(text, numerals) or Words(text.strip())
    except Unclear as unclear:
        match = _FIGURE.match(text)
        return UnclearFigure(unclear.readings, _rest(text, match.end() if match else 0), str(unclear))
    except Refused:
        return Words(text.strip())


def _pair(text: str, numerals: Numerals) -> Figure | None:
    match = _PAIR.match(text)
    if match is None:
        return None
    numerator, denominator = (read_number(match[part].rstrip(",."), numerals) for part in (1, 2))
    return Figure(None, _rest(text, match.end()), numerator, denominator)


def _figure(text: str, numerals: Numerals) -> Figure | None:
    match = _FIGURE.match(text)
    if match is None or re.match(r"[A-Za-z/]|:\d", text[match.end() :]):  # "4th", "10:30", "3/4 of it"
        return None
    return Figure(read_number(match[1].rstrip(",. "), numerals), _rest(text, match.end()))


def _rest(text: str, end: int) -> str:
    return _LEAD.sub("", text[end:]).strip()


def _promise(text: str, today: date) -> date | None:
    match = _PROMISE.fullmatch(text)
    said = match[1].lower() if match else ""
    if said == "today":
        return today
    if said == "tomorrow":
        return today + timedelta(days=1)
    if len(said) >= 3 and any(day.startswith(said) for day in DAYS):
        number = next(index for index, day in enumerate(DAYS) if day.startswith(said))
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return _calendar_day(said, today)


def _calendar_day(said: str, today: date) -> date | None:
    """ "2017-10-12", "12 Oct", "Thu 12 October", "12 Oct 2017"; without a year the next one that comes."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
            return date.fromisoformat(said)
        match = _DAY_MONTH.fullmatch(said)
        if match is None:
            return None
        month = [name[:3].lower() for name in MONTHS].index(match[2][:3]) + 1
        if match[3]:
            return date(int(match[3]), month, int(match[1]))
        day = date(today.year, month, int(match[1]))
        return day if day >= today else date(today.year + 1, month, int(match[1]))
    except ValueError:
        return None
