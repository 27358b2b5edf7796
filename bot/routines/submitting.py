"""Forms sent in: each once, however often Slack tells of it and to however many replicas."""

from bot.routines import Work
from bot.store import receipts


def first_time(work: Work, receipt: str) -> bool:
    """Whether it was not done before; one that is being done at this moment is waited for."""
    return receipts.take(work, receipt)
