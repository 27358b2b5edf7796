"""Sentences from the templates, with everything that did not come from a template made literal.

A template has one block a part of its message. What stands in it as text may be markup; what it prints may not,
unless a filter made it: `{{ title }}` can ping nobody and make nothing bold, whatever the title is. That is done in
Jinja's `finalize`, through which every printed value goes, so that it cannot be forgotten.
"""

import re
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context

from bot import mrkdwn
from domain.period import Period

USUAL_LENGTH = 240  # characters of a typed text, escaped; more must be asked for with `upto`
SPOKEN = 1500  # characters of a notification
CHANNELS = ("C", "G")  # how a channel's id begins; a person's begins with U or W
STOPS = (".", "!", "?")
_CUT_SHORT = re.compile(r"(&[a-z]{0,4}|<[^<>]*)\.\.\.$")  # an escape or a mention that was cut in two


class Mrkdwn(str):
    """Text that is markup already, and safe."""

    __slots__ = ()


class Phrases:
    """The parts of one message: `say("head")` is a text, empty when there is nothing to say.

    Facts are the template's variables. `year` leaves that year out of dates; `zone` is the reader's, an IANA name.
    """

    def __init__(self, template: str, **facts: Any) -> None:
        self._template = _environment().get_template(f"{template}.jinja")
        self._facts = facts

    def __call__(self, part: str, **more: Any) -> str:
        """Raises KeyError for a part that the template does not have."""
        context = self._template.new_context(self._facts | more)
        written = "".join(self._template.blocks[part](context))
        return "\n".join(line.strip() for line in written.split("\n") if line.strip())

    def row(self, part: str, **more: Any) -> str:
        """The lines of a part beside each other: "Last: ... · trajectory: ..."."""
        return " · ".join(self(part, **more).split("\n"))


def spoken(*parts: str, n: int = SPOKEN) -> str:
    """What a notification and a screen reader say instead of the blocks: these parts, without markup."""
    said = [part for part in parts if part]
    text = "".join(f"{_between(*two)}{_unmarked(two[1])}" for two in pairwise(["", *said]))
    return _CUT_SHORT.sub("...", mrkdwn.clip(text, n))


def day(when: date, year: int | None = None) -> str:
    """ "Tue 10 Oct"; with its year unless it is `year`, or none is given."""
    return f"{when:%a} {when.day} {when:%b}" + ("" if year in (None, when.year) else f" {when.year}")


def moment(when: datetime, zone: str, year: int | None = None, mark: str = ", ") -> str:
    """ "Tue 10 Oct, 17:00 (London)"."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{day(local.date(), year)}{mark}{local:%H:%M} ({city(zone)})"


def city(zone: str) -> str:
    """ "New York" for "America/New_York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def short(period: Period, year: int | None = None) -> str:
    """ "Sep 2017", or "Sep" in the year that is meant anyway."""
    return period.short.removesuffix(f" {year}")


def long(period: Period, year: int | None = None) -> str:
    """ "September 2017", or "September"."""
    return period.long.removesuffix(f" {year}")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701 - this is Slack's markup, not HTML; _literal escapes it
        undefined=StrictUndefined,
        finalize=_literal,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "channel": lambda channel_id: Mrkdwn(mrkdwn.channel_link(channel_id)),
        "place": lambda place: Mrkdwn(mrkdwn.channel_link(place) if place[:1] in CHANNELS else mrkdwn.mention(place)),
        "person": lambda user_id: Mrkdwn(mrkdwn.mention(user_id)),
        "day": pass_context(lambda context, when: day(when, _year(context))),
        "date": pass_context(lambda context, when: day(when, _year(context)).partition(" ")[2]),
        "moment": pass_context(_moment),
        "short": pass_context(lambda context, period: short(period, _year(context))),
        "long": pass_context(lambda context, period: long(period, _year(context))),
        "upto": lambda text, n: Mrkdwn(mrkdwn.shown(_one_line(text), n)),
        "quote": _quote,
        "ended": _ended,
        "unstopped": lambda text: text.strip().rstrip("."),
        "small": lambda text: text[:1].lower() + text[1:],
        "big": lambda text: text[:1].upper() + text[1:],
        "many": lambda count, one, more=None: f"{count:,} {one if count == 1 else more or one + 's'}",
    }
    return environment


def _literal(value: Any) -> str:
    """What Jinja prints: a text of ours as it is, anything typed without a trace of markup, on one line."""
    if isinstance(value, Mrkdwn | Undefined):
        return str(value)  # of an undefined name this raises
    if not isinstance(value, str | int):
        raise TypeError(f"a template prints texts and whole numbers, not {value!r}")
    return mrkdwn.shown(_one_line(str(value)), USUAL_LENGTH)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _ended(text: str, n: int = USUAL_LENGTH) -> Mrkdwn:
    """A typed text as a sentence: with a stop after it, unless it has its own."""
    written = mrkdwn.shown(_one_line(text), n)
    return Mrkdwn(written if written.endswith(STOPS) else f"{written}.")


def _between(before: str, part: str) -> str:
    """Sentences follow each other; lists and quotes stand on lines of their own."""
    if not before:
        return ""
    apart = "\n" in before + part or before.startswith("•") or part.startswith("•")
    return "\n" if apart else " "


def _unmarked(part: str) -> str:
    return "\n".join(mrkdwn.plain(line.removeprefix("> ")) for line in part.split("\n"))


def _quote(text: str, n: int = 1000) -> Mrkdwn:
    """Somebody's own words, set apart as Slack sets quotes apart."""
    lines = [line for line in mrkdwn.shown(text.strip(), n).split("\n") if line.strip()]
    return Mrkdwn("\n".join(f"> {line.strip()}" for line in lines))


def _year(context: Context) -> int | None:
    year: int | None = context.get("year")
    return year


def _moment(context: Context, when: datetime, mark: str = ", ") -> str:
    return moment(when, context["zone"], _year(context), mark)
