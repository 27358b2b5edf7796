"""What the app is told, how often, and what becomes of it when nobody answers."""

from datetime import timedelta

import pytest

from sandbox.people import ErrorTriangle
from tests.sandbox.office import MORNING, Office, actions, button


def test_an_event_that_is_not_acked_comes_again_at_once_after_one_minute_and_after_five(office: Office) -> None:
    office.answer = lambda delivery: (500, None)
    office.person().say("92.4")
    came = [office.now]

    while (due := office.workspace.next_retry()) is not None:
        office.now = max(office.now, due)
        came += [office.now] * office.workspace.redeliver_due()

    minutes = [(one - MORNING) / timedelta(minutes=1) for one in came]
    assert minutes == [0, 0, 1, 6]
    assert [one.attempt for one in office.heard] == [3, 3, 3, 3]  # one delivery, told four times
    assert len({one.payload["event_id"] for one in office.heard}) == 1
    assert office.heard[0].state == "failed"


@pytest.mark.parametrize(("status", "reason"), [(500, "http_error"), (None, "http_timeout")])
def test_the_next_attempt_says_what_was_wrong_with_the_last(office: Office, status: int | None, reason: str) -> None:
    office.answer = None
    office.person().say("92.4")
    delivery = office.heard[0]

    if status is None:
        office.workspace.unanswered(delivery.id)
    else:
        office.workspace.acknowledge(delivery.id, status)
    assert (delivery.attempt, delivery.reason) == (1, reason)


def test_an_event_that_was_acked_does_not_come_again(office: Office) -> None:
    office.person().say("92.4")

    assert office.workspace.next_retry() is None
    assert office.heard[0].state == "acked"


def test_events_are_kept_for_an_app_that_is_not_there(office: Office) -> None:
    office.workspace.outlet = None
    office.person().say("92.4")
    office.workspace.outlet = office._take

    assert office.workspace.redeliver_due() == 1
    assert [one["text"] for one in office.events("message")] == ["92.4"]


def test_nothing_that_was_pressed_comes_again(office: Office) -> None:
    office.answer = lambda delivery: (500, None)

    with pytest.raises(ErrorTriangle):
        office.person().command("/stocktake")
    assert office.workspace.next_retry() is None
    assert len(office.heard) == 1


def test_what_is_pressed_while_the_app_is_not_there_fails_at_once(office: Office) -> None:
    ts = office.post(blocks=[actions(button("Answer"))])
    office.workspace.outlet = None
    message = office.person().read(office.channel)[0]
    assert message["ts"] == ts

    with pytest.raises(ErrorTriangle, match="not connected"):
        office.person().press(message, "Answer")


def test_only_direct_messages_are_told(office: Office) -> None:
    office.person().say("Good morning", office.channel)
    office.person().say("92.4 &c <b>")

    told = office.events("message")
    assert [(one["text"], one["channel_type"]) for one in told] == [("92.4 &amp;c &lt;b&gt;", "im")]
    assert told[0]["event_ts"] == told[0]["ts"]


def test_an_edit_tells_both_versions(office: Office) -> None:
    office.person().say("92.4")
    office.person().edit(office.person().dm()[0], "94.2")

    told = office.events("message")[-1]
    assert (told["subtype"], told["channel_type"]) == ("message_changed", "im")
    assert (told["previous_message"]["text"], told["message"]["text"]) == ("92.4", "94.2")
    assert told["message"]["edited"]["user"] == office.analyst
    assert told["message"]["ts"] == told["previous_message"]["ts"] != told["ts"]


def test_a_deletion_tells_what_is_gone(office: Office) -> None:
    office.person().say("92.4")
    sent = office.person().dm()[0]
    office.person().delete(sent)

    told = office.events("message")[-1]
    assert (told["subtype"], told["deleted_ts"]) == ("message_deleted", sent["ts"])
    assert told["previous_message"]["text"] == "92.4"
    assert office.person().dm() == []


def test_a_mention_in_a_channel_is_an_event_of_its_own(office: Office) -> None:
    office.person().say(f"<@{office.app.bot_user}> what is late?", office.channel)
    office.person().say("nothing for you", office.channel)

    assert [one["text"] for one in office.events("app_mention")] == [f"<@{office.app.bot_user}> what is late?"]


def test_a_reply_names_its_thread(office: Office) -> None:
    parent = office.post(channel=office.analyst)
    office.person().reply(office.person().dm()[0], "92.4")

    assert office.events("message")[-1]["thread_ts"] == parent


def test_who_joins_a_channel_of_the_app_is_told(office: Office) -> None:
    hall = office.workspace.add_channel("hall", (office.app.bot_user,))
    elsewhere = office.workspace.add_channel("elsewhere")
    office.workspace.invite(office.analyst, hall)
    office.workspace.invite(office.analyst, elsewhere)

    assert [(one["user"], one["channel"]) for one in office.events("member_joined_channel")] == [(office.analyst, hall)]


def test_settled_deliveries_are_forgotten_but_for_the_last_hundred(office: Office) -> None:
    for number in range(150):
        office.person().say(str(number))

    assert len(office.workspace.state.deliveries) == 100


def test_two_apps_are_told_apart(office: Office) -> None:
    other = office.workspace.install_app("Kettle", commands=("/kettle",))
    kettle = office.workspace.act(office.analyst, "direct", {"app": "Kettle"})["channel"]
    office.person().do("send", channel=kettle, text="On")
    office.person().do("command", channel=kettle, text="/kettle on")

    assert {one.app for one in office.heard} == {other.app_id}
    body = office.workspace.call("chat.update", {"channel": kettle, "ts": "1.0", "text": "x"}, office.app.bot_token)
    assert body["error"] == "channel_not_found"
