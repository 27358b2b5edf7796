"""The modals of help and questions: asked by a reader; made an ask, made an action, answered by staff."""

from bot.facts.unit import HelpFacts
from bot.messages.blocks import date_input, modal, person_input, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ModalAbout
from bot.mrkdwn import clip
from bot.ports import Json

LONGEST = 900


def question_view(about: ModalAbout, title: str, typed: str = "") -> Json:
    """What a reader wants to know."""
    say = Phrases("wanting", title=title)
    blocks = [
        section(say("question")),
        text_input(Box.WHAT, "Your question", typed=typed, multiline=True, longest=LONGEST),
    ]
    return modal(Form.QUESTION, "Ask a question", about, blocks, submit="Ask")


def ask_view(facts: HelpFacts) -> Json:
    """What, from whom, by when, why: nobody is asked before this is sent."""
    say = Phrases("wanting", facts=facts)
    by = facts.by_when.isoformat() if facts.by_when else ""
    blocks = [
        section(say("ask")),
        text_input(Box.WHAT, "What is asked?", typed=clip(facts.what, LONGEST), multiline=True, longest=LONGEST),
        person_input(Box.PERSON, "Of whom?", hint=say("whom_hint")),
        date_input(Box.BY_WHEN, "By when?", typed=by),
        text_input(Box.WHY, "Why: how does it move the number?", multiline=True, longest=LONGEST),
    ]
    return modal(Form.ASK, "Make an ask", ModalAbout(help=facts.help_id), blocks, submit="Ask Them")


def reply_view(facts: HelpFacts) -> Json:
    say = Phrases("wanting", facts=facts)
    blocks = [section(say("reply")), text_input(Box.REPLY, "Your answer", multiline=True, longest=LONGEST)]
    return modal(Form.REPLY, "Answer it", ModalAbout(help=facts.help_id), blocks, submit="Answer")
