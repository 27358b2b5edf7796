"""What a notification and a screen reader say instead of the blocks: the point, the number, what to do."""

import re

import pytest

from bot.messages import KINDS, render
from bot.messages.phrases import SPOKEN, spoken
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages.show import messages

ODD = re.compile(r"  |(?<!\.)[.!?]\.(?!\.)|\.{4}|,\.(?!\.\.)|\s$|^\s|^>|\(\)|_")
SHOWN = dict(messages())
CODES = r"\b(not_in_channel|missing_scope)\b"  # what Slack said
CARRIED: dict[str, tuple[str, ...]] = {
    "request": ("Emergency waits: September figure", "by Tue 10 Oct 17:00 (London)", "Reply with the number."),
    "which": ("Which figure is “89.67 more patients” for?", "Emergency waits, Sep 2017; Long waits"),
    "query": ("Emergency waits, September 2017: 89.67 %", "\nDoes it include the new site?\n", "Reply here"),
    "reading": ("Recorded: 89.67 %, September 2017", "0.33 points under", "Wrong? Reply with the right number."),
    "digest": ("3 things to look at", "due today", "4 working days overdue", "You may be able to unblock it."),
    "notice": ("I stay quiet until Thu 12 Oct",),
    "trouble": ("did not arrive", "not_in_channel", "Invite the bot"),
    "opening": ("Wed 18 Oct, 10:00 (London)", "• Wed 4 Oct: figures due", "check the date, the chair and the focus"),
    "check": ("89.67 %, slightly behind", "This replaces 89.76 %", "more patients than planned", "Three trusts"),
    "rate": ("2 priorities to rate", "Emergency waits: slightly behind."),
    "share": ("Status: slightly behind. 89.67 %", "You said amber-green", "Reply in this thread by Fri 13 Oct"),
    "late": ("4 figures late", "<@U0OWNER>, due Tue 10 Oct", "no need to phone before"),
    "lines": ("The lines of 3 summaries", "before the freeze on Fri 13 Oct", "Home before noon: no data."),
    "gaps": ("4 figures missing", "promised for Thu 12 Oct", "goes out on Mon 16 Oct, 09:00 (London)"),
    "brief": ("1 decision for you, 2 exceptions.", "agree the winter drive", "The rest: Planned operations"),
    "meeting": ("Nothing is sent to anybody until", "Home before noon: no data.", "Planned operations: on trajectory."),
    "draft": ("It posts itself on Thu 19 Oct", "AMBER-RED, in doubt", "Actions: 6 open, 2 overdue"),
    "silence": ("1 action agreed in the room", "A-21 Agree the winter drive", "due Fri 27 Oct"),
    "cover": ("2 priorities, worst first", "Home before noon: no data.", "Not out yet: Planned operations."),
    "correction": ("said 89.67 %, slightly behind; it is 90.12 %, on trajectory", "The summary stays"),
    "summary": ("89.67 % in Sep 2017 against 90.00", "AMBER-RED", "Why: ", "Needed from the principal", "6 open"),
    "follow_ups": ("2 actions from before", "12 working days overdue", "A-21 Agree the winter drive"),
    "questions": ("What do we know about progress so far?", "The unit: amber-red", "• A-14 Publish bed occupancy"),
    "chart": ("slightly behind the 90.00 expected", "Data as of 10 Oct", "Source: NHS England"),
    "offer": ("A-21 is yours", "by Fri 27 Oct", "Accept, propose another date", "Done when: 20 signed plans"),
    "closure": ("A-21 is done", "Done when: 20 signed plans", "All 20 plans came in.", "check it by Thu 2 Nov"),
    "proposal": ("proposes Fri 10 Nov instead of Fri 27 Oct", "no chief executive", "Agree, or keep the date."),
    "help": ("Help wanted: Emergency waits (A1)", "by Mon 9 Oct", "three trusts that changed their system"),
    "problems": ("2 problems proposed by rule", "P-3 Emergency waits (A1), level 2", "Raise it, or say why not now"),
    "stray": ("Words from <@U0OWNER>", "Could we talk about this first?"),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_it_carries_the_message(kind: str) -> None:
    text = render(kind, cycle.STORY[kind]).text
    assert [part for part in CARRIED[kind] if part not in text] == []


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_it_has_no_markup_no_stray_blank_and_no_doubled_stop(name: str) -> None:
    text = SHOWN[name].text
    ours = re.sub(CODES, "code", text)
    assert [line for line in ours.split("\n") if ODD.search(line)] == []
    assert "*" not in text
    assert "`" not in text


def test_sentences_follow_each_other_and_lists_have_lines_of_their_own() -> None:
    said = spoken("*Two things.*", "", "• one", "• _two_ `x`", "That is all.", "> a quote\n> of two lines", "_End._")
    assert said == "Two things.\n• one\n• _two_ x\nThat is all.\na quote\nof two lines\nEnd."


def test_nothing_is_cut_in_the_middle_of_a_mention_or_an_escape() -> None:
    for room in range(40, 60):
        mention = spoken("x" * 40 + " <@U0LEAD> and more of it, much more", n=room)
        assert "<" not in mention.replace("<@U0LEAD>", "")
        escape = spoken("x" * 40 + "&amp;&amp; and more of it, much more", n=room)
        assert "&" not in escape.replace("&amp;", "")


def test_it_ends_where_a_notification_has_to() -> None:
    assert len(spoken("word " * 1000)) <= SPOKEN
