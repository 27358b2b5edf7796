"""`/stocktake away ...`: from when to when somebody is not here, who is asked meanwhile; or that they are back."""

from bot.handlers.commands.answer import Given
from bot.messages import commands
from bot.ports import Rendered
from bot.routines import Work, absent, calendars, commanding
from domain.absence import Absence
from domain.errors import Refused
from domain.people import Person

LEAST = 2  # words: who, and from when or that they are back


def answer(work: Work, given: Given) -> Rendered:
    """Who comes first: "me", or a mention."""
    if len(given.words) < LEAST:
        return commands.how("away")
    who, said = _who(work, given, given.first), given.after(1)
    if said.text.lower() == "back":
        return _back(work, given.actor, who)
    days, deputy = _divided(work, said)
    first, last = commanding.from_to(work, given.actor, days)
    new = Absence(who.id, first, last, deputy)
    passed = absent.is_away(work, given.actor, new)
    year = calendars.today(work).year
    return commands.done("away", who=who.id, first=first, last=last, deputy=deputy, passed=passed, year=year)


def _back(work: Work, actor: Person, who: Person) -> Rendered:
    ended = absent.is_back(work, actor, who.id)
    year = calendars.today(work).year
    return commands.done("back", who=who.id, first=ended.first, last=ended.last, running=ended.running, year=year)


def _divided(work: Work, said: Given) -> tuple[list[str], str | None]:
    """The words of the days, and the deputy's id. Raises Refused."""
    lowered = [word.lower() for word in said.words]
    if "deputy" not in lowered:
        return said.words, None
    at = lowered.index("deputy")
    named = said.after(at + 1)
    if not named.words:
        raise Refused("deputy", "It does not say who the deputy is.", "Write deputy @who, or leave it out.")
    return said.words[:at], _who(work, said, named.text).id


def _who(work: Work, given: Given, typed: str) -> Person:
    return given.actor if typed.lower() == "me" else commanding.somebody(work, typed)
