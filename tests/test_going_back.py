"""What goes back and forth: a request given and given back, an action that is not theirs, an edit that comes late."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ports import Json
from bot.store.tables import action
from demo import asking as parts
from demo import meeting
from sandbox.people import buttons, rendered
from tests.support import asking
from tests.support.asking import asked_world, figures, rest, rows
from tests.support.databases import in_memory
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
    stage = told(in_memory(), before=meeting.drafted)
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
    stage = told(in_memory(), before=parts.which)
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


def test_what_nobody_owns_is_asked_of_somebody_else_from_the_message_that_says_so(world: World) -> None:
    waits, staff = world.person(WAITS), world.person("unit-staff")
    waits.press(waits.find(asking.REQUEST), "Not Mine")
    waits.fill(reason="Ask the sites team.")
    assert not waits.submit()
    rest(world)
    unit = staff.channel("#delivery-unit")
    assert "*nobody is asked*" in staff.command("/stocktake requests")
    staff.press(staff.find("says it is not theirs", unit), "Ask Somebody Else")
    staff.fill(person=world.cast[SITES])
    assert not staff.submit()
    rest(world)
    assert "Somebody else is asked now." in rendered(staff.find("says it is not theirs", unit))
    assert not buttons(staff.find("says it is not theirs", unit))
    assert "Answer" in buttons(world.person(SITES).find("*Emergency waits (A1)*"))
    assert "nobody is asked" not in staff.command("/stocktake requests")


def test_what_nobody_owns_is_late_and_a_gap_like_any_figure(world: World) -> None:
    waits, staff = world.person(WAITS), world.person("unit-staff")
    waits.press(waits.find(asking.REQUEST), "Not Mine")
    waits.fill(reason="Ask the sites team.")
    assert not waits.submit()
    world.run_until(datetime(2017, 10, 13, 16, 5, tzinfo=UTC))
    unit = staff.channel("#delivery-unit")
    assert "Emergency waits, Sep 2017: nobody is asked" in rendered(staff.find("2 figures late", unit))
    assert "Emergency waits, Sep 2017: nobody was asked" in rendered(staff.find("2 figures missing", unit))


def test_a_promise_that_passed_is_no_reason_not_to_phone(world: World) -> None:
    world.person(WAITS).say("Monday 9 Oct")
    world.run_until(datetime(2017, 10, 11, 8, 5, tzinfo=UTC))
    staff = world.person("unit-staff")
    assert "no need to phone" not in rendered(staff.find("2 figures late", staff.channel("#delivery-unit")))
    assert "You had promised it for Mon 9 Oct." in rendered(world.person(WAITS).find("it was due Tue 10 Oct"))
    world.run_until(datetime(2017, 10, 13, 16, 5, tzinfo=UTC))
    assert "closed without a figure." in rendered(world.person(WAITS).find("Wed 11 Oct: nothing left"))
