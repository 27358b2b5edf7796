"""The modals of a problem: raised, with who leads and when it is over; or not now, and why."""

from bot.facts.problems import ProblemFacts, RaiseFacts
from bot.messages.blocks import choice_input, modal, person_input, section, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ModalAbout
from bot.ports import Json
from domain.problem import Level

LEVELS = [(str(one.value), f"Level {one.value}: {one.words}") for one in Level]


def raise_view(facts: RaiseFacts) -> Json:
    """Its level, who leads, when it is over; one that no rule proposed also needs its reason."""
    one = facts.problem
    say = Phrases("problems", one=one, title=facts.title, key=facts.priority_key)
    by_hand = [text_input(Box.REASON, "What is the problem?", multiline=True)] if one is None else []
    level = one.level if one else Level.WATCH
    about = ModalAbout(cycle=facts.cycle_id, priority=facts.priority_key, problem=one.problem_id if one else None)
    blocks = [
        section(say("raising")),
        *by_hand,
        choice_input(Box.LEVEL, "Level", LEVELS, typed=str(level.value)),
        person_input(Box.LEAD, "Who leads on it?"),
        text_input(Box.EXIT_CRITERIA, "Over when ...", hint=say("exit_hint"), multiline=True),
        text_input(Box.CAUSE, "What lies behind it, if it is known", optional=True, multiline=True),
    ]
    return modal(Form.RAISE, "Raise a problem", about, blocks, submit="Raise")


def not_now_view(facts: ProblemFacts) -> Json:
    """Why not: it is kept."""
    blocks = [
        section(Phrases("problems", one=facts)("aside")),
        text_input(Box.REASON, "Why not now?", multiline=True),
    ]
    return modal(Form.NOT_NOW, "Not now", ModalAbout(problem=facts.problem_id), blocks, submit="Save")
