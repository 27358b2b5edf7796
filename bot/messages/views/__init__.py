"""Every modal: facts in, a view for `views.open` or `views.update` out."""

from bot.messages.views.acting import (
    action_view,
    claim_view,
    date_view,
    disown_action_view,
    send_back_view,
)
from bot.messages.views.answering import answer_view, reading_view
from bot.messages.views.asking import closed_view, disown_view, give_view, help_view, promise_view, why_view
from bot.messages.views.judging import no_action_view, rate_view

__all__ = [
    "action_view",
    "answer_view",
    "claim_view",
    "closed_view",
    "date_view",
    "disown_action_view",
    "disown_view",
    "give_view",
    "help_view",
    "no_action_view",
    "promise_view",
    "rate_view",
    "reading_view",
    "send_back_view",
    "why_view",
]
