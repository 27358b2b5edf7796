"""The modals of an agreed action: recorded by staff, claimed done, moved or disowned by its owner, sent back."""

from bot.facts.actions import OfferFacts
from bot.facts.unit import ClosureFacts
from bot.messages.blocks import date_input, modal, person_input, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ActionTyped, ModalAbout
from bot.ports import Json


def one_line_view(about: ModalAbout, title: str, typed: str = "") -> Json:
    """An action in one line, as it is said in the room; what is missing in it is asked for next."""
    say = Phrases("acting", title=title)
    blocks = [
        section(say("action")),
        text_input(Box.LINE, "In one line", typed=typed, hint=say("line_hint"), multiline=True),
    ]
    return modal(Form.ONE_LINE, "Add an action", about, blocks, submit="Add Action")


def action_view(about: ModalAbout, title: str, typed: ActionTyped | None = None, *, missing: bool = False) -> Json:
    """An action as agreed: what, how it moves the number, whose, by when, and when it counts as done.

    `missing` says that a line did not tell everything.
    """
    typed = typed or ActionTyped()
    say = Phrases("acting", title=title, missing=missing)
    blocks = [
        section(say("action")),
        text_input(Box.TEXT, "Action", typed=typed.text, hint=say("text_hint"), multiline=True),
        text_input(
            Box.MOVES_NUMBER,
            "How does this move the number?",
            typed=typed.moves_number,
            multiline=True,
        ),
        person_input(Box.OWNER, "Owner", typed=typed.owner, hint=say("owner_hint")),
        date_input(Box.DUE_ON, "Due", typed=typed.due_on.isoformat() if typed.due_on else ""),
        text_input(
            Box.CLOSURE_TEST,
            "Done when",
            typed=typed.closure_test,
            hint=say("closure_hint"),
            multiline=True,
        ),
    ]
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
    about = ModalAbout(action=facts.action_id, claimed_at=facts.claimed_at)
    return modal(Form.SEND_BACK, "Send back", about, blocks, submit="Send Back")


def blocked_view(facts: OfferFacts) -> Json:
    """Whom it waits for, until when."""
    say = _phrases(facts)
    blocks = [
        section(say("blocked")),
        person_input(Box.PERSON, "Whom do you wait for?"),
        date_input(Box.BY_WHEN, "Until when?", hint=say("blocked_hint")),
        text_input(Box.REASON, "What is in the way?", multiline=True),
    ]
    return modal(Form.BLOCKED, f"{facts.label} is blocked", _about(facts), blocks, submit="Tell the Unit")


def drop_view(facts: OfferFacts) -> Json:
    """Why it is let go of."""
    say = _phrases(facts)
    blocks = [section(say("drop")), text_input(Box.REASON, "Why?", multiline=True)]
    return modal(Form.DROP, f"Drop {facts.label}", _about(facts), blocks, submit="Drop It")


def _phrases(facts: OfferFacts | ClosureFacts) -> Phrases:
    year = facts.meeting_on.year if isinstance(facts, OfferFacts) else facts.claimed_on.year
    return Phrases("acting", facts=facts, year=year)


def _about(facts: OfferFacts) -> ModalAbout:
    return ModalAbout(action=facts.action_id)
