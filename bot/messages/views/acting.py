"""The modals of an agreed action: recorded by staff, claimed done, moved or disowned by its owner, sent back."""

from bot.facts.actions import OfferFacts
from bot.facts.unit import ClosureFacts
from bot.messages.blocks import date_input, modal, person_input, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ActionForm, ModalAbout
from bot.ports import Json


def action_view(cycle: int, priority: str, title: str, typed: ActionForm | None = None) -> Json:
    """An action as agreed: what, how it moves the number, whose, by when, and when it counts as done."""
    say = Phrases("acting", title=title)
    blocks = [
        section(say("action")),
        text_input(Box.TEXT, "Action", typed=typed.text if typed else "", hint=say("text_hint"), multiline=True),
        text_input(
            Box.MOVES_NUMBER,
            "How does this move the number?",
            typed=typed.moves_number if typed else "",
            multiline=True,
        ),
        person_input(Box.OWNER, "Owner", typed=typed.owner if typed else "", hint=say("owner_hint")),
        date_input(Box.DUE_ON, "Due", typed=typed.due_on.isoformat() if typed else ""),
        text_input(
            Box.CLOSURE_TEST,
            "Done when",
            typed=typed.closure_test if typed else "",
            hint=say("closure_hint"),
            multiline=True,
        ),
    ]
    about = ModalAbout(cycle=cycle, priority=priority)
    return modal(Form.ACTION, "Add an action", about, blocks, submit="Add Action")


def claim_view(facts: OfferFacts) -> Json:
    say = _phrases(facts)
    blocks = [
        section(say("claim")),
        text_input(Box.EVIDENCE, "How can one see it?", hint=say("evidence_hint"), multiline=True),
    ]
    return modal(Form.CLAIM, f"{facts.label} is done", _about(facts), blocks, submit="Done")


def date_view(facts: OfferFacts) -> Json:
    say = _phrases(facts)
    day = facts.proposed_on.isoformat() if facts.proposed_on else ""
    blocks = [
        section(say("date")),
        date_input(Box.DAY, "New date", typed=day),
        text_input(Box.REASON, "Why this date?", hint=say("date_hint"), multiline=True),
    ]
    return modal(Form.DATE, "Propose another date", _about(facts), blocks, submit="Propose")


def disown_action_view(facts: OfferFacts) -> Json:
    say = _phrases(facts)
    blocks = [
        section(say("disown")),
        text_input(Box.REASON, "Whose could it be?", hint=say("disown_hint"), multiline=True),
    ]
    return modal(Form.DISOWN_ACTION, "Not mine", _about(facts), blocks, submit="Send")


def send_back_view(facts: ClosureFacts) -> Json:
    say = _phrases(facts)
    blocks = [section(say("send_back")), text_input(Box.REASON, "What is missing?", multiline=True)]
    about = ModalAbout(action=facts.action_id)
    return modal(Form.SEND_BACK, "Send back", about, blocks, submit="Send Back")


def _phrases(facts: OfferFacts | ClosureFacts) -> Phrases:
    year = facts.meeting_on.year if isinstance(facts, OfferFacts) else facts.claimed_on.year
    return Phrases("acting", facts=facts, year=year)


def _about(facts: OfferFacts) -> ModalAbout:
    return ModalAbout(action=facts.action_id)
