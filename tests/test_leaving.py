"""Somebody is deactivated: what they owed is asked of the delivery lead on the same day, and the unit hears of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.people import buttons, rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, rest
from tests.support.world import World


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def leave(world: World, handle: str) -> None:
    world.workspace.deactivate(world.cast[handle])
    world.pump()
    rest(world)


def test_the_delivery_lead_is_asked_instead_of_an_owner_who_left_and_answers(world: World) -> None:
    leave(world, "waits-analyst")
    lead = world.person("delivery-lead")
    request = lead.find(asking.REQUEST)
    assert "Emergency waits (A1)" in rendered(request)
    told = rendered(world.person("unit-staff").find("Waits analyst", world.channels["delivery-unit"]))
    assert "is no longer active in Slack" in told
    assert "Please name somebody in the plan." in told
    lead.reply(request, f"{asking.TOP}/{asking.BOTTOM}")
    rest(world)
    assert [one["given_by"] for one in answers(world)] == [lead.id]


def test_who_left_is_sent_nothing_more_and_their_request_can_no_longer_be_answered(world: World) -> None:
    before = [one for one in world.bot_messages() if one["channel"] == world.person("waits-analyst").app_channel()]
    leave(world, "waits-analyst")
    world.run_until(world.clock.now().replace(day=20))
    channel = before[0]["channel"]
    after = [one for one in world.bot_messages() if one["channel"] == channel]
    assert [one["ts"] for one in after] == [one["ts"] for one in before]
    assert "Answer" not in buttons(after[0])


def test_a_request_that_nobody_is_left_to_take_over_stays_on_the_list_of_what_is_late(world: World) -> None:
    for handle in ("delivery-lead", "hospitals-director", "waits-analyst"):
        leave(world, handle)
    world.run_until(datetime(2017, 10, 11, 9, 0, tzinfo=UTC))
    assert "Emergency waits" in world.person("unit-staff").command("/stocktake requests late")


def test_whoever_takes_over_is_not_asked_for_a_figure_that_was_given(world: World) -> None:
    owner = world.person("waits-analyst")
    owner.reply(owner.find(asking.REQUEST), f"{asking.TOP}/{asking.BOTTOM}")
    rest(world)
    leave(world, "waits-analyst")
    world.run_until(world.clock.now() + timedelta(days=3))
    assert not world.person("delivery-lead").sees(asking.REQUEST)


def test_somebody_with_no_part_in_the_plan_leaves_without_a_word(world: World) -> None:
    world.invite("colleague")
    world.boot()
    rest(world)
    before = len(world.bot_messages())
    leave(world, "colleague")
    assert len(world.bot_messages()) == before
