"""The modals beside an answer: not out yet, somebody else's, not mine, help, why me, and closed meanwhile."""

from bot.facts.requests import Introduction, RequestFacts
from bot.messages import asked
from bot.messages.blocks import date_input, modal, person_input, section, sections, text_input
from bot.messages.ids import Box, Form
from bot.messages.values import ModalAbout
from bot.mrkdwn import shown
from bot.ports import Json


def promise_view(facts: RequestFacts) -> Json:
    """Until when to stay quiet."""
    say = asked.phrases("asking", facts)
    day = facts.promised_for.isoformat() if facts.promised_for else ""
    blocks = [section(say("promise")), date_input(Box.DAY, "It comes on", typed=day, hint=say("promise_hint"))]
    return modal(Form.PROMISE, "Not out yet", _about(facts), blocks, submit="Promise")


def give_view(facts: RequestFacts) -> Json:
    say = asked.phrases("asking", facts)
    blocks = [section(say("give")), person_input(Box.PERSON, "Who has this figure?", hint=say("give_hint"))]
    return modal(Form.GIVE, "Give to someone else", _about(facts), blocks, submit="Give")


def disown_view(facts: RequestFacts) -> Json:
    say = asked.phrases("asking", facts)
    blocks = [
        section(say("disown")),
        text_input(Box.REASON, "Whose could it be?", hint=say("disown_hint"), multiline=True),
    ]
    return modal(Form.DISOWN, "Not mine", _about(facts), blocks, submit="Send")


def help_view(facts: RequestFacts) -> Json:
    """What do you need, from whom, by when?"""
    say = asked.phrases("asking", facts)
    blocks = [
        section(say("help")),
        text_input(Box.WHAT, "What do you need?", multiline=True),
        text_input(Box.FROM_WHOM, "From whom?", hint=say("from_whom_hint"), optional=True, longest=200),
        date_input(Box.BY_WHEN, "By when?", optional=True),
    ]
    return modal(Form.HELP, "I need help", _about(facts), blocks, submit="Ask for Help")


def why_view(facts: RequestFacts, introduction: Introduction | None = None) -> Json:
    """Why this person is asked: who set this up, who reads the answers, whom to ask.

    `introduction` stands in where the facts have none, which is so after a person's first message.
    """
    say = asked.phrases("asking", facts, introduction=introduction or facts.introduction)
    blocks = sections(say("why"), say("who_set_up"), say("who_reads"), say("whom_to_ask"))
    return modal(Form.WHY, "Why me?", _about(facts), blocks, close="Close")


def closed_view(title: str, sentence: str) -> Json:
    """For a button that outlived what it was for. The sentence says what happened instead."""
    blocks = [section(shown(sentence, 1000))]
    return modal(Form.CLOSED, title, ModalAbout(), blocks, close="Close")


def _about(facts: RequestFacts) -> ModalAbout:
    return ModalAbout(request=facts.request_id)
