"""What people said while nobody listened is heard, once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.routines import hearing, people
from bot.routines.addressing import Said
from bot.store import people as directory
from bot.store import requests
from bot.store.engine import make_engine
from bot.store.unit import Store, StoreBusy
from domain.request import RequestState
from tests.bot.courier.world import MORNING, World
from tests.support.slack import after, die_after, drop_before, rate_limit, refuse


def _asked(world: World) -> tuple[int, str, str]:
    """The request, and where it was asked: conversation and ts."""
    row, planned = world.ask()
    world.run()
    message = world.row(planned)
    assert message.channel is not None
    assert message.ts is not None
    return row.id, message.channel, message.ts


def _state(world: World, request_id: int) -> RequestState:
    with world.store.read(world.clock.now()) as work:
        return requests.get(work, request_id).state


def _say(world: World, channel: str, text: str, thread_ts: str | None = None) -> dict[str, Any]:
    arguments = {"channel": channel, "text": text} | ({"thread_ts": thread_ts} if thread_ts else {})
    return world.workspace.act(world.owner, "send", arguments)


def _answers(world: World, request_id: int) -> int:
    with world.store.read(world.clock.now()) as work:
        return len(requests.answers(work, request_id))


def _catch_up(world: World) -> None:
    world.courier.start(world.clock.now())
    world.run(until=world.clock.now() + timedelta(minutes=30))


@pytest.mark.parametrize("in_thread", [True, False])
def test_a_figure_sent_while_nobody_listened_is_recorded(either_world: World, in_thread: bool) -> None:
    world = either_world
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts if in_thread else None)
    _catch_up(world)
    assert _state(world, request_id) is RequestState.ANSWERED


def test_what_was_heard_already_is_not_heard_again(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)
    _catch_up(world)
    _catch_up(world)
    assert _answers(world, request_id) == 1


def test_what_came_as_an_event_is_known_when_it_is_read(world: World) -> None:
    request_id, channel, ts = _asked(world)
    said = _say(world, channel, "90.02", ts)
    with world.store.write(world.clock.now()) as work:
        heard = Said(channel=channel, ts=said["ts"], text="90.02", thread_ts=ts)
        hearing.hear(work, people.person(work, world.owner), heard)
    _catch_up(world)
    assert _answers(world, request_id) == 1


def test_an_edit_made_while_nobody_listened_corrects_the_figure(world: World) -> None:
    request_id, channel, ts = _asked(world)
    said = _say(world, channel, "90.02", ts)
    _catch_up(world)
    world.pass_time(60)
    world.workspace.act(world.owner, "edit", {"channel": channel, "ts": said["ts"], "text": "90.05"})
    _catch_up(world)
    assert _answers(world, request_id) == 2


def test_what_the_bot_itself_said_is_nobodys_answer(world: World) -> None:
    request_id, _, _ = _asked(world)
    sent = len(world.slack.called("chat.postMessage"))
    _catch_up(world)
    assert _state(world, request_id) is RequestState.SENT
    assert len(world.slack.called("chat.postMessage")) == sent


@pytest.mark.parametrize("in_thread", [True, False])
def test_sayings_are_heard_in_the_order_they_were_said(world: World, in_thread: bool) -> None:
    request_id, channel, ts = _asked(world)
    for figure in ("90.01", "90.02", "90.03"):
        _say(world, channel, figure, ts if in_thread else None)
        world.pass_time(1)
    _catch_up(world)
    with world.store.read(world.clock.now()) as work:
        given = [answer.receipt for answer in requests.answers(work, request_id)]
    assert given == sorted(given)
    assert len(given) == 3


def test_it_reads_every_page_and_at_most_twenty_a_minute(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)
    world.workspace.state.limits = False
    for number in range(450):
        arguments = {"channel": channel, "text": f"talk {number}", "thread_ts": ts}
        world.workspace.call("chat.postMessage", arguments, world.app.bot_token)
    started = world.clock.now()
    world.courier.start(started)
    reads = 0
    while reads < 4:
        if not world.courier.step(world.clock.now()):
            world.clock.wait(world.courier.next_at(world.clock.now()))
        reads = len(world.slack.called("conversations.history") + world.slack.called("conversations.replies"))
    assert world.clock.now() - started == timedelta(seconds=9)
    assert _state(world, request_id) is RequestState.ANSWERED


@pytest.mark.parametrize("fault", [drop_before, rate_limit(40), refuse("internal_error")])
def test_what_could_not_be_read_is_read_later(world: World, fault: Any) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)
    world.slack.fault("conversations.replies", fault, fault)
    _catch_up(world)
    assert _state(world, request_id) is RequestState.ANSWERED


def test_a_conversation_that_may_not_be_read_is_left_to_the_next_round(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)
    world.slack.fault("conversations.history", refuse("channel_not_found"))
    _catch_up(world)
    assert _state(world, request_id) is RequestState.SENT
    world.pass_time(3600)
    world.run(until=world.clock.now() + timedelta(minutes=1))
    assert _state(world, request_id) is RequestState.ANSWERED


def test_a_reply_under_any_message_of_the_bots_is_heard(world: World) -> None:
    request_id, channel, _ = _asked(world)
    _say(world, channel, "what is this?")
    _catch_up(world)
    told = max(float(one["ts"]) for one in world.workspace.state.conversations[channel].messages if one.get("app_id"))
    world.pass_time(7200)
    _say(world, channel, "90.02", f"{told:.6f}")
    _catch_up(world)
    assert _state(world, request_id) is RequestState.ANSWERED


def test_an_edit_days_after_the_answer_is_found_by_a_start(world: World) -> None:
    request_id, channel, ts = _asked(world)
    said = _say(world, channel, "90.02", ts)
    _catch_up(world)
    world.pass_time(6 * 86400)
    world.workspace.act(world.owner, "edit", {"channel": channel, "ts": said["ts"], "text": "90.05"})
    _catch_up(world)
    assert _answers(world, request_id) == 2


def test_a_process_that_died_while_reading_reads_again(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)
    world.slack.fault("conversations.replies", die_after)
    world.courier.start(world.clock.now())
    world.run_through_deaths(until=MORNING + timedelta(minutes=5))
    _catch_up(world)
    assert _answers(world, request_id) == 1


def test_busy_records_lose_no_saying(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)

    def busy() -> None:
        raise StoreBusy

    world.slack.fault("conversations.replies", after(busy))
    world.courier.start(world.clock.now())
    with pytest.raises(StoreBusy):
        world.run(until=MORNING + timedelta(minutes=5))
    world.run(until=MORNING + timedelta(minutes=5))
    assert _answers(world, request_id) == 1


def test_it_reads_again_every_hour_and_after_the_clock_was_set_back(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _catch_up(world)
    world.clock.move_to(MORNING - timedelta(hours=3))
    _say(world, channel, "90.02", ts)
    world.run(until=MORNING - timedelta(hours=1))
    assert _state(world, request_id) is RequestState.ANSWERED


def test_before_the_start_nothing_is_read(world: World) -> None:
    _asked(world)
    assert world.courier.next_at(world.clock.now()) is None


def test_an_hour_later_whoever_is_awake_reads_again(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _catch_up(world)
    _say(world, channel, "90.02", ts)
    world.pass_time(1800)
    world.run(until=world.clock.now() + timedelta(minutes=1))
    assert _state(world, request_id) is RequestState.SENT
    world.pass_time(1801)
    world.run(until=world.clock.now() + timedelta(minutes=1))
    assert _state(world, request_id) is RequestState.ANSWERED


def test_the_records_are_asked_only_about_what_was_not_there_an_hour_ago(world: World) -> None:
    request_id, channel, ts = _asked(world)
    _say(world, channel, "90.02", ts)
    _catch_up(world)
    asked: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda _c, _d, statement, *_: asked.append(statement))

    def next_hour() -> int:
        """How often the records are asked of receipts or of marks."""
        asked.clear()
        world.pass_time(3601)
        world.run(until=world.clock.now() + timedelta(minutes=1))
        return sum("FROM receipt" in one or "FROM watermark \nWHERE watermark.conversation >=" in one for one in asked)

    next_hour()  # the bot's own reply
    assert next_hour() == 0
    _say(world, channel, "91.02", ts)
    assert next_hour() > 0
    assert _answers(world, request_id) == 2


def test_of_two_workers_one_reads_each_hour_and_both_at_their_start(either_world: World) -> None:
    world = either_world
    with world.store.write(world.clock.now()) as work:
        directory.set_conversation(work, world.owner, world.dm(world.owner))
    world.say(world.owner, "A-1")
    world.run()
    engine = make_engine(world.url)
    other = world.new_courier(Store(engine))

    def reads() -> int:
        """In how many rounds somebody reads within the next minutes."""
        before = len(world.slack.called("conversations.history"))
        for _ in range(20):
            for worker in (world.courier, other):
                while worker.step(world.clock.now()):
                    pass
            world.pass_time(10)
        return len(world.slack.called("conversations.history")) - before

    for worker in (world.courier, other):
        worker.start(world.clock.now())
    assert reads() == 2
    for _ in range(3):
        world.pass_time(3600)
        assert reads() == 1
    engine.dispose()
