"""What `/stocktake ...` answers."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.facts.status import StatusMore
from bot.messages import commands, usage
from domain.assessment import Likelihood
from domain.people import Role
from domain.period import Period
from domain.priority import Indicator
from domain.status import Standing, Status
from tests.bot.messages import facts as story
from tests.bot.messages import facts_unit as unit
from tests.bot.messages import limits

TODAY = date(2017, 10, 11)


@dataclass(frozen=True)
class Day:
    at: datetime
    kind: str
    title: str


@dataclass(frozen=True)
class Priority:
    priority_key: str
    title: str
    status: Status
    standing: Standing | None
    period: Period
    indicator: Indicator = story.INDICATOR
    last_known: Standing | None = None
    more: StatusMore = StatusMore()  # noqa: RUF009 - frozen, so that all may share it


@dataclass(frozen=True)
class Owed:
    title: str
    period: Period
    person_id: str
    state: str
    due_at: datetime
    promised_for: date | None
    late: bool
    away_until: date | None = None


@dataclass(frozen=True)
class Agreed:
    label: str
    text: str
    owner_id: str
    state: str
    due_on: date
    overdue: bool


def test_the_calendar_names_days_in_the_readers_zone() -> None:
    rows = [Day(datetime(2017, 10, 18, 9, tzinfo=UTC), "meet", "Stocktake")]
    told = commands.calendar(rows, story.LONDON, TODAY, 60).text
    assert told == "Coming up within 60 days\n• Wed 18 Oct, 10:00 (London): meeting: Stocktake."


def test_what_many_priorities_have_in_common_is_one_line_of_the_calendar() -> None:
    due = [Day(story.DUE, "late", f"Priority {number}") for number in range(1, 31)]
    rows = [*due, Day(datetime(2017, 10, 18, 9, tzinfo=UTC), "meet", "Stocktake")]
    _, first, last = commands.calendar(rows, story.LONDON, TODAY, 60).text.split("\n")
    assert first.startswith("• Tue 10 Oct, 17:00 (London): figures due: Priority 1, Priority 2, ")
    assert last == "• Wed 18 Oct, 10:00 (London): meeting: Stocktake."


def test_the_status_says_number_and_expectation() -> None:
    rows = [
        Priority("A1", "Emergency waits", Status.SLIGHTLY_BEHIND, story.STANDING, story.SEPTEMBER),
        Priority("B1", "Long waits", Status.NO_DATA, None, story.SEPTEMBER),
        Priority("D1", "One trust", Status.NO_DATA, None, story.SEPTEMBER, last_known=story.STANDING),
    ]
    assert commands.status(rows).text.split("\n")[1:] == [
        "• ◐ Emergency waits (A1): slightly behind. 89.67 % in Sep 2017 against 90.00 expected; interim target missed "
        "by 6,431 patients.",
        "• – Long waits (B1): no data. No figure for Sep 2017.",
        "• – One trust (D1): no data. No figure for Sep 2017; last known: 89.67 % in Sep 2017, slightly behind.",
    ]


def test_the_status_of_one_priority_says_everything_there_is() -> None:
    more = StatusMore(
        final=False,
        likelihood=Likelihood.AMBER_RED,
        signal=story.USUAL_FOR_SUMMER,
        pace=story.PACE,
        outlook=story.PROVISIONAL,
        earlier=(story.EARLIER,),
        broken=story.BROKEN,
        problems=(unit.RAISED,),
    )
    stands = replace(story.STANDING, share=Decimal("0.6"), below_baseline=False)
    row = Priority("A1", "Emergency waits", Status.SLIGHTLY_BEHIND, stands, story.SEPTEMBER, more=more)
    assert commands.status([row]).text.split("\n")[1:] == [
        "• ◐ Emergency waits (A1): slightly behind. 89.67 % in Sep 2017 (provisional) against 90.00 expected; "
        "interim target missed by 6,431 patients. "
        "Likelihood: amber-red, in doubt.",
        "Noise so far: inside the 88.3 to 92.3 that past months suggest. Seven months above average, but that is usual "
        "for the season or the drift.",
        "Pace: 95 % by Mar 2018 needs +0.89 a month; against last September it moved -0.08 a month.",
        "So far: 60 % of the required improvement.",
        "Until Mon 3 Apr 2017 the target was at least 95 % by Sep 2017; the new one asks for less: Two winters cost "
        "more than planned. On that path far behind, 5.33 points under the 95.00 expected.",
        "Break in series: counted in another way since Apr 2017: Clinics count too. Nothing is compared across it.",
        "Outlook for at least 95 % by Mar 2018: past figures alone: about 3 in 10 (provisional); 8 in 10 that it lands "
        "between 85.2 and 96.4.",
        "• Problem P-3, level 2, the unit helps: an action moved for the third time: A-14. Led by <@U0LEAD>; over "
        "when: A-14 is closed.",
    ]
    assert limits.of_message(commands.status([row])) == []


def test_late_requests_come_first() -> None:
    rows = [
        Owed("Planned operations", story.SEPTEMBER, "U2", "promised", story.DUE, date(2017, 10, 12), False),
        Owed("Emergency waits", story.SEPTEMBER, "U1", "sent", story.DUE, None, True),
    ]
    assert commands.requests(rows, story.LONDON, TODAY).text.split("\n") == [
        "2 open requests",
        "• Emergency waits, Sep 2017: <@U1>, late, was due Tue 10 Oct, 17:00 (London).",
        "• Planned operations, Sep 2017: <@U2>, promised for Thu 12 Oct.",
    ]


def test_actions_say_who_and_by_when() -> None:
    rows = [Agreed("A-21", "Agree the drive.", "U1", "open", date(2017, 10, 9), True)]
    assert (
        commands.actions(rows, TODAY, "overdue").text.split("\n")[1]
        == "• A-21 Agree the drive. <@U1>, overdue, was due Mon 9 Oct."
    )


def test_nothing_to_show_is_said() -> None:
    empty = [
        commands.calendar([], story.LONDON, TODAY, 60),
        commands.status([]),
        commands.requests([], story.LONDON, TODAY),
        commands.actions([], TODAY, "all"),
        commands.reminded(0),
        commands.lines([]),
    ]
    assert all(len(one.blocks) == 1 and one.text for one in empty)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("calender", "calendar"), ("stauts A1", "status"), ("requets", "requests"), ("zzz", None), ("", None)],
)
def test_a_misspelt_command_finds_the_one_meant(typed: str, meant: str | None) -> None:
    assert usage.nearest(typed) == meant


def test_an_unknown_word_gets_the_nearest_command_and_no_error() -> None:
    assert "`/stocktake calendar [30d]`" in commands.unknown("calender").blocks[0]["text"]["text"]


def test_only_staff_are_told_of_what_only_staff_may() -> None:
    assert "/stocktake remind" in commands.help_text(Role.STAFF).text
    assert "/stocktake remind" not in commands.help_text(Role.LEADER).text


def test_long_lists_fit() -> None:
    owed = [Owed("t" * 200, story.SEPTEMBER, f"U{at}", "sent", story.DUE, None, True) for at in range(100)]
    agreed = [Agreed(f"A-{at}", "x" * 3000, "U1", "open", TODAY, False) for at in range(100)]
    for answer in (commands.requests(owed, story.LONDON, TODAY), commands.actions(agreed, TODAY, "all")):
        assert limits.of_message(answer) == []
        shown = answer.text.count("\n•")
        assert 15 <= shown <= 20
        assert f"And {100 - shown} more." in answer.blocks[-1]["text"]["text"]


@dataclass(frozen=True)
class Told:
    kind: str
    state: str
    at: datetime
    why: str
    to: str = ""


@dataclass(frozen=True)
class Coming:
    kind: str
    at: datetime
    title: str
    to: str | None
    why: str = ""


def test_why_says_what_was_sent_and_what_was_not_and_why() -> None:
    rows = [
        Told("request", "sent", story.DUE, "asked for the stocktake of 18 Oct."),
        Told("digest", "cancelled", story.DUE, "answered meanwhile"),
        Told("brief", "planned", story.DUE, ""),
    ]
    assert commands.told(rows, story.OWNER, story.LONDON, TODAY).text.split("\n") == [
        "The last messages to <@U0OWNER>",
        "• Tue 10 Oct, 17:00 (London): a request for a figure, sent: asked for the stocktake of 18 Oct.",
        "• Tue 10 Oct, 17:00 (London): a reminder, cancelled: answered meanwhile.",
        "• Tue 10 Oct, 17:00 (London): the brief, not sent yet.",
    ]


def test_a_preview_says_what_comes_for_which_priority_and_to_whom() -> None:
    rows = [
        Coming("request", story.DUE, "Emergency waits", story.OWNER),
        Coming("meet", story.DUE, "", None, "the stocktake on Tue 10 Oct"),
        Coming("notice", story.DUE, "", "C0UNIT", "outside working hours"),
    ]
    assert commands.coming(rows, story.LONDON, TODAY, 60).text.split("\n") == [
        "What will go out within 60 days",
        "• Tue 10 Oct, 17:00 (London): request for figures, Emergency waits, to <@U0OWNER>.",
        "• Tue 10 Oct, 17:00 (London): the meeting, to the unit: the stocktake on Tue 10 Oct.",
        "• Tue 10 Oct, 17:00 (London): a reply, to <#C0UNIT>: outside working hours.",
    ]


def test_one_action_says_what_it_is_for_and_when_it_counts_as_done() -> None:
    row = Agreed("A-21", story.OFFER.text, story.DIRECTOR, "open", date(2017, 10, 27), True)
    assert commands.action(row, story.OFFER, TODAY).text.split("\n") == [
        "A-21, open, overdue, was due Fri 27 Oct: Agree the winter drive for the 20 lowest trusts",
        "For Emergency waits. Owner: <@U0DIRECTOR>.",
        "Moves the number: The 20 trusts hold a third of all long waits.",
        "Done when: 20 signed plans are with the unit.",
    ]


def test_a_preview_of_summaries_shows_their_five_lines_and_fits() -> None:
    shown = commands.lines([replace(story.SUMMARY, title=f"Priority {number}") for number in range(3)])
    assert shown.text.count("Likelihood of 95 % by Mar 2018") == 3
    assert limits.of_message(shown) == []


def test_of_twenty_previews_those_without_room_are_named() -> None:
    title = "Planned operations & waits " * 8
    wide = [replace(story.SUMMARY, priority_key=f"P{number}", title=title, why="&" * 900) for number in range(20)]
    shown = commands.lines(wide)
    assert limits.of_message(shown) == []
    assert limits.of_message(commands.lines(wide[:1])) == []
    told = shown.text.count("Likelihood of 95 % by Mar 2018")
    assert f"And P{told}, P{told + 1}, " in shown.text
