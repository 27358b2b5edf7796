"""What Slack sends, and the answer on the wire: everything is acked, what is not ours does nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.ports import Json
from bot.store import people
from demo import story
from tests.support.asking import content, deliver
from tests.support.databases import in_memory
from tests.support.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """A bot that was just started, and one person, whom it knows."""
    world = World(story.START, in_memory())
    world.invite("clerk")
    world.boot()
    yield world
    world.bot.close()


def event(world: World, **said: object) -> Json:
    about = {"user": world.cast["clerk"], "channel": "D0000000099", "channel_type": "im", "ts": "1506495600.000100"}
    told = {"type": "message", "text": "92.4", **about, **said}
    return {"type": "event_callback", "team_id": "T0000000001", "event_id": "Ev1", "event": told}


def interaction(world: World, kind: str, **more: object) -> Json:
    return {"type": kind, "team": {"id": "T0000000001"}, "user": {"id": world.cast["clerk"]}, **more}


def told(world: World) -> list[str]:
    """What the bot has said by now, oldest first."""
    world.run_until(world.clock.now() + timedelta(minutes=10))
    return [one["text"] for one in world.bot_messages()]


def test_before_there_is_a_plan_whoever_writes_is_told_so_once_and_slack_sends_it_no_more(world: World) -> None:
    world.person("clerk").say("beds < 90 & falling")
    assert world.workspace.next_retry() is None
    said = told(world)
    assert len(said) == 1
    assert "No delivery plan has been imported yet." in said[0]
    assert "beds &lt; 90 &amp; falling" in said[0]


def test_the_same_message_a_second_time_is_answered_once(world: World) -> None:
    for _ in range(2):
        assert deliver(world, event(world, user=world.cast["clerk"])).status == 200
    assert len(told(world)) == 1


def test_a_message_of_somebody_whom_the_bot_does_not_know_yet_is_left_for_slack_to_send_again(world: World) -> None:
    assert deliver(world, event(world, user="U0000000097")).status == 503
    assert not told(world)


@pytest.mark.parametrize(
    "said",
    [
        {"channel_type": "channel", "channel": "C0000000001"},
        {"bot_id": "B0000000009"},
        {"subtype": "channel_join"},
        {"subtype": "message_changed", "message": {"ts": "1506495600.000100", "text": "unfurled", "user": "U1"}},
        {"subtype": "message_deleted", "deleted_ts": "1506495600.000100", "previous_message": {"bot_id": "B1"}},
        {"text": ""},
    ],
    ids=["in a channel", "a bot's", "a join", "changed but not by its writer", "a deleted one of a bot's", "empty"],
)
def test_what_nobody_said_to_the_bot_is_acked_and_not_answered(world: World, said: Json) -> None:
    assert deliver(world, event(world, **said)).status == 200
    assert not told(world)


@pytest.mark.parametrize("kind", ["app_home_opened", "member_joined_channel", "app_uninstalled", "never_heard_of"])
def test_an_event_that_nobody_handles_is_acked_so_that_it_does_not_come_again(world: World, kind: str) -> None:
    payload = {**event(world), "event": {"type": kind, "user": world.cast["clerk"]}}
    assert deliver(world, payload).status == 200


def test_interactions_that_nobody_handles_are_acked_so_that_no_error_is_shown(world: World) -> None:
    button = {"type": "button", "action_id": "of_an_older_version", "block_id": "b", "value": "x"}
    view = {"id": "V1", "type": "modal", "callback_id": "of_an_older_version", "state": {"values": {}}, "blocks": []}
    for payload in (
        interaction(world, "block_actions", actions=[button], trigger_id="1.2"),
        interaction(world, "view_submission", view=view),
        interaction(world, "view_closed", view=view),
        interaction(world, "message_action", callback_id="of_an_older_version", trigger_id="1.2"),
        interaction(world, "shortcut", callback_id="of_an_older_version", trigger_id="1.2"),
        {"command": "/older", "text": "", "user_id": world.cast["clerk"], "team_id": "T0000000001"},
    ):
        assert deliver(world, payload).status == 200, payload["type"] if "type" in payload else payload["command"]


def test_somebody_who_joined_the_workspace_is_known_from_then_on(world: World) -> None:
    user = world.workspace.add_person("newcomer", "Newcomer")
    world.pump()
    member = {"id": user, "name": "newcomer", "profile": {"real_name": "Newcomer"}, "tz": "Europe/Paris"}
    deliver(world, {**event(world), "event": {"type": "team_join", "user": member}})
    with world.bot.store.read(world.clock.now()) as work:
        assert people.need(work, user).zone == "Europe/Paris"


def test_an_app_that_joined_the_workspace_is_nobody(world: World) -> None:
    member = {"id": "U0000000098", "name": "another-app", "profile": {}, "is_bot": True}
    assert deliver(world, {**event(world), "event": {"type": "team_join", "user": member}}).status == 200
    with world.bot.store.read(world.clock.now()) as work:
        assert people.get(work, "U0000000098") is None


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("statsu", "/stocktake status"), ("REQEUSTS", "/stocktake requests"), ("hlep", "/stocktake help")],
)
def test_a_mistyped_command_gets_the_nearest_one(world: World, text: str, nearest: str) -> None:
    typed = {"command": "/stocktake", "text": text, "user_id": world.cast["clerk"], "team_id": "T0000000001"}
    assert nearest in content(deliver(world, typed))["text"]


def test_a_command_of_somebody_unknown_is_answered_with_a_sentence(world: World) -> None:
    typed = {"command": "/stocktake", "text": "status", "user_id": "U0000000097", "team_id": "T0000000001"}
    assert "I do not know you yet" in content(deliver(world, typed))["text"]
