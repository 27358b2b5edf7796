"""What the bot says: facts in, a message ready for Slack out."""

from collections.abc import Callable
from typing import Any

from bot.messages import (
    chart,
    closing,
    digest,
    draft,
    notices,
    offer,
    rating,
    reading,
    request,
    staff,
    summary,
    thread,
)
from bot.ports import Rendered

# Each function takes the facts of its own kind; which kind that is, the ledger knows.
KINDS: dict[str, Callable[[Any], Rendered]] = {
    "request": request.request,
    "reading": reading.reading,
    "digest": digest.digest,
    "notice": notices.notice,
    "trouble": notices.trouble,
    "rate": rating.rate,
    "share": rating.share,
    "late": staff.late,
    "draft": draft.draft,
    "summary": summary.summary,
    "follow_ups": thread.follow_ups,
    "questions": thread.questions,
    "chart": chart.chart,
    "offer": offer.offer,
    "closure": closing.closure,
    "proposal": closing.proposal,
    "help": staff.help_wanted,
    "stray": staff.stray,
}


def render(kind: str, facts: object) -> Rendered:
    """The message of that kind which says these facts. Raises KeyError for a kind that nothing renders."""
    return KINDS[kind](facts)
