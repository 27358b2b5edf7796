"""Every modal: facts in, a view for `views.open` or `views.update` out."""

from bot.messages.views.acting import (
    action_view,
    blocked_view,
    claim_view,
    date_view,
    disown_action_view,
    drop_view,
    one_line_view,
    send_back_view,
)
from bot.messages.views.answering import answer_view, reading_view
from bot.messages.views.asking import closed_view, disown_view, give_view, help_view, promise_view, why_view
from bot.messages.views.cycle import cancel_view, lines_view, move_view, query_view
from bot.messages.views.judging import no_action_view, rate_view
from bot.messages.views.milestones import drop_milestone_view, late_view
from bot.messages.views.problems import not_now_view, raise_view
from bot.messages.views.wanting import ask_view, question_view, reply_view

__all__ = [
    "action_view",
    "answer_view",
    "ask_view",
    "blocked_view",
    "cancel_view",
    "claim_view",
    "closed_view",
    "date_view",
    "disown_action_view",
    "disown_view",
    "drop_milestone_view",
    "drop_view",
    "give_view",
    "help_view",
    "late_view",
    "lines_view",
    "move_view",
    "no_action_view",
    "not_now_view",
    "one_line_view",
    "promise_view",
    "query_view",
    "question_view",
    "raise_view",
    "rate_view",
    "reading_view",
    "reply_view",
    "send_back_view",
    "why_view",
]
