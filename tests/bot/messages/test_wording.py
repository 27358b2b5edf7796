"""The three messages whose words are settled, line by line, and what each must not do without."""

from dataclasses import replace

import pytest

from bot.facts.requests import NoticeFacts
from bot.messages import KINDS, render
from bot.ports import Event, Limits, Mark, Rendered
from domain.request import RequestState
from domain.status import standing
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages.show import messages


def lines(rendered: Rendered) -> list[str]:
    """What stands on the screen, a line each, as far as it is text."""
    texts = [block["text"]["text"] for block in rendered.blocks if block["type"] == "section"]
    texts += [block["elements"][0]["text"] for block in rendered.blocks if block["type"] == "context"]
    return "\n".join(texts).split("\n")


def pressed(rendered: Rendered) -> list[str]:
    rows = [block["elements"] for block in rendered.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row if "text" in element]


def test_a_request_reads_as_settled() -> None:
    request = render("request", cycle.asked(story.REQUEST))
    assert request.text == (
        "Emergency waits: September figure and one sentence, by Tue 10 Oct 17:00 (London). "
        "August 90.30 %, trajectory 90.00 %. Reply with the number."
    )
    assert lines(request) == [
        "*Emergency waits (A1)*, for the stocktake on Wed 18 Oct. Since you last answered, <@U0DIRECTOR> finished "
        "A-9 on Thu 14 Sep: Send discharge data by site.",
        "By *Tue 10 Oct, 17:00 (London)*: the *September 2017* figure (% seen within four hours), and one sentence: "
        "what changed, and why?",
        "Last: 90.30 % (Aug) · trajectory: 90.00 % · interim target: above 90 %",
        "Quickest: reply here, `89.67 more patients than planned`. Not out yet? Reply `Thursday` and I stay quiet "
        "until then.",
        "_The unit sees this now; leaders after the stocktake. You see the draft first (Wed 11 Oct). "
        "Questions: <@U0LEAD>._",
    ]
    assert pressed(request) == ["Answer", "Not Out Yet", "I Need Help"]


def test_a_reading_reads_as_settled() -> None:
    reading = render("reading", replace(story.READING, wants_word=False))
    assert lines(reading) == [
        "*Recorded: 89.67 %, September 2017* (final). Thank you, on time.",
        '*Slightly behind:* 0.33 points under the 90.00 expected. Interim target "above 90 %" *not met*, '
        "by 6,431 patients.",
        "*Noise so far:* inside the 88.3 to 92.3 that past months suggest. Seven months above average, but that is "
        "usual for the season or the drift.",
        "*Pace:* 95 % by Mar 2018 needs +0.89 a month; against last September it moved -0.08 a month.",
        "*Next:* the unit checks it; draft rating to you Wed 11 Oct; freeze Fri 13 Oct; leaders see it Thu 19 Oct.",
        "Wrong? Edit your message or reply with the right number.",
    ]
    assert pressed(reading) == ["Nothing Has Changed", "Add a Reason", "I Need Help", "Correct It"]


def test_a_reading_behind_its_path_says_how_many_people_that_is_in_any_month() -> None:
    behind = standing(story.INDICATOR, story.PATH, (story.TARGET,), story.ANSWER)
    assert lines(render("reading", replace(story.READING, standing=behind)))[1] == (
        "*Slightly behind:* 0.33 points under the 90.00 expected. That is 6,431 patients."
    )


def test_a_summary_reads_as_settled_and_its_notification_says_all_five_lines() -> None:
    summary = render("summary", story.SUMMARY)
    assert lines(summary) == [
        "*Emergency waits: slightly behind.* 89.67 % in Sep 2017 against 90.00 expected; interim target missed by "
        "6,431 patients.",
        "*Likelihood of 95 % by Mar 2018: AMBER-RED, in doubt* (was amber-green). Judged by the unit; the department "
        "says amber-green.",
        "*Why:* last winter fell 5.5 points from September to January; 95 % needs +0.89 a month.",
        "*Needed from the principal by Fri 27 Oct:* agree the winter drive for the 20 lowest trusts (A-21).",
        "*Actions:* 6 open, 2 overdue (oldest A-14, 12 working days), 3 closed. Next stocktake Wed 13 Dec.",
        "_Final data as of 10 Oct. Chart, three questions and actions in the thread._",
    ]
    assert summary.text.split("\n") == [line.replace("*", "") for line in lines(summary)[:5]]


def test_a_word_is_asked_for_only_when_one_is_wanted() -> None:
    assert "Nothing Has Changed" not in pressed(render("reading", story.READING))
    assert "Nothing Has Changed" in pressed(render("reading", replace(story.READING, wants_word=False)))
    assert "Add a Reason" not in pressed(render("reading", replace(story.READING, has_words=True)))


def test_an_answered_request_can_be_corrected_until_the_freeze() -> None:
    answered = replace(story.REQUEST, state=RequestState.ANSWERED, answered=story.ANSWER, answered_by=story.OWNER)
    assert pressed(render("request", cycle.asked(answered))) == ["Correct It"]
    assert pressed(render("request", cycle.asked(replace(answered, frozen=True)))) == []
    assert "*Answered:* 89.67 % by <@U0OWNER>." in lines(render("request", cycle.asked(answered)))[1]


@pytest.mark.parametrize("state", [RequestState.DELEGATED, RequestState.DISOWNED, RequestState.LAPSED])
def test_a_request_that_is_no_longer_asked_has_no_buttons(state: RequestState) -> None:
    assert pressed(render("request", cycle.asked(replace(story.REQUEST, state=state, given_to=story.LEAD)))) == []


def test_the_year_is_said_only_when_it_is_another() -> None:
    later = replace(story.SUMMARY, next_meeting_on=story.SUMMARY.meeting_on.replace(year=2018, month=1))
    assert "Next stocktake Thu 18 Jan 2018." in lines(render("summary", later))[4]


def test_a_month_is_due_at_the_readers_own_time() -> None:
    abroad = lines(render("request", cycle.asked(replace(story.REQUEST, zone="America/New_York"))))
    assert abroad[1].startswith("By *Tue 10 Oct, 12:00 (New York)*")


def test_without_a_signal_nothing_is_said_of_one() -> None:
    silent = lines(render("reading", replace(story.READING, signal=None)))
    assert not any("Noise" in line or "past months" in line for line in silent)


def test_the_chart_states_the_finding() -> None:
    spec = render("chart", story.CHART_FACTS).picture
    assert spec is not None
    assert spec.title == "Emergency waits: 89.67 % in Sep 2017, slightly behind the 90.00 expected"
    source = "Source: NHS England, A&E attendances and emergency admissions (CC0)"
    assert spec.note == f"Data as of 10 Oct 2017, up to Sep 2017. {source}"
    assert spec.target is not None
    assert spec.target.label == "target 95 %\nMar 2018"
    assert spec.latest == "89.67 %\nSep 2017"


def test_the_chart_says_which_figure_is_missing_before_it_speaks_of_an_older_one() -> None:
    spec = render("chart", replace(story.CHART_FACTS, missing=story.SEPTEMBER.next())).picture
    assert spec is not None
    assert spec.title.startswith("Emergency waits: no figure for Oct 2017; 89.67 % in Sep 2017, slightly behind")


def test_a_long_title_leaves_room_for_the_finding() -> None:
    spec = render("chart", replace(story.CHART_FACTS, title="Waits " * 40)).picture
    assert spec is not None
    assert spec.title.endswith("...: 89.67 % in Sep 2017, slightly behind the 90.00 expected")
    assert len(spec.title) < 130


def test_the_words_of_the_chart_say_all_that_is_on_it() -> None:
    chart = replace(
        story.CHART,
        earlier=(Mark(6, 93.0),),
        limits=(Limits(0, 6, 88.31, 92.28),),
        band=((7, 87.5, 92.1),),
        interventions=(Event(2, "GPs in A&E"), Event(6, "Winter drive")),
        breaks=(Event(1, "type 3 counts too"),),
        provisional=(6,),
        values=(90.01, None, *story.CHART.values[2:]),
    )
    message = render("chart", replace(story.CHART_FACTS, chart=chart))
    assert message.alt_text == (
        "Emergency waits: 89.67 % in Sep 2017, slightly behind the 90.00 expected. "
        "Line chart of % seen within four hours, Mar 2017 to Sep 2017; no figure for Apr 2017. "
        "Lowest: 89.67 % in May 2017; highest: 90.67 % in Jun 2017. "
        "Target: 95 % in Mar 2018. Earlier target: 93 % in Sep 2017. Interim target: 90 % in Sep 2017. "
        "Baseline: 90.01 % in Mar 2017. Usual variation: 88.3 to 92.3. "
        "Past figures alone lead to 87.5 to 92.1 in Mar 2018, 8 times in 10. Provisional: Sep 2017. "
        "Counted in another way from Apr 2017 on: type 3 counts too. "
        "Interventions: GPs in A&E (May 2017); Winter drive (Sep 2017)."
    )
    assert message.picture is not None
    assert "A hollow point is provisional." in message.picture.note


def test_a_notice_without_its_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("notice", NoticeFacts("no such code"))


def test_every_kind_is_shown_and_no_notification_hides_its_point() -> None:
    shown = dict(messages())
    assert set(KINDS) <= set(shown)
    for name, message in shown.items():
        assert len(message.text) > 30 or name.startswith("command "), name
        assert "*" not in message.text, name
