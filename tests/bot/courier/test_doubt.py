"""A message that may have been posted is looked up; it is there once, or staff know that nobody knows."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from benchmarks.dropped import dropped
from bot.ports import Json, SlackUnknown
from bot.store import ledger
from domain.workdays import GUARD
from tests.bot.courier.world import MORNING, World
from tests.support.plans import UNIT
from tests.support.slack import Died, Go, after, die_after, die_before, drop_after, drop_before, rate_limit, refuse


def test_a_message_whose_answer_got_lost_is_found_and_not_sent_again(either_world: World) -> None:
    world = either_world
    world.slack.fault("chat.postMessage", drop_after)
    planned = world.say(world.owner, "A-1")
    world.run()
    [said] = world.posted(world.dm(world.owner))
    assert (world.row(planned).state, world.row(planned).ts) == (ledger.SENT, said["ts"])
    assert len(world.slack.called("chat.postMessage")) == 1


def test_a_message_that_got_lost_is_sent_anew_and_keeps_its_attempts(either_world: World) -> None:
    world = either_world
    world.slack.fault("chat.postMessage", drop_before)
    planned = world.say(world.owner, "A-1")
    world.run()
    assert len(world.posted(world.dm(world.owner))) == 1
    assert world.row(planned).attempts == 2


def test_of_fifty_posts_that_were_accepted_while_the_connection_dropped_each_is_there_once(world: World) -> None:
    assert dropped(world, 50) == (50, 50)


def test_a_reply_is_looked_for_in_its_thread(world: World) -> None:
    first = world.say(world.waits, "A-1")
    world.run()
    world.slack.fault("chat.postMessage", drop_after)
    world.say(world.waits, "A-2", parent=first)
    world.run()
    assert len(world.posted(world.waits)) == 2
    [question] = world.slack.called("conversations.replies")
    assert question["ts"] == world.row(first).ts


def test_a_doubtful_message_holds_its_lane_until_it_is_settled(world: World) -> None:
    world.slack.fault("chat.postMessage", drop_before)
    world.slack.fault("conversations.history", *[drop_before] * 3)
    world.say(world.waits, "A-1")
    world.say(world.waits, "A-2", priority=0)
    world.run()
    one, two = world.posted(world.waits)
    assert ("A-2" in one["text"], "A-1" in two["text"]) == (True, True)
    assert world.slack.calls[3][0] == "conversations.history"


def test_what_could_not_be_looked_up_and_is_then_refused_for_now_stays_the_first_of_its_lane(world: World) -> None:
    world.say(world.waits, "A-1")
    world.say(world.waits, "A-2")
    world.slack.fault("chat.postMessage", drop_before, rate_limit(13))
    world.slack.fault("conversations.history", refuse("internal_error"))
    world.run()
    one, two = world.texts(world.waits)
    assert ("A-1" in one, "A-2" in two) == (True, True)


def test_a_message_that_is_not_found_at_closing_time_waits_for_the_morning_and_holds_up_no_reply(world: World) -> None:
    closing = datetime.combine(MORNING, UNIT.closes, ZoneInfo(UNIT.zone)).astimezone(UTC)
    world.clock.move_to(closing - GUARD)
    world.slack.fault("chat.postMessage", drop_before)
    late = world.say(world.owner, "A-1")
    world.run(until=closing)
    assert (world.row(late).state, world.row(late).reason) == (ledger.PLANNED, "outside working hours")
    world.say(world.owner, "A-2", priority=0)
    world.run(until=closing + timedelta(hours=1))
    [reply] = world.posted(world.dm(world.owner))
    assert "A-2" in reply["text"]
    world.run()
    assert ["A-2" in world.texts(world.dm(world.owner))[0], "A-1" in world.texts(world.dm(world.owner))[1]] == [
        True
    ] * 2


def test_a_lookup_reads_every_page_before_it_says_that_nothing_was_posted(world: World) -> None:
    world.workspace.state.limits = False
    world.slack.fault("chat.postMessage", drop_after)
    world.say(world.waits, "A-1")
    world.courier.step(world.clock.now())
    for number in range(450):
        arguments = {"channel": world.waits, "text": f"talk {number}"}
        world.workspace.call("chat.postMessage", arguments, world.app.bot_token)
    world.run()
    assert len(world.slack.called("conversations.history")) == 3
    assert len([text for text in world.texts(world.waits) if "A-1" in text]) == 1


@pytest.mark.parametrize("unread", [drop_before, refuse("internal_error"), rate_limit(7)])
def test_a_page_that_is_not_read_leaves_the_doubt_until_it_is(world: World, unread: object) -> None:
    world.slack.fault("chat.postMessage", drop_after)
    world.slack.fault("conversations.history", unread, unread)  # type: ignore[arg-type]  # any of the faults
    planned = world.say(world.owner, "A-1")
    world.run(until=MORNING + timedelta(seconds=35))
    assert world.row(planned).state == ledger.DOUBTFUL
    world.run()
    assert world.row(planned).state == ledger.SENT
    assert len(world.posted(world.dm(world.owner))) == 1


def test_a_refusal_does_not_clear_a_doubt(world: World) -> None:
    """Posted with its answer lost, not found because the page is refused, and never sent again meanwhile."""
    world.slack.fault("chat.postMessage", drop_after, refuse("is_archived"))
    world.slack.fault("conversations.history", *[refuse("internal_error")] * 5)
    planned = world.say(world.waits, "A-1")
    world.run()
    assert world.row(planned).state == ledger.SENT
    assert len(world.slack.called("chat.postMessage")) == 1


def test_where_looking_up_is_refused_for_good_it_ends_and_staff_are_told_and_the_lane_goes_on(
    world: World,
) -> None:
    world.slack.fault("chat.postMessage", drop_before)
    world.slack.fault("conversations.history", refuse("missing_scope"))
    planned = world.say(world.waits, "A-1")
    world.run()
    assert world.row(planned).state == ledger.UNCONFIRMED
    assert len(world.texts(world.unit)) == 1
    world.say(world.waits, "A-2")
    world.run()
    [said] = world.texts(world.waits)
    assert "A-2" in said


def test_a_refused_token_keeps_the_doubt(world: World) -> None:
    world.slack.fault("chat.postMessage", drop_after)
    world.slack.fault("conversations.history", refuse("token_revoked"))
    planned = world.say(world.waits, "A-1")
    world.run()
    assert world.row(planned).state == ledger.SENT
    assert len(world.posted(world.waits)) == 1


def test_nothing_is_looked_up_while_another_worker_may_still_be_posting(world: World) -> None:
    other = world.new_courier()
    seen: list[str] = []

    def meanwhile() -> None:
        world.pass_time(80)
        while other.step(world.clock.now()):
            pass
        seen.extend(method for method, _ in world.slack.calls)

    world.slack.fault("chat.postMessage", after(meanwhile))
    world.say(world.waits, "A-1")
    world.run()
    assert seen == ["chat.postMessage"]
    assert len(world.posted(world.waits)) == 1


@pytest.mark.parametrize("death", [die_before, die_after])
def test_a_process_that_died_while_posting_leaves_one_message(world: World, death: object) -> None:
    world.slack.fault("chat.postMessage", death)  # type: ignore[arg-type]  # either of the faults
    world.say(world.owner, "A-1")
    with pytest.raises(Died):
        world.run()
    world.start()
    world.run()
    assert len(world.posted(world.dm(world.owner))) == 1
    assert world.clock.now() >= MORNING + timedelta(seconds=90)


def test_an_edit_wanted_meanwhile_is_made_when_the_doubtful_message_is_found(world: World) -> None:
    world.slack.fault("chat.postMessage", drop_after)
    world.ask()
    world.run()
    assert len(world.slack.called("chat.update")) == 1


@pytest.mark.parametrize("ahead", [timedelta(minutes=-4), timedelta(seconds=100)])
def test_a_message_is_found_although_slacks_clock_and_ours_are_apart(world: World, ahead: timedelta) -> None:
    """As they may come to be just after they were compared."""

    def stamped_by_a_wrong_clock(go: Go) -> Json:
        world.workspace.state.clock = lambda: world.clock.now() + ahead
        go()
        world.workspace.state.clock = world.clock.now
        raise SlackUnknown

    world.slack.fault("chat.postMessage", stamped_by_a_wrong_clock)
    world.say(world.owner, "A-1")
    world.run()
    assert len(world.posted(world.dm(world.owner))) == 1
