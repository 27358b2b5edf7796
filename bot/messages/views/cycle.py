"""The modals of a stocktake: queried answers, edited lines, another day, called off."""

from bot.facts.summaries import SummaryFacts
from bot.facts.unit import CheckFacts
from bot.messages import summary
from bot.messages.blocks import date_input, modal, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import LinesForm, ModalAbout
from bot.ports import Json

LONGEST_LINE = 900
LONGEST_QUESTION = 600


def query_view(facts: CheckFacts) -> Json:
    """What the unit wants to know of an answer."""
    value = facts.indicator.print(facts.observation.value)
    say = Phrases("cycle", title=facts.title, period=facts.observation.period, value=value)
    box = text_input(Box.REASON, "Your question", hint=say("query_hint"), multiline=True, longest=LONGEST_QUESTION)
    about = ModalAbout(request=facts.request_id, answer=facts.answer_id)
    return modal(Form.QUERY, "Query", about, [section(say("query")), box], submit="Ask")


def lines_view(facts: SummaryFacts, typed: LinesForm | None = None) -> Json:
    """The five lines as they read; the third and the fourth can be edited."""
    say = Phrases("cycle", title=facts.title)
    filled = typed or LinesForm(why=facts.why, needed=facts.needed, needed_by=facts.needed_by)
    by = filled.needed_by.isoformat() if filled.needed_by else ""
    blocks = [
        section("\n".join(summary.lines(facts))),
        text_input(
            Box.WHY, "Why", typed=filled.why, hint=say("why_hint"), optional=True, multiline=True, longest=LONGEST_LINE
        ),
        text_input(
            Box.NEEDED,
            "Needed from the principal",
            typed=filled.needed,
            hint=say("needed_hint"),
            optional=True,
            multiline=True,
            longest=LONGEST_LINE,
        ),
        date_input(Box.NEEDED_BY, "By when?", typed=by, optional=True),
    ]
    about = ModalAbout(cycle=facts.cycle_id, priority=facts.priority_key)
    return modal(Form.LINES, "Edit lines", about, blocks, submit="Save")


def move_view(cycle: int, meeting: str, typed: str = "") -> Json:
    """Another day for a stocktake. `meeting` is ISO, the day it has now."""
    say = Phrases("cycle", title="")
    blocks = [
        section(say("move")),
        date_input(Box.DAY, "New date of the meeting", typed=typed or meeting),
        text_input(Box.REASON, "Why?", hint=say("move_hint"), multiline=True),
    ]
    return modal(Form.MOVE, "Move the stocktake", ModalAbout(cycle=cycle), blocks, submit="Move It")


def cancel_view(cycle: int) -> Json:
    say = Phrases("cycle", title="")
    blocks = [section(say("cancel")), text_input(Box.REASON, "Why?", hint=say("move_hint"), multiline=True)]
    return modal(Form.CANCEL, "Call it off", ModalAbout(cycle=cycle), blocks, submit="Call It Off", close="Keep It")
