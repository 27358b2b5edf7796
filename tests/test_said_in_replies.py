"""What an owner expects, said in a reply: read back as understood, kept, and never taken for the figure."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.store import forecasts
from bot.store.unit import Work
from domain.forecast import About
from sandbox.people import Person, rendered
from tests.support.asking import asked_world, rest, say
from tests.support.world import World

SHARED = datetime(2017, 10, 11, 12, tzinfo=UTC)  # the draft rating was shown that morning


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def last(person: Person) -> str:
    return rendered(person.find("Recorded"))


def said(world: World, person: Person) -> list[tuple[About, float | str | None]]:
    with world.bot.store.read(world.clock.now()) as work:
        return _said(work, person.id)


def _said(work: Work, person_id: str) -> list[tuple[About, float | str | None]]:
    rows = forecasts.of_person(work, person_id)
    return [(row.about, str(row.value) if row.chance is None else row.chance) for row in rows]


def test_a_word_a_chance_and_the_next_value_after_the_figure_are_read_back_and_kept(world: World) -> None:
    owner = say(world, "waits-analyst", "89.67, likely 70% next 90.1. More patients than planned")
    told = last(owner)
    assert "*You expect:* amber-green, probable; 70 % for at least 95 % by Mar 2018; 90.10 % in Oct 2017." in told
    assert "Recorded: 89.67 %" in told
    assert "*Outlook for at least 95 % by Mar 2018:*" in told, "their own word is in"
    assert said(world, owner) == [(About.TARGET, 0.7), (About.NEXT_VALUE, "90.1")]
    check = rendered(world.person("unit-staff").find("More patients than planned", world.channels["delivery-unit"]))
    assert "likely" not in check


def test_what_may_be_the_figure_or_a_chance_is_asked_and_nothing_is_recorded(world: World) -> None:
    owner = say(world, "waits-analyst", "70 % likely")
    assert owner.sees("Is 70 % the figure or a chance?")
    say(world, "waits-analyst", "89.67, 83")
    assert owner.sees("Which number is the figure?")
    assert not owner.sees("Recorded")
    say(world, "waits-analyst", "89.67 likely because of more staff")
    assert "You expect" not in last(owner)
    assert said(world, owner) == []


def test_said_after_the_figure_it_goes_with_the_figure_that_is_there_and_older_readings_wait_no_more(
    world: World,
) -> None:
    owner = say(world, "waits-analyst", "89.67 more patients than planned")
    reading = owner.find("Recorded")
    assert "your own word first" in rendered(reading)
    say(world, "waits-analyst", "in doubt, chance 35 %")
    rest(world)
    readings = [told for one in owner.everything(owner.app_channel()) if "*Recorded" in (told := rendered(one))]
    assert len(readings) == 2
    assert all("your own word first" not in one and "Outlook for at least 95 %" in one for one in readings)
    assert "*You expect:* amber-red, in doubt; 35 % for at least 95 % by Mar 2018." in " ".join(readings)
    assert said(world, owner) == [(About.TARGET, 0.35)]


def test_once_the_draft_is_shared_the_reading_that_waited_for_a_word_says_what_past_figures_suggest(
    world: World,
) -> None:
    owner = say(world, "waits-analyst", "89.67 more patients than planned")
    world.run_until(SHARED)
    told = rendered(owner.find("Recorded"))
    assert "your own word first" not in told
    assert "Outlook for at least 95 % by Mar 2018" in told
