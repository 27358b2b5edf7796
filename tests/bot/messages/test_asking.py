"""One message for all that one person owes: one figure, several, milestones, and what became of each."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.facts.requests import AskingFacts, MilestoneFacts, RequestFacts
from bot.messages import render
from bot.ports import Rendered
from domain.milestone import MilestoneState
from domain.request import RequestState
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages.test_wording import lines, pressed

ANSWERED = replace(story.REQUEST, state=RequestState.ANSWERED, answered=story.ANSWER, answered_by=story.OWNER)
FIVE = tuple(replace(story.REQUEST, request_id=number, priority_key=f"P{number}") for number in range(5))


def shown(*requests: RequestFacts, milestones: tuple[MilestoneFacts, ...] = ()) -> Rendered:
    return render("request", cycle.asked(*requests, milestones=milestones))


def answers(rendered: Rendered) -> int:
    """How many Answer buttons there are, in rows of buttons and beside texts."""
    beside = [block["accessory"]["text"]["text"] for block in rendered.blocks if "accessory" in block]
    return [*pressed(rendered), *beside].count("Answer")


def menus(rendered: Rendered) -> list[list[str]]:
    rows = [block["elements"] for block in rendered.blocks if block["type"] == "actions"]
    found = [element["options"] for row in rows for element in row if element["type"] == "overflow"]
    return [[option["text"]["text"] for option in options] for options in found]


def test_one_figure_has_its_three_buttons_and_a_menu_of_what_is_rare() -> None:
    one = shown(story.REQUEST)
    assert pressed(one) == ["Answer", "Not Out Yet", "I Need Help"]
    assert menus(one) == [["Give to Someone Else", "Not Mine", "Why Me?"]]


def test_several_figures_have_a_row_each_with_everything_else_in_its_menu() -> None:
    several = shown(story.REQUEST, cycle.COUNTED)
    assert answers(several) == 2
    assert menus(several) == [["Not Out Yet", "I Need Help", "Give to Someone Else", "Not Mine", "Why Me?"]] * 2
    assert lines(several)[0].startswith("*2 figures* for the stocktake on Wed 18 Oct, the first by *Tue 10 Oct, 17:00")


def test_many_figures_have_one_button_each() -> None:
    many = shown(*FIVE)
    assert answers(many) == 5
    assert pressed(many) == []


def test_the_first_figure_due_is_the_one_named() -> None:
    sooner = replace(cycle.COUNTED, due_at=datetime.fromisoformat("2017-10-06T16:00+00:00"))
    head = lines(shown(story.REQUEST, sooner))[0]
    assert "the first by *Fri 6 Oct, 17:00 (London)*" in head
    assert "`B1 182,992 slower start than planned`" in head


def test_what_was_answered_is_not_counted_any_more_and_can_be_corrected() -> None:
    half = shown(ANSWERED, cycle.COUNTED)
    assert lines(half)[0].startswith("*1 figure* for the stocktake on Wed 18 Oct, by ")
    assert pressed(half) == ["Correct It", "Answer"]


def test_when_all_is_answered_it_says_thank_you_and_asks_nothing() -> None:
    done = shown(ANSWERED, replace(ANSWERED, request_id=13))
    assert lines(done)[0] == "*Nothing is open any more* for the stocktake on Wed 18 Oct. Thank you."
    assert answers(done) == 0


def test_what_the_last_answer_led_to_is_told_in_both_forms() -> None:
    led = "Since you last answered, <@U0DIRECTOR> finished A-9 on Thu 14 Sep: Send discharge data by site."
    assert led in lines(shown(story.REQUEST))[0]
    assert led in lines(shown(story.REQUEST, cycle.COUNTED))[1]


def test_a_question_about_an_answer_stands_where_the_answer_does() -> None:
    asked = shown(cycle.queried(story.REQUEST))
    assert lines(asked)[2:4] == ["*The unit asks:*", "> Does it include the new site?"]
    assert pressed(asked) == ["Correct It"]


def test_a_question_keeps_the_message_open() -> None:
    asked = shown(cycle.queried(story.REQUEST), replace(ANSWERED, request_id=13))
    assert lines(asked)[0].startswith("*The unit asks about 1 figure* of the stocktake on Wed 18 Oct.")
    both = shown(cycle.queried(story.REQUEST), cycle.COUNTED)
    assert lines(both)[0].endswith("The unit also asks about 1 figure.")


def test_milestones_alone_say_what_is_wanted_and_which() -> None:
    alone = shown(milestones=(cycle.LOUNGES,))
    assert alone.text.startswith("1 milestone for the stocktake on Wed 18 Oct: done, late with a new date, or dropped?")
    assert "Discharge lounges are open at all 20 trusts" in alone.text
    assert pressed(alone) == ["Done", "Late, New Date", "Dropped"]


@pytest.mark.parametrize(
    ("state", "says"),
    [(MilestoneState.DONE, "*Milestone done:* "), (MilestoneState.DROPPED, "*Milestone dropped:* ")],
)
def test_a_milestone_that_was_told_has_no_buttons(state: MilestoneState, says: str) -> None:
    told = shown(story.REQUEST, milestones=(replace(cycle.LOUNGES, state=state),))
    assert any(line.startswith(says) for line in lines(told))
    assert "Done" not in pressed(told)


def test_a_milestone_moved_past_the_meeting_is_no_longer_waited_for() -> None:
    late = replace(cycle.LOUNGES, state=MilestoneState.LATE, due_on=date(2017, 11, 30))
    moved = shown(milestones=(late,))
    assert lines(moved)[0].startswith("*Nothing is open any more*")
    assert lines(moved)[1].startswith("*Milestone, late, now due Thu 30 Nov:*")


def test_whoever_is_asked_for_the_first_time_is_told_by_whom_and_whom_to_ask() -> None:
    first = AskingFacts((), (cycle.LOUNGES,), story.DATES.meeting, story.INTRODUCTION)
    said = lines(render("request", first))
    assert said[0].startswith("Hello. Delivery Unit set me up for ")
    assert said[-1].endswith("Questions: <@U0LEAD>._")


def test_whoever_has_only_a_milestone_is_told_whom_to_ask() -> None:
    alone = AskingFacts((), (cycle.LOUNGES,), story.DATES.meeting)
    assert lines(render("request", alone))[-1].endswith("Questions: <@U0LEAD>._")
