"""What the app is told, how often, and what becomes of it when nobody answers."""

from datetime import timedelta

import pytest

from sandbox.people import ErrorTriangle
from tests.sandbox.bureau import MORNING, Bureau, actions, button


def test_an_event_that_is_not_acked_comes_again_at_once_after_one_minute_and_after_five(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (500, None)
    bureau.person().say("92.4")
    came = [bureau.now]

    while (due := bureau.workspace.next_retry()) is not None:
        bureau.now = max(bureau.now, due)
        came += [bureau.now] * bureau.workspace.redeliver_due()

    minutes = [(one - MORNING) / timedelta(minutes=1) for one in came]
    assert minutes == [0, 0, 1, 6]
    assert [one.attempt for one in bureau.heard] == [3, 3, 3, 3]  # one delivery, told four times
    assert len({one.payload["event_id"] for one in bureau.heard}) == 1
    assert bureau.heard[0].state == "failed"


@pytest.mark.parametrize(("status", "reason"), [(500, "http_error"), (None, "http_timeout")])
def test_the_next_attempt_says_what_was_wrong_with_the_last(bureau: Bureau, status: int | None, reason: str) -> None:
    bureau.answer = None
    bureau.person().say("92.4")
    delivery = bureau.heard[0]

    if status is None:
        bureau.workspace.unanswered(delivery.id)
    else:
        bureau.workspace.acknowledge(delivery.id, status)
    assert (delivery.attempt, delivery.reason) == (1, reason)


def test_an_event_that_was_acked_does_not_come_again(bureau: Bureau) -> None:
    bureau.person().say("92.4")

    assert bureau.workspace.next_retry() is None
    assert bureau.heard[0].state == "acked"


def test_events_are_kept_for_an_app_that_is_not_there(bureau: Bureau) -> None:
    bureau.workspace.outlet = None
    bureau.person().say("92.4")
    bureau.workspace.outlet = bureau._take

    assert bureau.workspace.redeliver_due() == 1
    assert [one["text"] for one in bureau.events("message")] == ["92.4"]


def test_nothing_that_was_pressed_comes_again(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (500, None)

    with pytest.raises(ErrorTriangle):
        bureau.person().command("/stocktake")
    assert bureau.workspace.next_retry() is None
    assert len(bureau.heard) == 1


def test_what_is_pressed_while_the_app_is_not_there_fails_at_once(bureau: Bureau) -> None:
    ts = bureau.post(blocks=[actions(button("Answer"))])
    bureau.workspace.outlet = None
    message = bureau.person().read(bureau.channel)[0]
    assert message["ts"] == ts

    with pytest.raises(ErrorTriangle, match="not connected"):
        bureau.person().press(message, "Answer")


def test_only_direct_messages_are_told(bureau: Bureau) -> None:
    bureau.person().say("Good morning", bureau.channel)
    bureau.person().say("92.4 &c <b>")

    told = bureau.events("message")
    assert [(one["text"], one["channel_type"]) for one in told] == [("92.4 &amp;c &lt;b&gt;", "im")]
    assert told[0]["event_ts"] == told[0]["ts"]


def test_an_edit_tells_both_versions(bureau: Bureau) -> None:
    bureau.person().say("92.4")
    bureau.person().edit(bureau.person().dm()[0], "94.2")

    told = bureau.events("message")[-1]
    assert (told["subtype"], told["channel_type"]) == ("message_changed", "im")
    assert (told["previous_message"]["text"], told["message"]["text"]) == ("92.4", "94.2")
    assert told["message"]["edited"]["user"] == bureau.analyst
    assert told["message"]["ts"] == told["previous_message"]["ts"] != told["ts"]


def test_a_deletion_tells_what_is_gone(bureau: Bureau) -> None:
    bureau.person().say("92.4")
    sent = bureau.person().dm()[0]
    bureau.person().delete(sent)

    told = bureau.events("message")[-1]
    assert (told["subtype"], told["deleted_ts"]) == ("message_deleted", sent["ts"])
    assert told["previous_message"]["text"] == "92.4"
    assert bureau.person().dm() == []


def test_a_mention_in_a_channel_is_an_event_of_its_own(bureau: Bureau) -> None:
    bureau.person().say(f"<@{bureau.app.bot_user}> what is late?", bureau.channel)
    bureau.person().say("nothing for you", bureau.channel)

    assert [one["text"] for one in bureau.events("app_mention")] == [f"<@{bureau.app.bot_user}> what is late?"]


def test_a_reply_names_its_thread(bureau: Bureau) -> None:
    parent = bureau.post(channel=bureau.analyst)
    bureau.person().reply(bureau.person().dm()[0], "92.4")

    assert bureau.events("message")[-1]["thread_ts"] == parent


def test_who_joins_a_channel_of_the_app_is_told(bureau: Bureau) -> None:
    hall = bureau.workspace.add_channel("hall", (bureau.app.bot_user,))
    elsewhere = bureau.workspace.add_channel("elsewhere")
    bureau.workspace.invite(bureau.analyst, hall)
    bureau.workspace.invite(bureau.analyst, elsewhere)

    assert [(one["user"], one["channel"]) for one in bureau.events("member_joined_channel")] == [(bureau.analyst, hall)]


def test_settled_deliveries_are_forgotten_but_for_the_last_hundred(bureau: Bureau) -> None:
    for number in range(150):
        bureau.person().say(str(number))

    assert len(bureau.workspace.state.deliveries) == 100


def test_two_apps_are_told_apart(bureau: Bureau) -> None:
    other = bureau.workspace.install_app("Kettle", commands=("/kettle",))
    kettle = bureau.workspace.act(bureau.analyst, "direct", {"app": "Kettle"})["channel"]
    bureau.person().do("send", channel=kettle, text="On")
    bureau.person().do("command", channel=kettle, text="/kettle on")

    assert {one.app for one in bureau.heard} == {other.app_id}
    body = bureau.workspace.call("chat.update", {"channel": kettle, "ts": "1.0", "text": "x"}, bureau.app.bot_token)
    assert body["error"] == "channel_not_found"
