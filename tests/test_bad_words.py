"""Words meant to ping everybody, and far too many of them, on their way from a reply to the summary."""

import json

import pytest

from bot.ports import Json
from demo import asking, meeting, story
from sandbox.people import Person, rendered
from tests.support.asking import BOTTOM, TOP, answers, strays
from tests.support.databases import in_memory
from tests.support.stage import InOneProcess, go_on, told

FAMILY = "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"
PINGS = "<!channel> & <!here|here> <@U999> <!subteam^S1> *loud* _quiet_ `code`"


@pytest.fixture
def stage() -> InOneProcess:
    """Emergency waits is still to be answered, everything else is done."""
    return told(in_memory(), before=asking.answered)


def waits(stage: InOneProcess) -> Person:
    return stage.person("waits-analyst")


def reply(stage: InOneProcess, text: str) -> None:
    person = waits(stage)
    person.reply(person.find("for the stocktake on Wed 18 Oct"), text)
    stage.go_to_rest()


def published(stage: InOneProcess) -> Json:
    """The summary of emergency waits, once the unit has rated, agreed an action and let it go out."""
    go_on(stage, asking.rated, meeting.agreed)
    stage.go_to(next(step.at for step in story.steps() if step.do is meeting.posted))
    return stage.person("principal").find("*Likelihood of 95 %", stage.world.channels["emergency-waits"])


def everything_posted(stage: InOneProcess) -> str:
    """All that the bot said, with every version of it, as it went to Slack."""
    calls = [args for method, args in stage.world.slack.calls if method in ("chat.postMessage", "chat.update")]
    return json.dumps([[one["text"], one.get("blocks")] for one in calls], ensure_ascii=False, default=str)


def test_words_that_would_ping_everybody_in_a_reply_ping_nobody_anywhere(stage: InOneProcess) -> None:
    reply(stage, f"{TOP}/{BOTTOM} {PINGS}")
    reply(stage, f"what about {PINGS}")
    assert [one["for_summary"] for one in answers(stage.world)][-2:] == [PINGS, f"what about {PINGS}"]
    summary = published(stage)
    assert "&lt;!channel&gt; &amp; &lt;!here|here&gt;" in rendered(summary)
    said = everything_posted(stage)
    assert [ping for ping in ("<!channel", "<!here", "<@U999", "<!subteam", "*loud*", "`code`") if ping in said] == []
    assert "&amp;lt;" not in said


def test_words_that_would_ping_everybody_in_forms_ping_nobody_anywhere(stage: InOneProcess) -> None:
    person = waits(stage)
    person.press(person.find("for the stocktake on Wed 18 Oct"), "I Need Help")
    person.fill(what=PINGS, from_whom=PINGS)
    assert not person.submit()
    person.press(person.find("for the stocktake on Wed 18 Oct"), "Answer")
    person.fill(numerator=TOP, denominator=BOTTOM, for_summary=PINGS, for_unit=PINGS)
    assert not person.submit()
    stage.go_to_rest()
    help_wanted = stage.person("unit-staff").find("Help wanted", stage.world.channels["delivery-unit"])
    assert "&lt;!channel&gt;" in rendered(help_wanted)
    published(stage)
    said = everything_posted(stage)
    assert [ping for ping in ("<!channel", "<!here", "<@U999", "<!subteam", "*loud*", "`code`") if ping in said] == []


@pytest.mark.parametrize("letter", ["\N{BANANA}", FAMILY], ids=["banana", "family"])
def test_three_thousand_characters_of_emoji_are_kept_whole_and_shown_as_far_as_slack_lets_us(
    stage: InOneProcess, letter: str
) -> None:
    words = (letter * 3000)[: 3000 // len(letter) * len(letter)]
    reply(stage, f"{TOP}/{BOTTOM} {words}")
    assert "Recorded: 89.67 %" in rendered(waits(stage).find("Recorded: 89.67 %"))
    assert answers(stage.world)[-1]["for_summary"] == words
    person = waits(stage)
    person.press(person.find("Recorded: 89.67 %"), "Correct It")
    assert person.modal()["values"]["numerator"]["typed"]["value"] == TOP
    person.close()
    summary = rendered(published(stage))
    assert f"*Why:* {letter}{letter}" in summary
    cut = summary.partition("*Why:* ")[2].partition("...")[0]
    assert len(cut) > 500
    assert cut.replace(letter, "") == ""
    assert [why for why, _ in strays(stage.world)] == ["which request"]  # somebody else's, settled since
