"""What the bot says: facts in, a message ready for Slack out."""

from collections.abc import Callable
from typing import Any

from bot.messages import (
    asking_back,
    chart,
    checking,
    closing,
    cover,
    digest,
    draft,
    freezing,
    lines,
    meeting,
    notices,
    offer,
    opening,
    problems,
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
    "which": asking_back.which,
    "query": asking_back.query,
    "reading": reading.reading,
    "digest": digest.digest,
    "notice": notices.notice,
    "trouble": notices.trouble,
    "opening": opening.opening,
    "check": checking.check,
    "rate": rating.rate,
    "share": rating.share,
    "late": staff.late,
    "lines": lines.lines,
    "gaps": freezing.gaps,
    "brief": freezing.brief,
    "meeting": meeting.meeting,
    "draft": draft.draft,
    "silence": staff.silence,
    "cover": cover.cover,
    "correction": cover.correction,
    "summary": summary.summary,
    "follow_ups": thread.follow_ups,
    "questions": thread.questions,
    "chart": chart.chart,
    "offer": offer.offer,
    "closure": closing.closure,
    "proposal": closing.proposal,
    "help": staff.help_wanted,
    "problems": problems.proposed,
    "stray": staff.stray,
}


def render(kind: str, facts: object) -> Rendered:
    """The message of that kind which says these facts. Raises KeyError for a kind that nothing renders."""
    return KINDS[kind](facts)
