"""Nothing that somebody typed can become markup: it pings nobody, and makes nothing bold."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot.facts.requests import NoticeFacts
from bot.messages import KINDS, commands, render
from bot.messages.phrases import Phrases
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages.show import GOLDEN
from tests.bot.messages.show_modals import modals
from tests.bot.messages.test_limits import swollen

NASTY = "<!channel> *x* <@U1> `y` ~z~ _v_ > w <https://a.example|b> & "
KNOWN_PEOPLE = {story.OWNER, story.STAFF, story.PRINCIPAL, story.LEAD, story.DIRECTOR}
KNOWN = {f"@{one}" for one in KNOWN_PEOPLE} | {f"#{row.channel}" for row in cycle.COVER.rows}
SEQUENCE = re.compile(r"<([^>]*)>")


def texts(content: Any) -> list[str]:
    """Every mrkdwn text in blocks; plain text is never read as markup."""
    if isinstance(content, dict):
        here = [content["text"]] if content.get("type") == "mrkdwn" else []
        return here + [text for part in content.values() for text in texts(part)]
    if isinstance(content, list | tuple):
        return [text for part in content for text in texts(part)]
    return []


def pings(text: str) -> list[str]:
    """Control sequences other than a mention of somebody, or of a channel, in the facts."""
    return [one for one in SEQUENCE.findall(text) if one not in KNOWN]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"notice", "trouble"}))
@given(typed=st.text(alphabet="<>!@#&*_~`|\n aU1/", min_size=1, max_size=60))
def test_typed_text_holds_no_control_sequence_in_any_message(kind: str, typed: str) -> None:
    message = render(kind, swollen(cycle.STORY[kind], typed))
    assert [ping for text in [message.text, *texts(message.blocks)] for ping in pings(text)] == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"notice", "trouble"}))
def test_typed_text_adds_no_markup_to_any_message(kind: str) -> None:
    plain, nasty = (render(kind, swollen(cycle.STORY[kind], typed)) for typed in ("xx", NASTY))
    for mark in "*`~":
        assert sum(text.count(mark) for text in texts(nasty.blocks)) == sum(
            text.count(mark) for text in texts(plain.blocks)
        )


@given(typed=st.text(max_size=200))
def test_a_notice_repeats_what_was_typed_without_its_power(typed: str) -> None:
    message = render("notice", NoticeFacts("nothing_open", {"typed": typed}))
    assert pings(message.text) == []
    assert "*" not in message.text


def test_a_modal_and_a_command_are_as_safe() -> None:
    shown = [view for _, view in modals(lambda facts: swollen(facts, NASTY))]
    answers = [commands.unknown(NASTY), commands.refusal(NASTY)]
    found = [*texts(shown), *(text for one in answers for text in [one.text, *texts(one.blocks)])]
    assert [ping for text in found for ping in pings(text)] == []


def test_typed_text_adds_no_markup_to_any_modal() -> None:
    plain, nasty = (dict(modals(lambda facts, typed=typed: swollen(facts, typed))) for typed in ("xx", NASTY))
    for name, view in nasty.items():
        for mark in "*`~":
            assert "".join(texts(view)).count(mark) == "".join(texts(plain[name])).count(mark), name


def test_slack_is_told_to_find_no_names_in_texts() -> None:
    for kind, facts in cycle.STORY.items():
        for block in render(kind, facts).blocks:
            for text in [block.get("text"), *block.get("elements", [])]:
                assert text is None or text.get("type") != "mrkdwn" or text["verbatim"] is True


def test_a_template_cannot_leave_out_a_fact_unnoticed() -> None:
    with pytest.raises(UndefinedError):
        Phrases("notices")("nothing_open")


def test_a_template_prints_no_thing_that_has_no_words() -> None:
    with pytest.raises(TypeError):
        Phrases("notices", typed=None)("nothing_open")


def test_the_golden_files_hold_no_place_of_a_machine() -> None:
    assert not any("/home" in path.read_text(encoding="utf-8") for path in GOLDEN.iterdir())
