"""The modals of the unit's judgement: the likelihood of delivery, and why no action is needed."""

from bot.facts.unit import RateFacts
from bot.messages import figures, rating
from bot.messages.blocks import choice_input, modal, section, sections, text_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases
from bot.messages.values import ModalAbout, RateForm
from bot.messages.views.answering import LIKELIHOODS, chance_box
from bot.ports import Json
from domain.assessment import Challenge, Quality, Rubric, Stage

PLANNING = "Planning, implementation and performance management"


def rate_view(facts: RateFacts, typed: RateForm | None = None, question: str = "") -> Json:
    """The four words with their meanings, a reason, a percentage if they like.

    With a `question` it asks why two of the three voices lie far apart. Blocks keep their ids, so that Slack keeps
    what was typed.
    """
    likelihood = typed.likelihood if typed else facts.rating
    say = rating.phrases(facts, question=question)
    explains = typed.explains if typed else facts.explains
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
        *chance_box(facts.indicator, facts.target, typed.chance if typed else figures.percent(facts.chance)),
        *_rubric(typed.rubric if typed else facts.rubric),
        *_explained(say, explains, asked=bool(question)),
    ]
    about = ModalAbout(cycle=facts.cycle_id, priority=facts.priority_key)
    return modal(Form.RATE, "Likelihood of delivery", about, blocks, submit="Rate")


def _rubric(known: Rubric) -> list[Json]:
    """What the rating rests on, as far as somebody judged it."""
    levels, qualities = [(one.value, one.value.capitalize()) for one in Challenge], _options(Quality)
    stages = [(str(one.value), f"{one.value}: {one.words}") for one in Stage]
    stage = str(known.stage.value) if known.stage else ""
    return [
        choice_input(Box.CHALLENGE, "Degree of challenge", levels, typed=known.challenge or "", optional=True),
        choice_input(Box.PLANNING, PLANNING, qualities, typed=known.planning or "", optional=True),
        choice_input(Box.DRIVE, "Capacity to drive progress", qualities, typed=known.capacity or "", optional=True),
        choice_input(Box.STAGE, "Stage of delivery", stages, typed=stage, optional=True),
    ]


def _options(words: type[Quality]) -> list[tuple[str, str]]:
    return [(one.value, one.value.capitalize()) for one in words]


def _explained(say: Phrases, explains: str, *, asked: bool) -> list[Json]:
    if not asked and not explains:
        return []
    box = text_input(Box.EXPLAINS, "Why they lie apart", typed=explains, optional=not asked, multiline=True)
    return [*sections(say("question") if asked else ""), box]


def no_action_view(cycle: int, priority: str, title: str, typed: str = "") -> Json:
    """The reason that opens the gate without an action."""
    say = Phrases("judging", title=title)
    blocks = [
        section(say("no_action")),
        text_input(Box.BECAUSE, "No action, because", typed=typed, hint=say("no_action_hint"), multiline=True),
    ]
    about = ModalAbout(cycle=cycle, priority=priority)
    return modal(Form.NO_ACTION, "No action because", about, blocks, submit="Save")
