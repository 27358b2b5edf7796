"""What reaches Slack, when, in which order, and what happens to what is refused."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.store import ledger, people, requests
from bot.store.engine import make_engine
from bot.store.unit import Store
from domain.request import RequestState
from tests.bot.courier.world import MORNING, World
from tests.support.plans import Member, allow
from tests.support.slack import Fault, after, drop_before, rate_limit, refuse

EVENING = datetime(2017, 10, 3, 19, 0, tzinfo=UTC)  # 20:00 in London
NEXT_MORNING = datetime(2017, 10, 4, 7, 30, tzinfo=UTC)  # the unit opens at 8:30


def test_a_message_planned_for_a_person_arrives_in_their_direct_conversation(either_world: World) -> None:
    world = either_world
    planned = world.say(world.owner, "A-1")
    world.run()
    [said] = world.posted(world.dm(world.owner))
    assert "A-1" in said["text"]
    row = world.row(planned)
    assert (row.state, row.channel, row.ts) == (ledger.SENT, world.dm(world.owner), said["ts"])


def test_the_conversation_with_a_person_is_opened_once(world: World) -> None:
    world.say(world.owner, "A-1")
    world.say(world.owner, "A-2")
    world.run()
    assert len(world.slack.called("conversations.open")) == 1


def test_a_reply_waits_for_its_parent_and_goes_under_the_first_message_of_the_thread(world: World) -> None:
    first = world.say(world.waits, "A-1", priority=2)
    second = world.say(world.waits, "A-2", priority=1, parent=first)
    world.say(world.waits, "A-3", priority=0, parent=second)
    world.run()
    one, two, three = world.posted(world.waits)
    assert ["A-1" in one["text"], "A-2" in two["text"], "A-3" in three["text"]] == [True] * 3
    assert (two["thread_ts"], three["thread_ts"]) == (one["ts"], one["ts"])


def test_the_workspace_gets_one_message_a_second(world: World) -> None:
    for number in range(4):
        world.say(world.waits if number % 2 else world.unit, f"A-{number}")
    world.run()
    assert world.clock.now() >= MORNING + timedelta(seconds=3)
    times = sorted(float(said["ts"]) for said in [*world.posted(world.waits), *world.posted(world.unit)])
    assert [round(later - earlier) for earlier, later in pairwise(times)] == [1, 1, 1]


def test_a_reply_to_a_persons_own_act_goes_before_what_waited_longer(world: World) -> None:
    world.say(world.unit, "A-1")
    world.pass_time(1)
    world.say(world.owner, "A-2", priority=0)
    world.run()
    [chase], [reply] = world.posted(world.unit), world.posted(world.dm(world.owner))
    assert reply["ts"] < chase["ts"]


def test_a_request_planned_in_the_evening_waits_for_the_morning_and_holds_up_no_reply(world: World) -> None:
    world.clock.move_to(EVENING)
    world.say(world.owner, "A-1")
    world.run(until=EVENING + timedelta(hours=1))
    assert world.texts(world.dm(world.owner)) == []
    world.say(world.owner, "A-2", priority=0)
    world.run(until=EVENING + timedelta(hours=1))
    [reply] = world.posted(world.dm(world.owner))
    assert "A-2" in reply["text"]
    world.run()
    assert world.clock.now() == NEXT_MORNING
    assert "A-1" in world.texts(world.dm(world.owner))[1]


def test_what_is_past_its_time_is_not_sent_and_says_so(world: World) -> None:
    planned = world.say(world.owner, "A-1", expires_at=MORNING + timedelta(minutes=1))
    world.pass_time(61)
    world.run()
    assert world.row(planned).state == ledger.EXPIRED
    assert world.texts(world.dm(world.owner)) == []


def test_a_figure_put_right_before_its_reading_went_out_is_read_back_once(world: World) -> None:
    row, _ = world.ask()
    world.run()
    for seen in (89_000, 90_000):
        world.answer(row.id, seen, 100_000)
    world.run()
    _, reading = world.texts(world.dm(world.owner))
    assert "90.00" in reading
    assert [one for one in world.states() if one != ledger.SENT] == [ledger.CANCELLED]


def test_a_request_answered_before_it_went_out_is_not_sent_and_the_reason_is_kept(world: World) -> None:
    row, planned = world.ask()
    with world.store.write(world.clock.now()) as work:
        allow(work)
        requests.set_state(work, row.id, RequestState.ANSWERED)
    world.run()
    assert (world.row(planned).state, world.row(planned).reason) == (
        ledger.CANCELLED,
        "what it asks for is answered",
    )
    assert world.slack.called("chat.postMessage") == []


def test_a_message_about_something_that_is_gone_is_cancelled_and_the_next_one_goes(world: World) -> None:
    with world.store.write(world.clock.now()) as work:
        ledger.plan(work, key="request:99", kind="request", subject="asked:99:U1", lane=world.owner, priority=1)
    world.say(world.owner, "A-1")
    world.run()
    assert world.states() == [ledger.CANCELLED, ledger.SENT]


def test_a_mistake_of_ours_costs_its_lane_a_lease_and_no_other_lane_anything(world: World) -> None:
    with world.store.write(world.clock.now()) as work:
        ledger.plan(work, key="x", kind="unheard of", subject="x:1", lane=world.owner, priority=0)
    world.say(world.unit, "A-1")
    with pytest.raises(KeyError):
        world.courier.step(world.clock.now())
    world.run(until=MORNING + timedelta(seconds=80))
    assert len(world.posted(world.unit)) == 1


def test_a_posted_message_can_be_recognised_by_us_and_tells_others_nothing(world: World) -> None:
    world.say(world.owner, "A-1")
    world.run()
    [said] = world.posted(world.dm(world.owner))
    payload = said["metadata"]["event_payload"]
    assert set(payload) == {"id"}
    assert len(payload["id"]) == 32
    assert set(payload["id"]) <= set("0123456789abcdef")


def test_links_in_messages_are_not_unfolded(world: World) -> None:
    world.say(world.owner, "A-1")
    world.run()
    [arguments] = world.slack.called("chat.postMessage")
    assert (arguments["unfurl_links"], arguments["unfurl_media"]) == (False, False)


def test_a_rate_limit_is_waited_for_as_long_as_slack_asks(world: World) -> None:
    world.slack.fault("chat.postMessage", rate_limit(30))
    world.say(world.owner, "A-1")
    world.run()
    assert world.clock.now() >= MORNING + timedelta(seconds=30)
    assert len(world.posted(world.dm(world.owner))) == 1


@pytest.mark.parametrize("fault", [rate_limit(5), refuse("internal_error")])
def test_what_was_refused_for_now_is_overtaken_by_nothing_of_its_conversation(world: World, fault: Fault) -> None:
    first, second = world.say(world.unit, "A-1"), world.say(world.unit, "A-2")
    world.slack.fault("chat.postMessage", fault)
    world.run()
    posted = [world.row(one).ts for one in (first, second)]
    assert posted == [said["ts"] for said in world.posted(world.unit)]


def test_what_fails_for_a_reason_that_passes_is_tried_after_1_2_and_4_seconds(world: World) -> None:
    world.slack.fault("chat.postMessage", *[refuse("internal_error")] * 3)
    planned = world.say(world.unit, "A-1")
    world.run()
    assert world.row(planned).attempts == 4
    [said] = world.posted(world.unit)
    assert float(said["ts"]) == pytest.approx((MORNING + timedelta(seconds=7)).timestamp(), abs=0.1)


def test_what_is_refused_for_good_ends_and_staff_are_told_once_with_the_mend(world: World) -> None:
    world.slack.fault("chat.postMessage", refuse("is_archived"), refuse("is_archived"))
    planned = [world.say(world.waits, "A-1"), world.say(world.waits, "A-2")]
    world.run()
    assert [world.row(one).state for one in planned] == [ledger.REFUSED, ledger.REFUSED]
    [told] = world.texts(world.unit)
    assert "is_archived" in told
    assert "Unarchive" in told


def test_a_refusal_in_the_units_own_conversation_is_not_told_there_for_ever(world: World) -> None:
    world.slack.fault("chat.postMessage", *[refuse("is_archived")] * 5)
    world.say(world.unit, "A-1")
    world.run()
    assert len(world.slack.called("chat.postMessage")) == 1


def test_a_token_that_is_refused_costs_no_message(world: World) -> None:
    world.slack.fault("chat.postMessage", refuse("token_revoked"), refuse("missing_scope"))
    world.say(world.owner, "A-1")
    world.run()
    assert world.states() == [ledger.SENT]
    assert world.clock.now() >= MORNING + timedelta(minutes=2)


def test_nothing_is_posted_to_somebody_whom_the_directory_calls_deactivated(world: World) -> None:
    world.say(world.owner, "A-1")
    with world.store.write(world.clock.now()) as work:
        people.upsert_directory(work, [Member(world.owner, "data owner", deactivated=True)])
    world.run()
    assert world.states()[0] == ledger.REFUSED
    assert world.slack.called("conversations.open") == []
    [told] = world.texts(world.unit)
    assert "user_disabled" in told


def test_somebody_deactivated_whom_the_directory_still_has_is_noticed_when_talked_to(world: World) -> None:
    world.workspace.deactivate(world.owner)
    planned = world.say(world.owner, "A-1")
    world.run()
    assert world.row(planned).state == ledger.REFUSED
    assert world.slack.called("chat.postMessage")[0]["channel"] == world.unit


def test_a_conversation_that_nobody_answered_about_leaves_no_doubt_about_the_message(world: World) -> None:
    world.slack.fault("conversations.open", drop_before)
    world.say(world.owner, "A-1")
    world.run()
    assert len(world.posted(world.dm(world.owner))) == 1
    assert world.slack.called("conversations.history") == []


def test_a_worker_that_was_paused_too_long_after_its_claim_posts_nothing_of_it(world: World) -> None:
    world.say(world.owner, "A-1")
    world.slack.fault("conversations.open", refuse("internal_error"), after(lambda: world.pass_time(46)))
    world.run()
    assert len(world.posted(world.dm(world.owner))) == 1
    assert world.slack.called("conversations.history") == []


def test_a_worker_that_lost_its_lane_meanwhile_does_not_post_what_another_has_posted(world: World) -> None:
    other = world.new_courier()

    def pause() -> None:
        world.pass_time(91)
        while other.step(world.clock.now()):
            pass

    world.say(world.owner, "A-1")
    world.slack.fault("conversations.open", after(pause))
    world.run()
    assert len(world.posted(world.dm(world.owner))) == 1
    assert len(world.slack.called("chat.postMessage")) == 1


def test_who_was_asked_for_the_first_time_is_introduced_by_then_and_not_again(world: World) -> None:
    world.ask()
    with world.store.read(world.clock.now()) as work:
        assert not people.introduced(work, world.owner)
    world.run()
    with world.store.read(world.clock.now()) as work:
        assert people.introduced(work, world.owner)


def test_what_was_cancelled_and_planned_anew_for_later_while_its_lane_was_taken_goes_later(world: World) -> None:
    planned = world.say(world.unit, "A-1")
    later = MORNING + timedelta(hours=1)

    def postpone() -> None:
        elsewhere = make_engine(world.url)
        with Store(elsewhere).write(world.clock.now()) as work:
            row = ledger.get(work, planned)
            assert row is not None
            ledger.cancelled(work, planned, "the day has moved")
            ledger.plan(
                work,
                key=row.key,
                kind=row.kind,
                subject=row.subject,
                lane=row.lane,
                priority=row.priority,
                details=row.details,
                not_before=later,
            )
        elsewhere.dispose()

    world.after_commit[1] = postpone
    world.run()
    [said] = world.posted(world.unit)
    assert float(said["ts"]) >= later.timestamp()
