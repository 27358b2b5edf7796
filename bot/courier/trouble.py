"""What ends for good is told to staff, once a day for a conversation and a reason: they mend the reason once.

Nothing is told about the unit's own conversation: word of it would be refused there too, for ever.
"""

from bot.courier.gear import Hold
from bot.facts.records import MessageRow
from bot.routines import trouble
from bot.routines.calendars import unit
from bot.slack.errors import mend
from bot.store import ledger, people
from bot.store.unit import Work

TOKEN_ERRORS = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
    | {"org_login_required", "ekm_access_denied"}
)
"""Slack refuses us, not the message: it waits until that is mended, and nobody could be told by Slack anyway."""

NO_POST = TOKEN_ERRORS | {"missing_scope", "not_allowed_token_type"}
"""Likewise, for posts."""


def refuse(work: Work, hold: Hold, error: str) -> None:
    """Slack will never take it."""
    if ledger.refused(work, hold.message.id, hold.token, error):
        _tell(work, hold.message, "send_refused", error)


def refuse_untried(work: Work, hold: Hold, error: str) -> None:
    """Likewise, known before it was tried."""
    if ledger.mark_claimed(work, hold.message.id, hold.token, (), work.now):
        refuse(work, hold, error)


def leave_unconfirmed(work: Work, hold: Hold, error: str) -> None:
    """It can never be looked up, and must not be sent twice."""
    if ledger.unconfirmed(work, hold.message.id, hold.token, error):
        _tell(work, hold.message, "unconfirmed", error)


def _tell(work: Work, message: MessageRow, code: str, error: str) -> None:
    if message.lane == unit(work).channel:
        return
    to = "person" if people.get(work, message.lane) else "channel"
    values = {"kind": message.kind, to: message.lane, "error": error, "mend": mend(error)}
    trouble.tell_staff(work, code, values, f"{code}:{message.lane}:{error}:{work.now.date()}")
