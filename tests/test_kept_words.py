"""Where the words go that people write to a figure: to the summary, to the unit alone, and what stays when the
figure is put right.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ports import Json
from sandbox.people import buttons, rendered
from tests.support.asking import BOTTOM, TOP, answers, asked_world, figures, rest, say, strays
from tests.support.world import World

WAITS, STAFF = "waits-analyst", "unit-staff"
REASON = "more patients than planned"


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def queried(world: World) -> Json:
    """The message in which the unit asks about the figure."""
    say(world, WAITS, f"{TOP}/{BOTTOM} {REASON}")
    staff = world.person(STAFF)
    staff.press(staff.find("89.67 %", staff.channel("#delivery-unit")), "Query")
    staff.fill(reason="Is the new site in it?")
    assert not staff.submit()
    rest(world)
    return world.person(WAITS).find("Is the new site in it?")


def test_what_answers_a_question_of_the_unit_is_for_the_unit_alone(world: World) -> None:
    person = world.person(WAITS)
    said = person.reply(queried(world), "It is, and its first weeks were a mess.")
    rest(world)
    person.edit(said, "It is; its first weeks went badly.")
    rest(world)
    assert {one["for_summary"] for one in answers(world)} == {REASON}
    assert "its first weeks went badly" in answers(world)[-1]["for_unit"]
    assert person.sees("for the unit only")


def test_a_figure_whose_question_nobody_answered_is_no_gap_at_the_freeze(world: World) -> None:
    queried(world)
    world.run_until(datetime(2017, 10, 13, 16, 5, tzinfo=UTC))
    staff = world.person(STAFF)
    assert "Emergency waits" not in rendered(staff.find("1 figure missing", staff.channel("#delivery-unit")))
    assert "Emergency waits" not in rendered(staff.find("1 figure late", staff.channel("#delivery-unit")))


def test_a_reminder_of_a_question_says_the_question(world: World) -> None:
    queried(world)
    world.run_until(datetime(2017, 10, 4, 8, 5, tzinfo=UTC))
    assert "the unit asks, “Is the new site in it?”" in rendered(world.person(WAITS).find("thing to look at"))


def test_a_number_alone_puts_the_number_right_and_keeps_its_reason(world: World) -> None:
    say(world, WAITS, f"{TOP}/{BOTTOM} {REASON}")
    say(world, WAITS, "1726994/1925961")
    assert [one["for_summary"] for one in answers(world)] == [REASON, REASON]
    assert "Add a Reason" not in buttons(world.person(WAITS).find("Next:"))


def test_the_same_figure_with_its_two_numbers_is_not_called_a_correction(world: World) -> None:
    say(world, WAITS, f"89.67 {REASON}")
    say(world, WAITS, f"{TOP}/{BOTTOM}")
    assert not world.person(WAITS).sees("instead of 89.67 %")
    assert "6,431 patients" in rendered(world.person(WAITS).find("Recorded: 89.67 %"))


def test_only_the_newest_answer_can_be_accepted(world: World) -> None:
    say(world, WAITS, f"{TOP}/{BOTTOM} {REASON}")
    say(world, WAITS, f"1726994/1925961 {REASON}")
    staff = world.person(STAFF)
    shown = [one for one in staff.read(staff.channel("#delivery-unit")) if "From <@" in one["text"]]
    assert [buttons(one) for one in shown] == [[], ["Accept", "Query"]]
    assert "Replaced:" in rendered(shown[0])


def test_under_the_draft_a_number_corrects_the_figure_and_words_comment_on_the_rating(world: World) -> None:
    say(world, WAITS, f"{TOP}/{BOTTOM} {REASON}")
    world.run_until(datetime(2017, 10, 11, 8, 5, tzinfo=UTC))
    person, staff = world.person(WAITS), world.person(STAFF)
    person.reply(person.find("You see it first"), "1726994/1925961")
    person.reply(person.find("You see it first"), "Amber-red is too hard.")
    rest(world)
    assert len(figures(world)) == 2
    assert ("comment", "Amber-red is too hard.") in strays(world)
    assert "about their draft rating" in rendered(staff.find("Amber-red is too hard", staff.channel("#delivery-unit")))


def test_whoever_owes_nothing_is_not_told_how_to_send_a_figure(world: World) -> None:
    principal, staff = world.person("principal"), world.person(STAFF)
    principal.say("Good morning")
    rest(world)
    assert "`/stocktake help`" in rendered(principal.find("The delivery unit reads that"))
    assert "Nothing is asked of them" in rendered(staff.find("Good morning", staff.channel("#delivery-unit")))
