"""The three messages of a cycle as people read them, against the wording agreed for them, line by line.

A role stands for each mention. Where the story gives other facts, or the product does not go so far yet, the line
names what is read instead, and why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest

from bot.ports import Json
from demo import asking, following, story
from sandbox.people import rendered
from tests.support.databases import in_memory
from tests.support.stage import InOneProcess, told


@dataclass(frozen=True)
class Line:
    """A line as agreed; `reads` is what stands there instead, None when nothing does, and `because` says why."""

    agreed: str
    reads: str | None = ""
    because: str = ""

    def expected(self) -> Iterator[str]:
        if not self.because:
            yield self.agreed
        elif self.reads is not None:
            yield self.reads


FIRST = "a first message introduces itself and names who set it up, which the agreed one, a later one, need not"
CHANCE = "the owner's own word and chance came with the figure, so that what past figures say is shown in the reply"
NEW = "the story begins with this cycle: nothing was asked for, rated or agreed before"

REQUEST_TEXT = (
    Line(
        "Emergency waits: September figure and one sentence, by Tue 10 Oct 17:00 (London). August 90.30 %, "
        "trajectory 90.00 %. Reply with the number."
    ),
)
REQUEST = (
    Line(
        "",
        "Hello. Delivery Unit set me up for @principal, and I ask for figures on its behalf. Its plan names you as "
        "the person who has this one. Who reads your answer, and whom to ask, stands at the end.",
        FIRST,
    ),
    Line(
        "*Emergency waits (A1)*, for the stocktake on Wed 18 Oct. You asked for discharge data by site: the hospitals "
        "director sent it on 14 Sep.",
        "*Emergency waits (A1)*, for the stocktake on Wed 18 Oct.",
        NEW,
    ),
    Line(
        "By *Tue 10 Oct, 17:00 (London)*: the *September 2017* figure (% seen within four hours), and one sentence: "
        "what changed, and why?"
    ),
    Line("Last: 90.30 % (Aug) · trajectory: 90.00 % · interim target: above 90 %"),
    Line(
        "Quickest: reply here, `89.67 more patients than planned`. Not out yet? Reply `Thursday` and I stay quiet "
        "until then."
    ),
    Line(
        "[Answer] [Not Out Yet] [I Need Help] [... Give to Someone Else · Not Mine · Why Me?]",
        "[Answer] [Not Out Yet] [I Need Help] [Give to Someone Else] [Not Mine] [Why Me?]",
        "the last three are behind the dots, which are printed here one by one",
    ),
    Line(
        "_The unit sees this now; leaders after the stocktake. You see the draft first (Wed 11 Oct). Questions: the "
        "delivery lead._",
        "_The unit sees this now; leaders after the stocktake. You see the draft first (Wed 11 Oct). Questions: "
        "@delivery-lead._",
        "a mention stands for the role",
    ),
)
READING = (
    Line("*Recorded: 89.67 %, September 2017* (final). Thank you, on time."),
    Line(
        '*Slightly behind:* 0.33 points under the 90.00 expected. Interim target "above 90 %" *not met*, by 6,431 '
        "patients."
    ),
    Line(
        "*Noise so far:* inside the 88.3 to 92.3 that past months suggest. Seven months above average, but that is "
        "usual for summer.",
        "*Noise so far:* inside the 88.3 to 92.3 that past months suggest. Seven months above average, but that is "
        "usual for the season or the drift.",
        "seventeen months of history cannot tell a season from a drift",
    ),
    Line("*Pace:* 95 % by Mar 2018 needs +0.89 a month; against last September it moved -0.08 a month."),
    Line(
        "",
        "*You expect:* amber-green, probable; 60 % for at least 95 % by Mar 2018; 90.10 % in Oct 2017.",
        "what the owner said of what is to come is read back before it counts",
    ),
    Line(
        "", "*Outlook for at least 95 % by Mar 2018:* past figures alone: under 5 %; with your 60 %: under 5 %.", CHANCE
    ),
    Line("*Next:* the unit checks it; draft rating to you Wed 11 Oct; freeze Fri 13 Oct; leaders see it Thu 19 Oct."),
)
BELOW_READING = (
    Line("Wrong? Edit your message or reply with the right number."),
    Line(
        "[Add a Reason] [I Need Help] [Correct It]",
        "[I Need Help] [Correct It]",
        "a reason came with the figure",
    ),
)
SUMMARY = (
    Line(
        "*Emergency waits: slightly behind.* 89.67 % in Sep 2017 against 90.00 expected; interim target missed by "
        "6,431 patients."
    ),
    Line(
        "*Likelihood of 95 % by Mar 2018: AMBER-RED, in doubt* (was amber-green). Judged by the unit; the department "
        "says amber-green.",
        "*Likelihood of 95 % by Mar 2018: AMBER-RED, in doubt*. Judged by the unit; the department says amber-green.",
        NEW,
    ),
    Line(
        "*Why:* last winter fell 5.5 points from September to January; 95 % needs +0.89 a month.",
        "*Why:* more patients than planned; 95 % needs +0.89 a month.",
        "the owner's own sentence stands here",
    ),
    Line(
        "*Needed from the principal by Fri 27 Oct:* agree the winter drive for the 20 lowest trusts (A-21).",
        "*Needed from the principal by Fri 27 Oct:* Agree the winter drive for the 20 lowest trusts.",
        "the sentence is as staff typed it; in the story the action is the hospitals director's, not the principal's",
    ),
    Line(
        "*Actions:* 6 open, 2 overdue (oldest A-14, 12 working days), 3 closed. Next stocktake Wed 13 Dec.",
        "*Actions:* 1 open, 0 overdue, 0 closed. Next stocktake Wed 13 Dec.",
        NEW,
    ),
)
BELOW_SUMMARY = (
    Line(
        "_Final data as of 10 Oct. Chart, three questions and actions in the thread._",
        "_Final data as of 6 Oct. Chart, three questions and actions in the thread._",
        "in the story the figure came on 6 Oct",
    ),
    Line("[Ask a Question]"),
)


@pytest.fixture(scope="module")
def asked() -> InOneProcess:
    return told(in_memory(), before=asking.promised)


@pytest.fixture(scope="module")
def posted() -> InOneProcess:
    return told(in_memory(), before=following.overdue)


def lines(stage: InOneProcess, text: str) -> list[str]:
    """As printed, mentions by their names and without pictures."""
    for handle, user in stage.world.cast.items():
        text = text.replace(f"<@{user}>", f"@{handle}")
    return [line for line in text.split("\n") if not line.startswith("(image: ")]


def expected(*parts: Iterable[Line]) -> list[str]:
    return [line for part in parts for one in part for line in one.expected()]


def reading(stage: InOneProcess) -> Json:
    return stage.person("waits-analyst").find("Recorded: 89.67 %")


def test_the_request_reads_as_agreed(asked: InOneProcess) -> None:
    message = asked.person("waits-analyst").find("for the stocktake on Wed 18 Oct")
    assert lines(asked, rendered(message)) == expected(REQUEST)
    assert lines(asked, message["text"]) == expected(REQUEST_TEXT)


def test_the_reading_reads_as_agreed(posted: InOneProcess) -> None:
    assert lines(posted, rendered(reading(posted))) == expected(READING, BELOW_READING)


def test_the_modal_shows_the_same_reading_as_it_closes() -> None:
    stage = told(in_memory(), before=asking.answered)
    waits, figure = stage.person("waits-analyst"), story.published("A1", "Sep 2017")
    waits.press(waits.find("for the stocktake on Wed 18 Oct"), "Answer")
    waits.fill(numerator=str(figure["numerator"]), denominator=str(figure["denominator"]), for_summary="a busy month")
    waits.fill(likelihood="amber-green", chance="60", next_value="90.1")
    assert not waits.submit()
    assert lines(stage, rendered(waits.modal())) == expected(READING)


def test_the_summary_reads_as_agreed_and_its_text_is_its_five_lines(posted: InOneProcess) -> None:
    message = posted.person("principal").find("*Likelihood of 95 %", posted.world.channels["emergency-waits"])
    assert lines(posted, rendered(message)) == expected(SUMMARY, BELOW_SUMMARY)
    assert message["text"].split("\n") == [line.replace("*", "") for line in expected(SUMMARY)]
