"""People as the bot knows them: rows of Slack's directory, and what happens when one of them leaves."""

from collections.abc import Iterable
from typing import Protocol

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from bot.facts.records import ChannelRow
from bot.routines import Work, leaving
from bot.store import channels, people, plan
from domain.errors import NotAllowed
from domain.number import Numerals
from domain.people import Person


class DirectoryRow(Protocol):
    """One member of the workspace, as Slack tells it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def handle(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def guest(self) -> bool: ...
    @property
    def deactivated(self) -> bool: ...


def person(work: Work, user_id: str) -> Person:
    """The directory row of a Slack user. Raises NotAllowed for somebody the directory does not have."""
    known = people.get(work, user_id)
    if known is None:
        raise NotAllowed("I do not know you yet: the list of people is being read. Please try again in a minute.")
    return known


def numerals(reader: Person) -> Numerals:
    """How this person writes numbers, by their locale; English where it is not known."""
    try:
        locale = Locale.parse(reader.locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Numerals()
    return Numerals(decimal=get_decimal_symbol(locale), group=get_group_symbol(locale))


def channels_of(work: Work) -> list[str]:
    """Ids of the channels that summaries and covers go to."""
    named = [row.channel for row in plan.priorities(work)] + [one.channel or "" for one in plan.routines(work)]
    return [one for one in dict.fromkeys(named) if one]


def refresh_channels(work: Work, rows: Iterable[ChannelRow]) -> None:
    """Take over how wide each channel is: the gate of a summary looks at that."""
    channels.refresh(work, rows)


def refresh(work: Work, rows: Iterable[DirectoryRow]) -> None:
    """Take over directory rows; what a person who left still owed goes on the same day (DOMAIN 8)."""
    for person_id in people.upsert_directory(work, rows):
        leaving.hand_over(work, person_id)
