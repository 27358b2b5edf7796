"""The modals of the unit's judgement: the likelihood of delivery, and why no action is needed."""

from bot.facts.unit import RateFacts
from bot.messages import rating
from bot.messages.blocks import choice_input, modal, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ModalAbout, RateForm
from bot.messages.views.answering import LIKELIHOODS
from bot.ports import Json


def rate_view(facts: RateFacts, typed: RateForm | None = None) -> Json:
    """The four words with their meanings, and a reason."""
    likelihood = typed.likelihood if typed else facts.rating
    say = rating.phrases(facts)
    blocks = [
        section("\n".join(filter(None, (say("asks"), say("status"), say("owner"))))),
        choice_input(Box.LIKELIHOOD, "Likelihood of delivery", LIKELIHOODS, typed=likelihood or ""),
        text_input(
            Box.REASON,
            "Why?",
            typed=typed.reason if typed else facts.reason,
            hint=say("reason_hint"),
            multiline=True,
        ),
    ]
    about = ModalAbout(cycle=facts.cycle_id, priority=facts.priority_key)
    return modal(Form.RATE, "Likelihood of delivery", about, blocks, submit="Rate")


def no_action_view(cycle: int, priority: str, title: str, typed: str = "") -> Json:
    """The reason that opens the gate without an action."""
    say = Phrases("judging", title=title)
    blocks = [
        section(say("no_action")),
        text_input(Box.BECAUSE, "No action, because", typed=typed, hint=say("no_action_hint"), multiline=True),
    ]
    about = ModalAbout(cycle=cycle, priority=priority)
    return modal(Form.NO_ACTION, "No action because", about, blocks, submit="Save")
