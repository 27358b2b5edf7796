"""What the doctor says of a plan's people and channels, after the workspace has changed under it."""

from collections.abc import Iterator

import pytest

from bot.doctor_finding import Finding, Mark
from bot.doctor_plan import compared
from demo import story
from tests.support.asking import SMALL
from tests.support.databases import in_memory
from tests.support.slack import refuse
from tests.support.world import World

PLAN = SMALL.read_text()
RESTRICTED = PLAN.replace("visibility: all", "visibility: leaders")


def furnished(text: str) -> World:
    world = World(story.START, in_memory())
    world.furnish(text)
    return world


@pytest.fixture
def world() -> Iterator[World]:
    world = furnished(PLAN)
    yield world
    world.bot.close()


@pytest.fixture
def restricted() -> Iterator[World]:
    """Nothing in it is for everybody."""
    world = furnished(RESTRICTED)
    yield world
    world.bot.close()


def found(world: World) -> list[Finding]:
    return list(compared(world.bot.store, world.slack, world.clock.now()))


def wrong(world: World) -> list[str]:
    return [one.what for one in found(world) if one.mark is not Mark.OK]


def test_a_plan_as_it_was_imported_is_fine(world: World, restricted: World) -> None:
    for one in (world, restricted):
        assert [finding.mark for finding in found(one)] == [Mark.OK, Mark.OK]


def test_somebody_who_has_left_is_named(world: World) -> None:
    world.workspace.deactivate(world.cast["waits-analyst"])
    assert wrong(world) == ["Waits analyst is in the plan and not active in Slack."]


def test_a_chair_who_owns_nothing_is_of_the_plan_too(world: World) -> None:
    world.workspace.deactivate(world.cast["unit-head"])
    assert wrong(world) == ["Unit head is in the plan and not active in Slack."]


def test_a_channel_that_the_bot_was_taken_out_of_wants_an_invitation(world: World) -> None:
    channel = world.workspace.state.conversations[world.channels["emergency-waits"]]
    channel.members.discard(world.installed.bot_user)
    (said,) = [one for one in found(world) if one.mark is Mark.PROBLEM]
    assert said.what == "The bot is not in #emergency-waits."
    assert "/invite @Stocktake" in said.mend


def test_a_private_channel_without_the_bot_is_as_if_it_were_not_there(world: World) -> None:
    channel = world.workspace.state.conversations[world.channels["delivery-unit"]]
    channel.members.discard(world.installed.bot_user)
    assert wrong(world) == [f"The channel {channel.id} is not there, or is private and without the bot."]


def test_an_archived_channel_is_named(world: World) -> None:
    world.workspace.archive(world.channels["emergency-waits"])
    assert wrong(world) == ["#emergency-waits is archived."]


def test_a_public_channel_is_too_wide_for_what_is_not_for_everybody(restricted: World) -> None:
    restricted.workspace.state.conversations[restricted.channels["emergency-waits"]].private = False
    assert wrong(restricted) == ["#emergency-waits is public, and what is said there is not for everybody."]


def test_a_public_channel_is_too_wide_for_the_unit(world: World) -> None:
    world.workspace.state.conversations[world.channels["delivery-unit"]].private = False
    assert wrong(world) == ["#delivery-unit is public, and what is said there is not for everybody."]


def test_a_guest_is_told_where_it_is_not_for_everybody_and_only_there(world: World, restricted: World) -> None:
    for one in (world, restricted):
        visitor = one.invite("visitor", guest=True)
        one.workspace.invite(visitor, one.channels["emergency-waits"])
    assert wrong(world) == []
    assert wrong(restricted) == ["#emergency-waits has guests in it, and what is said there is not for everybody."]


def test_a_slack_that_is_asked_too_much_is_a_warning_and_no_traceback(world: World) -> None:
    world.slack.fault("conversations.info", refuse("ratelimited"))
    last = found(world)[-1]
    assert last.mark is Mark.WARNING
    assert last.what == "The plan could not be compared with Slack (ratelimited)."
