"""The modals of a milestone: late with a new date, or dropped with a reason."""

from bot.facts.requests import MilestoneFacts
from bot.messages.blocks import date_input, modal, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ModalAbout
from bot.ports import Json

NUMBER = 40  # characters
LIKELY = "In percent, if you like: how sure is the new date?"


def late_view(facts: MilestoneFacts) -> Json:
    say = Phrases("milestones", facts=facts)
    blocks = [
        section(say("late")),
        date_input(Box.DAY, "New date"),
        text_input(Box.REASON, "What is in the way?", multiline=True),
        text_input(Box.CHANCE, LIKELY, hint=say("scored"), optional=True, longest=NUMBER),
    ]
    about = ModalAbout(milestone=facts.milestone_id)
    return modal(Form.MILESTONE_LATE, "Late, new date", about, blocks, submit="Save")


def drop_milestone_view(facts: MilestoneFacts) -> Json:
    say = Phrases("milestones", facts=facts)
    blocks = [section(say("drop")), text_input(Box.REASON, "Why?", multiline=True)]
    about = ModalAbout(milestone=facts.milestone_id)
    return modal(Form.MILESTONE_DROP, "Dropped", about, blocks, submit="Drop It")
