"""The modal that takes a figure, and what it turns into once the figure is kept: how it reads."""

from collections.abc import Sequence
from decimal import Decimal

from bot.facts.requests import ReadingFacts, RequestFacts
from bot.messages import asked, figures, reading
from bot.messages.blocks import choice_input, modal, section, sections, text_input, tick_input
from bot.messages.ids import Box, Form
from bot.messages.phrases import Phrases, day
from bot.messages.values import AnswerForm, ModalAbout
from bot.mrkdwn import clip
from bot.ports import Json
from domain.assessment import Likelihood
from domain.checks import Finding
from domain.priority import Indicator, Target

LIKELIHOODS = [(one.value, f"{one.value.title()}: {one.meaning}; {one.needs}") for one in Likelihood]
NUMBER = 40  # characters
LABEL = 120  # characters
NAMED = 100  # characters of a milestone
LONGEST = 3000  # characters of a box, as Slack has it


def answer_view(
    facts: RequestFacts, *, typed: AnswerForm | None = None, concerns: Sequence[Finding] = (), meanwhile: bool = False
) -> Json:
    """One box for the value, or two where it is made from two numbers; then words, the owner's judgement, help.

    With `concerns` it says what may be a slip and offers to keep the figure as typed, `meanwhile` what somebody else
    has given since it was opened. Blocks keep their ids, so that Slack keeps what was typed.
    """
    say = asked.phrases("answer", facts, concerns=[one.sentence for one in concerns])
    filled = typed or _given(facts)
    blocks = [
        section("\n".join(filter(None, (say("head"), say.row("known"))))),
        *sections(say("frozen"), say("meanwhile") if meanwhile else "", say("concerns")),
        *_sure(concerns, filled),
        *_figure(facts, filled),
        *_subgroups(facts, say, filled),
        tick_input(
            Box.PROVISIONAL, "If it may still change", ("provisional", "It is provisional"), ticked=filled.provisional
        ),
        *_words(facts, say, filled),
        *_judgement(facts, say, filled),
        tick_input(Box.HELP, "Help", ("help", "I need help"), ticked=filled.help),
    ]
    milestone = facts.milestone.milestone_id if facts.milestone else None
    about = ModalAbout(request=facts.request_id, milestone=milestone, answer=facts.answer_id)
    return modal(Form.ANSWER, facts.period.long.capitalize(), about, blocks, submit="Send")


def reading_view(facts: ReadingFacts) -> Json:
    """What the answer's modal shows as it closes: the reading."""
    about = ModalAbout(request=facts.request_id)
    title = "Corrected" if facts.corrected else "Recorded"
    return modal(Form.READING, title, about, sections(*reading.lines(facts)), close="Close")


def chance_box(indicator: Indicator, target: Target | None, typed: str) -> list[Json]:
    """For a percentage beside the word; none where there is no target still ahead."""
    if target is None:
        return []
    label = f"In percent, if you like: {figures.condition(indicator, target)} by {target.period.short}"
    return [text_input(Box.CHANCE, label, typed=typed, optional=True, longest=NUMBER)]


def _given(facts: RequestFacts) -> AnswerForm:
    """What was answered before, to be corrected."""
    known = facts.answered
    return AnswerForm(
        value=figures.typed(known.value) if known else "",
        numerator=figures.typed(known.numerator) if known else "",
        denominator=figures.typed(known.denominator) if known else "",
        for_summary=facts.for_summary,
        for_unit=facts.for_unit,
        likelihood=facts.owner_likelihood,
        provisional=known is not None and not known.final,
        chance=figures.percent(facts.owner_chance),
        next_value=figures.typed(facts.owner_next),
        subgroups=_lines(facts),
        milestone_chance=figures.percent(facts.milestone.chance) if facts.milestone else "",
    )


def _sure(concerns: Sequence[Finding], filled: AnswerForm) -> list[Json]:
    if not concerns:
        return []
    return [tick_input(Box.SURE, "If it is no slip", ("sure", "It is right as typed"), ticked=filled.sure)]


def _figure(facts: RequestFacts, filled: AnswerForm) -> list[Json]:
    indicator = facts.indicator
    if indicator.numerator and indicator.denominator:
        return [
            text_input(Box.NUMERATOR, indicator.numerator, typed=filled.numerator, longest=NUMBER),
            text_input(Box.DENOMINATOR, indicator.denominator, typed=filled.denominator, longest=NUMBER),
        ]
    label = f"{facts.period.long.capitalize()}, {indicator.unit}".rstrip(", ")
    return [text_input(Box.VALUE, label, typed=filled.value, longest=NUMBER)]


def _subgroups(facts: RequestFacts, say: Phrases, filled: AnswerForm) -> list[Json]:
    """One box for all of them; none where the whole is not divided."""
    if not facts.subgroups.names:
        return []
    label = f"{figures.big(facts.subgroups.called)}, one a line"
    hint = say("subgroups", first=facts.subgroups.names[0], usual=figures.bare(facts.indicator, _usual(facts)))
    return [
        text_input(
            Box.SUBGROUPS,
            label[:LABEL],
            typed=filled.subgroups,
            hint=hint,
            optional=True,
            multiline=True,
            longest=LONGEST,
        )
    ]


def _usual(facts: RequestFacts) -> Decimal:
    return facts.last.value if facts.last else facts.indicator.baseline


def _lines(facts: RequestFacts) -> str:
    """What was given before, else each name with room for its number behind it; nothing where that is too long."""
    known = {one.name: figures.typed(one.value) for one in facts.subgroup_figures}
    lines = "\n".join(f"{name}: {known.get(name, '')}" for name in facts.subgroups.names)
    return lines if len(lines) <= LONGEST else ""


def _words(facts: RequestFacts, say: Phrases, filled: AnswerForm) -> list[Json]:
    return [
        text_input(
            Box.FOR_SUMMARY,
            "What changed, and why? For the summary",
            typed=filled.for_summary,
            hint=say("for_summary"),
            optional=True,
            multiline=True,
        ),
        text_input(
            Box.FOR_UNIT,
            "For the unit only",
            typed=filled.for_unit,
            hint=say("for_unit"),
            optional=True,
            multiline=True,
        ),
    ]


def _judgement(facts: RequestFacts, say: Phrases, filled: AnswerForm) -> list[Json]:
    """The owner's own word, and if they like a chance and the next value: before the unit's and ours are shown."""
    word = choice_input(
        Box.LIKELIHOOD,
        "How likely is delivery?",
        LIKELIHOODS,
        typed=filled.likelihood or "",
        hint=say("likelihood"),
        optional=True,
    )
    chance = chance_box(facts.indicator, facts.target, filled.chance)
    return [word, *chance, *_next_value(facts, say, filled), *_milestone(facts, filled)]


def _milestone(facts: RequestFacts, filled: AnswerForm) -> list[Json]:
    """One box for whoever owns a milestone that is still ahead; the next one alone."""
    if facts.milestone is None:
        return []
    named = (
        f"{clip(facts.milestone.text.rstrip('.'), NAMED)}, by {day(facts.milestone.due_on, facts.dates.meeting.year)}"
    )
    label = f"In percent, if you like: {named}"
    return [text_input(Box.MILESTONE_CHANCE, label, typed=filled.milestone_chance, optional=True, longest=NUMBER)]


def _next_value(facts: RequestFacts, say: Phrases, filled: AnswerForm) -> list[Json]:
    if facts.next_period is None:
        return []
    label = f"{facts.next_period.long.capitalize()}, as you expect it"
    return [
        text_input(
            Box.NEXT_VALUE, label, typed=filled.next_value, hint=say("next_value"), optional=True, longest=NUMBER
        )
    ]
