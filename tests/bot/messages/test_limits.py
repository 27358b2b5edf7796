"""No message is ever too large for Slack, however much was typed and however much is due."""

import dataclasses
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from bot.facts.requests import DigestFacts
from bot.facts.unit import LateFacts
from bot.messages import KINDS, home, render, views
from bot.messages.values import ActionTyped, AnswerForm, LinesForm, ModalAbout, RateForm
from bot.ports import ChartSpec
from domain.assessment import Likelihood
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages import facts_unit as unit
from tests.bot.messages import limits, show_commands
from tests.bot.messages.facts_twenty import ACTIONS, ASKED, TWENTY, WIDE
from tests.bot.messages.show import messages
from tests.bot.messages.show_modals import modals

LONG_NAMES = {"title": 200, "name": 200, "numerator": 200, "denominator": 200, "source": 200, "titles": 200}
KEPT = {"key", "priority_key", "label", "unit", "fact", "zone", "tells", "direction", "side", "kind", "channel"}
KEPT |= {"days", "edited", "added", "at", "decision", "outcome", "settled", "waits_for"}  # ids and words of ours
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
TYPED = [FAMILY * 600, "&<>" * 1000, "a" * 3000, "two\nlines " * 300]


def swollen(value: Any, typed: str, name: str = "") -> Any:
    """The same facts with every text that somebody typed as long as it may get."""
    if isinstance(value, ChartSpec):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: swollen(getattr(value, one.name), typed, one.name) for one in fields(value) if one.init}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return value if name in KEPT else tuple(swollen(one, typed, name) for one in value)
    if type(value) is not str or name in KEPT or name.endswith(("_id", "_by")):
        return value
    return typed[: LONG_NAMES.get(name, 3000)]


@pytest.mark.parametrize("typed", TYPED, ids=["emoji", "escaped", "letters", "lines"])
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"notice", "trouble"}))
def test_a_message_fits_whatever_was_typed(kind: str, typed: str) -> None:
    assert limits.of_message(render(kind, swollen(cycle.STORY[kind], typed))) == []


def test_every_message_of_the_story_fits() -> None:
    assert {name: limits.of_message(message) for name, message in messages() if limits.of_message(message)} == {}


def test_every_modal_of_the_story_fits() -> None:
    assert {name: limits.of_modal(view) for name, view in modals() if limits.of_modal(view)} == {}


@pytest.mark.parametrize("typed", TYPED, ids=["emoji", "escaped", "letters", "lines"])
def test_a_modal_fits_whatever_was_typed(typed: str) -> None:
    shown = dict(modals(lambda facts: swollen(facts, typed)))
    assert {name: limits.of_modal(view) for name, view in shown.items() if limits.of_modal(view)} == {}


@pytest.mark.parametrize("typed", TYPED, ids=["emoji", "escaped", "letters", "lines"])
def test_a_modal_shown_again_fits_with_what_was_typed_into_it(typed: str) -> None:
    filled = AnswerForm(for_summary=typed, for_unit=typed, value=typed[:40])
    about = ModalAbout(cycle=3, priority="A1")
    shown = [
        views.answer_view(story.REQUEST, typed=filled),
        views.rate_view(unit.RATE, RateForm(likelihood=Likelihood.RED, reason=typed)),
        views.lines_view(story.SUMMARY, LinesForm(why=typed, needed=typed)),
        views.action_view(about, typed[:200], ActionTyped(text=typed, moves_number=typed, closure_test=typed)),
        views.one_line_view(about, typed[:200], typed),
        views.question_view(about, typed[:200], typed),
        views.no_action_view(3, "A1", typed[:200], typed),
        views.closed_view(typed[:200], typed),
    ]
    assert [limits.of_modal(view) for view in shown if limits.of_modal(view)] == []


def test_slacks_own_models_take_every_block() -> None:
    shown = [block for _, message in messages() for block in message.blocks]
    for block in [*shown, *(block for _, view in modals() for block in view["blocks"])]:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()


def many_things(count: int) -> DigestFacts:
    figure = swollen(story.FIGURE_ITEM, "t" * 3000)
    action = swollen(story.ACTION_ITEM, "t" * 3000)
    items = [
        replace(figure, request_id=number) if number % 2 else replace(action, action_id=number, label=f"A-{number}")
        for number in range(count)
    ]
    return DigestFacts(story.OWNER, story.DIGEST.day, story.LONDON, tuple(items))


def test_a_day_with_forty_things_names_them_all_in_one_message() -> None:
    digest = render("digest", many_things(40))
    assert limits.of_message(digest) == []
    buttons = sum("accessory" in block for block in digest.blocks)
    assert 5 <= buttons < 40
    assert digest.blocks[-1]["text"]["text"].startswith(f"And {40 - buttons} more: ")


def test_forty_late_figures_fit_and_are_counted() -> None:
    rows = tuple(replace(unit.LATE.rows[0], title="Planned operations " * 10) for _ in range(40))
    late = render("late", LateFacts(unit.LATE.meeting_on, story.LONDON, rows))
    assert limits.of_message(late) == []
    assert late.text.startswith("40 figures late")


def test_forty_actions_fit_in_the_thread() -> None:
    rows = tuple(swollen(dataclasses.replace(story.OVERDUE, label=f"A-{number}"), "x" * 3000) for number in range(40))
    for kind, facts in (
        ("follow_ups", replace(story.FOLLOW_UPS, earlier=rows, new=rows)),
        ("questions", replace(story.QUESTIONS, actions=rows)),
    ):
        assert limits.of_message(render(kind, facts)) == []


@pytest.mark.parametrize("kind", sorted(TWENTY))
def test_twenty_priorities_and_forty_actions_fit(kind: str) -> None:
    for facts in TWENTY[kind]:
        assert limits.of_message(render(kind, facts)) == []


@pytest.mark.parametrize("title", [show_commands.TITLE[:200], show_commands.EMOJI], ids=["escaped", "emoji"])
def test_what_a_command_answers_fits_with_twenty_priorities_and_forty_actions(title: str) -> None:
    large = {one.name: limits.of_message(one.rendered) for one in show_commands.twenty(title)}
    assert {name: problems for name, problems in large.items() if problems} == {}


@pytest.mark.parametrize("typed", TYPED, ids=["emoji", "escaped", "letters", "lines"])
@pytest.mark.parametrize("kind", sorted(TWENTY))
def test_twenty_priorities_fit_whatever_was_typed_of_each(kind: str, typed: str) -> None:
    for facts in TWENTY[kind]:
        assert limits.of_message(render(kind, swollen(facts, typed))) == []


def test_a_home_with_twenty_priorities_and_forty_actions_fits() -> None:
    desk = replace(cycle.DESK, unrated=tuple((one.priority_key, one.title) for one in WIDE), claimed=ACTIONS)
    view = home.home(replace(cycle.HOME, requests=ASKED, actions=ACTIONS, priorities=WIDE, desk=desk))
    assert len(view["blocks"]) <= 100
    assert limits.of_blocks(view["blocks"]) == []


def test_what_does_not_fit_is_named() -> None:
    asked = render("request", cycle.asked(*ASKED))
    shown = sum(block.get("accessory") is not None for block in asked.blocks)
    assert 5 < shown < 20
    assert "see `/stocktake requests`" in str(asked.blocks)
