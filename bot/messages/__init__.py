"""What the bot says: facts in, a message ready for Slack out."""

from collections.abc import Callable
from typing import Any

from bot.messages.chart import chart
from bot.messages.closing import closure, proposal
from bot.messages.digest import digest
from bot.messages.draft import draft
from bot.messages.notices import notice, trouble
from bot.messages.offer import offer
from bot.messages.rating import rate
from bot.messages.reading import reading
from bot.messages.request import request
from bot.messages.staff import help_wanted, late, stray
from bot.messages.summary import summary
from bot.messages.thread import follow_ups, questions
from bot.ports import Rendered

# Each function takes the facts of its own kind; which kind that is, the ledger knows.
KINDS: dict[str, Callable[[Any], Rendered]] = {
    "request": request,
    "reading": reading,
    "digest": digest,
    "notice": notice,
    "trouble": trouble,
    "rate": rate,
    "late": late,
    "draft": draft,
    "summary": summary,
    "follow_ups": follow_ups,
    "questions": questions,
    "chart": chart,
    "offer": offer,
    "closure": closure,
    "proposal": proposal,
    "help": help_wanted,
    "stray": stray,
}


def render(kind: str, facts: object) -> Rendered:
    """The message of that kind which says these facts. Raises KeyError for a kind that nothing renders."""
    return KINDS[kind](facts)
