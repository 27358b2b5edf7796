"""What the app is told of messages and people, and when it is told again."""

from datetime import timedelta

import pytest

from tests.sandbox.office import MORNING, Office, actions, button


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_message_arrives_as_an_event(office: Office) -> None:
    dm = office.open_dm()
    ts = office.act(office.director, "send", channel=dm, text="R&D <b> <!channel>")["ts"]
    (outer,) = (one.payload for one, _ in office.told)
    assert (outer["type"], outer["api_app_id"], outer["event_time"]) == (
        "event_callback",
        office.app.app_id,
        int(MORNING.timestamp()),
    )
    event = outer["event"]
    assert {key: event[key] for key in ("type", "user", "text", "ts", "event_ts", "channel", "channel_type")} == {
        "type": "message",
        "user": office.director,
        "text": "R&amp;D &lt;b&gt; &lt;!channel&gt;",
        "ts": ts,
        "event_ts": ts,
        "channel": dm,
        "channel_type": "im",
    }


def test_an_edit_arrives_with_what_it_was(office: Office) -> None:
    dm = office.open_dm()
    ts = office.act(office.director, "send", channel=dm, text="Seven")["ts"]
    office.act(office.director, "edit", channel=dm, ts=ts, text="Eight")
    event = office.payloads()[-1]
    assert (event["subtype"], event["channel"], event["hidden"]) == ("message_changed", dm, True)
    assert (event["message"]["text"], event["previous_message"]["text"]) == ("Eight", "Seven")
    assert event["message"]["ts"] == event["previous_message"]["ts"] == ts
    assert event["message"]["edited"]["user"] == office.director
    assert "edited" not in event["previous_message"]
    assert event["event_ts"] > ts


def test_a_deletion_arrives_with_what_it_was(office: Office) -> None:
    dm = office.open_dm()
    ts = office.act(office.director, "send", channel=dm, text="Seven")["ts"]
    office.act(office.director, "delete", channel=dm, ts=ts)
    event = office.payloads()[-1]
    assert (event["subtype"], event["deleted_ts"], event["previous_message"]["text"]) == (
        "message_deleted",
        ts,
        "Seven",
    )


def test_only_direct_messages_and_mentions_arrive(office: Office) -> None:
    office.act(office.director, "send", channel=office.channel, text="Hello all")
    assert office.payloads() == []
    office.act(office.director, "send", channel=office.channel, text=f"<@{office.app.bot_user}> R&D <b>")
    (event,) = office.payloads()
    assert (event["type"], event["channel"]) == ("app_mention", office.channel)
    assert event["text"] == f"<@{office.app.bot_user}> R&amp;D &lt;b&gt;"


def test_whoever_comes_leaves_or_changes_is_told(office: Office) -> None:
    guest = office.workspace.add_person("guest", "Guest", guest=True)
    office.workspace.invite(guest, office.channel)
    office.workspace.change_person(guest, tz="Asia/Tokyo")
    office.workspace.deactivate(guest)
    office.act(office.director, "home")
    joined, changed, left, opened = office.payloads()
    assert (joined["type"], joined["user"], joined["channel"]) == ("member_joined_channel", guest, office.channel)
    assert (changed["type"], changed["user"]["tz"], changed["user"]["deleted"]) == ("user_change", "Asia/Tokyo", False)
    assert left["user"]["deleted"]
    assert (opened["type"], opened["user"], opened["tab"]) == ("app_home_opened", office.director, "home")


def test_an_event_that_is_not_acked_is_told_at_once_after_one_and_after_five_minutes(office: Office) -> None:
    office.status = None
    office.act(office.director, "send", channel=office.open_dm(), text="Hello")
    waits, before = [], MORNING
    while (due := office.workspace.next_retry()) is not None:
        waits.append(due - before)
        office.now = before = due
        assert office.workspace.redeliver_due() == 1
    assert waits == [timedelta(0), timedelta(minutes=1), timedelta(minutes=5)]
    assert [attempt for _, attempt in office.told] == [0, 1, 2, 3]
    assert len({one.payload["event_id"] for one, _ in office.told}) == 1
    assert (office.told[0][0].reason, office.told[0][0].state) == ("http_timeout", "failed")


def test_an_event_is_not_told_again_before_its_time(office: Office) -> None:
    office.status = None
    office.act(office.director, "send", channel=office.open_dm(), text="Hello")
    office.workspace.redeliver_due()
    office.later(seconds=59)
    assert office.workspace.redeliver_due() == 0
    office.later(seconds=1)
    assert office.workspace.redeliver_due() == 1


def test_an_event_is_told_again_until_it_is_acked(office: Office) -> None:
    office.status = 500
    office.act(office.director, "send", channel=office.open_dm(), text="Hello")
    assert office.told[0][0].reason == "http_error"
    office.status = 200
    office.workspace.redeliver_due()
    assert office.told[0][0].state == "acked"
    assert office.workspace.next_retry() is None
    office.later(minutes=10)
    assert office.workspace.redeliver_due() == 0


def test_a_press_and_a_command_are_never_told_again(office: Office) -> None:
    message = office.post(actions(button()))
    office.status = None
    args = {"channel": office.channel, "ts": message["ts"], "action_id": "answer"}
    for sent in (
        office.act(office.director, "click", **args),
        office.act(office.director, "command", channel=office.channel, text="/stocktake"),
    ):
        receipt = office.act(office.director, "receipt", delivery=sent["delivery"])
        assert receipt == {"state": "failed", "error": "Slack shows an error: the app did not answer."}
    assert office.workspace.next_retry() is None


def test_while_no_app_is_connected_presses_fail_and_events_are_told_later(office: Office) -> None:
    hear, office.workspace.outlet = office.workspace.outlet, None
    sent = office.act(office.director, "command", channel=office.channel, text="/stocktake")
    assert office.act(office.director, "receipt", delivery=sent["delivery"])["state"] == "failed"
    office.act(office.director, "send", channel=office.open_dm(), text="Hello")
    office.workspace.outlet = hear
    office.workspace.redeliver_due()
    (told,) = (one for one, _ in office.told)
    assert (told.payload["event"]["text"], told.reason, told.state) == ("Hello", "connection_failed", "acked")
