"""A message that could be about more than one figure, or about none: asked, or kept for staff, never guessed."""

from collections.abc import Iterator

import pytest

from tests.support import asking
from tests.support.asking import answers, asked_world, figures, say, strays
from tests.support.world import World

WAITS, SITES = "waits-analyst", "sites-analyst"


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def test_a_figure_from_somebody_who_was_asked_for_nothing_is_kept_for_staff(world: World) -> None:
    principal = world.person("principal")
    principal.say("89.67")
    asking.rest(world)
    principal.find("*No figure is open for you*, so “89.67” is not recorded.")
    world.person("unit-staff").find("89.67", world.channels["delivery-unit"])
    assert strays(world) == [("nothing open", "89.67")]
    assert not figures(world)


def test_a_figure_edited_into_words_leaves_the_figure_and_keeps_the_words(world: World) -> None:
    sites = world.person(SITES)
    typed = sites.reply(sites.find(asking.REQUEST), "195,015 as usual")
    asking.rest(world)
    sites.edit(typed, "still being counted")
    asking.rest(world)
    assert figures(world) == ["195015"]
    assert [one["for_summary"] for one in answers(world)] == ["as usual", "still being counted"]
    assert sites.sees("*Kept with your figure, for the summary.*")


def test_a_figure_to_a_person_with_two_open_requests_is_asked_about(world: World) -> None:
    waits = world.person(WAITS)
    waits.press(waits.find(asking.REQUEST), "Give to Someone Else")
    waits.fill(person=world.cast[SITES])
    assert not waits.submit()
    asking.rest(world)
    sites = world.person(SITES)
    sites.say("195,015")
    asking.rest(world)
    question = sites.find("*Which figure is “195,015” for?*")
    assert strays(world) == [("which request", "195,015")]
    assert not figures(world)
    sites.press(question, "Long waits in major departments, Sep 2017")
    asking.rest(world)
    assert figures(world) == ["195015"]
    assert sites.sees("*“195,015” was for Long waits in major departments, Sep 2017.*")
    say(world, SITES, "89.67")
    assert figures(world) == ["195015", "89.67"]
