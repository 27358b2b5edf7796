"""What goes back and forth: a request given and given back, an action that is not theirs, an edit that comes late."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ports import Json
from bot.store.engine import make_engine
from bot.store.tables import action
from demo import asking as parts
from demo import meeting
from sandbox.people import buttons, rendered
from tests.support import asking
from tests.support.asking import asked_world, figures, rest, rows
from tests.support.stage import InOneProcess, told
from tests.support.world import World

WAITS, SITES, TRUSTS = "waits-analyst", "sites-analyst", "trusts-analyst"


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def give(world: World, handle: str, to: str, message: Json | None = None) -> None:
    person = world.person(handle)
    person.press(message or person.find(asking.REQUEST), "Give to Someone Else")
    person.fill(person=world.cast[to])
    assert not person.submit()
    rest(world)


def test_a_request_that_is_given_back_is_asked_of_its_first_owner_again(world: World) -> None:
    give(world, WAITS, SITES)
    sites = world.person(SITES)
    give(world, SITES, WAITS, sites.find("Emergency waits"))
    waits = world.person(WAITS)
    assert "Answer" in buttons(waits.find(asking.REQUEST))
    waits.reply(waits.find(asking.REQUEST), f"{asking.TOP}/{asking.BOTTOM}")
    rest(world)
    assert figures(world) == ["89.67"]


def test_a_request_can_go_there_and_back_more_than_once(world: World) -> None:
    for _ in range(2):
        give(world, WAITS, SITES)
        give(world, SITES, WAITS, world.person(SITES).find("Emergency waits"))
    waits = world.person(WAITS)
    assert len([one for one in waits.dm() if "Answer" in buttons(one)]) == 1


def offered() -> InOneProcess:
    """The meeting is closed, and a lead is asked to accept A-2."""
    stage = told(make_engine("sqlite://"), before=meeting.drafted)
    stage.go_to_rest()
    return stage


def test_an_action_that_is_not_theirs_is_neither_chased_nor_agreed_in_the_room() -> None:
    stage = offered()
    lead = stage.person("delivery-lead")
    lead.press(lead.find("Open the two closed wards"), "Not Mine")
    lead.fill(reason="The trust's own director decides that.")
    assert not lead.submit()
    stage.go_to(datetime(2017, 11, 30, 12, 0, tzinfo=UTC))
    offer = lead.find("Open the two closed wards")
    assert "Not yours" in rendered(offer)
    assert not buttons(offer)
    assert not any("A-2" in rendered(one) for one in lead.dm() if " to look at." in one["text"])
    assert [one["state"] for one in rows(stage.world, action) if one["id"] == 2] == ["proposed"]


def test_staff_name_another_owner_who_is_asked() -> None:
    stage = offered()
    lead, staff, director = (stage.person(one) for one in ("delivery-lead", "unit-staff", "hospitals-director"))
    lead.press(lead.find("Open the two closed wards"), "Not Mine")
    lead.fill(reason="The trust's own director decides that.")
    assert not lead.submit()
    staff.command("/stocktake action give A-2 @hospitals-director")
    stage.go_to_rest()
    assert "Accept" in buttons(director.find("Open the two closed wards"))


def test_an_edit_corrects_what_the_message_was_about_whatever_is_open_now() -> None:
    stage = told(make_engine("sqlite://"), before=parts.which)
    person = stage.person(TRUSTS)
    said = person.say("D1 82.46 two wards were closed")
    stage.go_to_rest()
    assert person.sees("Recorded: 82.46 %")
    person.edit(said, "D1 82.64 two wards were closed")
    stage.go_to_rest()
    corrected = person.find("Corrected: 82.64 %")
    assert "instead of 82.46 %" in rendered(corrected)
    person.edit(said, "82.65")
    stage.go_to_rest()
    assert "instead of 82.64 %" in rendered(person.find("Corrected: 82.65 %"))
