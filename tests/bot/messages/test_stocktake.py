"""What the messages of a stocktake show first, in which order, and which buttons they have."""

from dataclasses import replace

import pytest

from bot.facts.summaries import CoverRow, SummaryFacts
from bot.facts.unit import AgendaRow, MeetingFacts
from bot.messages import render
from bot.messages.values import ButtonValue
from bot.ports import Json, Rendered
from domain.assessment import Likelihood
from domain.status import Status
from domain.stocktake import CycleState
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages.test_wording import lines, pressed


def many(count: int) -> tuple[SummaryFacts, ...]:
    """Priorities P0, P1, ... with names as long as they get."""
    return tuple(
        replace(story.SUMMARY, priority_key=f"P{number}", title=f"Priority {number}: " + "wait " * 30)
        for number in range(count)
    )


def meeting(count: int, at: str | None, *, closed: bool = False) -> MeetingFacts:
    rows = tuple(AgendaRow(row, ()) for row in many(count))
    return replace(cycle.MEETING_FACTS, rows=rows, at=at, closed=closed)


def rows_shown(rendered: Rendered) -> list[str]:
    """Keys of the priorities that have a row."""
    ids = [block.get("block_id", "") for block in rendered.blocks]
    return [name.removeprefix("row:") for name in ids if name.startswith("row:")]


def button(rendered: Rendered, label: str) -> Json:
    rows = [block["elements"] for block in rendered.blocks if block["type"] == "actions"]
    return next(element for row in rows for element in row if element["text"]["text"] == label)


def test_next_turns_to_the_priority_that_comes_next() -> None:
    value = ButtonValue.parse(button(render("meeting", meeting(3, "P1")), "Next")["value"])
    assert value == ButtonValue(cycle=3, priority="P2")


def test_the_last_priority_has_no_next_and_the_meeting_can_still_be_closed() -> None:
    last = render("meeting", meeting(3, "P2"))
    assert pressed(last) == ["Rate", "Add Action", "No Action Because", "Close Meeting"]


def test_closing_the_meeting_is_asked_twice() -> None:
    close = button(render("meeting", meeting(3, "P0")), "Close Meeting")
    assert close["confirm"]["confirm"]["text"] == "Close Meeting"
    assert close["confirm"]["deny"]["text"] == "Not Yet"


def test_before_the_first_priority_each_can_be_opened() -> None:
    shown = render("meeting", meeting(3, None))
    opened = [block["accessory"]["text"]["text"] for block in shown.blocks if "accessory" in block]
    assert opened == ["Open"] * 3
    assert pressed(shown) == ["Close Meeting"]


def test_a_closed_meeting_is_a_record_without_buttons() -> None:
    shown = render("meeting", meeting(3, None, closed=True))
    assert pressed(shown) == []
    assert not any("accessory" in block for block in shown.blocks)
    assert [f"Priority {number}:" in "\n".join(lines(shown)) for number in range(3)] == [True] * 3


@pytest.mark.parametrize("number", range(20))
def test_the_open_priority_and_the_one_before_it_are_always_among_the_rows(number: int) -> None:
    shown = render("meeting", meeting(20, f"P{number}"))
    rows = rows_shown(shown)
    assert f"P{number}" in rows
    assert f"P{max(0, number - 1)}" in rows
    assert rows == sorted(rows, key=lambda key: int(key[1:]))


def test_rows_without_room_are_named_by_their_keys() -> None:
    shown = render("meeting", meeting(20, "P10"))
    rows = rows_shown(shown)
    rest = [f"P{number}" for number in range(20) if f"P{number}" not in rows]
    assert rest
    assert f"Further: {', '.join(rest)}." in lines(shown)


def test_the_meeting_says_when_the_owner_agrees_and_when_not() -> None:
    shown = lines(render("meeting", cycle.MEETING_FACTS))
    assert "Likelihood: amber-red, in doubt; the owner says amber-green." in shown
    assert "Likelihood: green, highly likely; the owner agrees." in shown


def test_the_brief_has_decisions_then_exceptions_then_the_rest_then_the_gaps() -> None:
    shown = lines(render("brief", cycle.BRIEF))
    starts = ["*To decide*", "*Exceptions*", "*The rest:* ", "*No figure for:* "]
    places = [next(place for place, line in enumerate(shown) if line.startswith(start)) for start in starts]
    assert places == sorted(places)
    assert shown[0].endswith("1 decision for you, 2 exceptions.*")


def test_the_brief_lists_gaps_only_where_that_was_decided() -> None:
    shown = lines(render("brief", replace(cycle.BRIEF, gaps_listed=False)))
    assert not any("No figure for:" in line for line in shown)
    assert any("*Home before noon: no data.*" in line for line in shown)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (replace(cycle.ON_PATH, likelihood=Likelihood.AMBER_GREEN), False),
        (replace(cycle.ON_PATH, likelihood=Likelihood.AMBER_RED), True),
        (replace(cycle.ON_PATH, status=Status.SLIGHTLY_BEHIND), False),
        (replace(cycle.ON_PATH, status=Status.BEHIND), True),
        (replace(cycle.ON_PATH, status=Status.UNRATED), True),
    ],
)
def test_an_exception_is_a_priority_that_needs_an_action(row: SummaryFacts, *, told: bool) -> None:
    shown = lines(render("brief", replace(cycle.BRIEF, rows=(row,))))
    assert ("*Exceptions*" in shown) is told
    assert any(line.startswith("*The rest:* Planned operations (") for line in shown) is not told


def test_the_brief_names_the_decisions_it_has_no_room_for() -> None:
    rows = tuple(replace(one, needed="agree " * 60) for one in many(20))
    shown = lines(render("brief", replace(cycle.BRIEF, rows=rows)))
    decided = [line for line in shown[: shown.index("*Exceptions*")] if line.startswith("• Priority")]
    assert 5 <= len(decided) < 20
    more = shown[shown.index("*Exceptions*") - 1]
    assert more.startswith(f"• And {20 - len(decided)} more: Priority {len(decided)}: wait")


def test_the_cover_keeps_its_order_and_says_what_is_not_out() -> None:
    shown = lines(render("cover", cycle.COVER))
    assert [line.split("*")[1] for line in shown[1:3]] == [
        "Home before noon: no data.",
        "Emergency waits: slightly behind.",
    ]
    assert shown[3] == "_Not out yet: Planned operations._"
    assert "Not out yet" not in "\n".join(lines(render("cover", replace(cycle.COVER, waiting=()))))


def test_the_cover_links_each_priority_to_its_channel() -> None:
    shown = lines(render("cover", replace(cycle.COVER, rows=(CoverRow(cycle.ON_PATH, "C0OPS"),))))
    assert shown[0].startswith("*Health stocktake of Wed 18 Oct: 1 priority.*")
    assert shown[1].endswith("<#C0OPS>")


@pytest.mark.parametrize("decision", ["listed", "unlisted", "moved", "over"])
def test_a_decision_on_the_gaps_takes_the_buttons_away(decision: str) -> None:
    assert pressed(render("gaps", cycle.GAPS)) == ["Hold It", "Hold It, Gaps Listed", "Move It"]
    decided = render("gaps", replace(cycle.GAPS, decision=decision))
    assert pressed(decided) == []
    assert ("asked for again" if decision == "moved" else "The meeting") in lines(decided)[-1]


def test_an_opening_called_off_names_no_days_and_cannot_be_moved() -> None:
    assert pressed(render("opening", cycle.OPENING)) == ["Move It"]
    shown = render("opening", replace(cycle.OPENING, state=CycleState.CANCELLED, reason="Election."))
    assert pressed(shown) == []
    assert lines(shown) == ["*Health stocktake of Wed 18 Oct, 10:00 (London) is called off*: Election."]
