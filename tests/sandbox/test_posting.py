"""What an app says, how it changes it, and how it finds it again."""

from typing import Any

import pytest

from tests.sandbox.office import Office, actions, button, section

PAYLOAD = {"event_type": "stocktake", "event_payload": {"id": "opaque"}}


def history(office: Office, **args: Any) -> list[str]:
    return [one["text"] for one in office.ok("conversations.history", channel=office.channel, **args)["messages"]]


def test_instants_grow_though_the_clock_stands_still(office: Office) -> None:
    first, second = office.post("one"), office.post("two")

    assert first == "1506326400.000000"
    assert second == "1506326400.000001"


def test_history_begins_with_the_newest_and_leaves_replies_out(office: Office) -> None:
    parent = office.post("one")
    office.post("reply", thread_ts=parent)
    office.post("two")

    assert history(office) == ["two", "one"]
    thread = office.ok("conversations.replies", channel=office.channel, ts=parent)["messages"]
    assert [one["text"] for one in thread] == ["one", "reply"]
    assert thread[0]["reply_count"] == 1


def test_history_comes_in_pages(office: Office) -> None:
    for text in ("one", "two", "three"):
        office.post(text)
    first = office.ok("conversations.history", channel=office.channel, limit=2)
    cursor = first["response_metadata"]["next_cursor"]

    assert first["has_more"] is True
    assert history(office, limit=2, cursor=cursor) == ["one"]


@pytest.mark.parametrize(
    ("inclusive", "found"), [(False, ["two"]), (True, ["three", "two", "one"]), ("1", ["three", "two", "one"])]
)
def test_the_ends_of_a_time_count_only_when_asked_for(office: Office, inclusive: object, found: list[str]) -> None:
    first, _, last = office.post("one"), office.post("two"), office.post("three")

    assert history(office, oldest=first, latest=last, inclusive=inclusive) == found


def test_whole_seconds_do_for_a_time(office: Office) -> None:
    office.post("one")
    office.pass_time(seconds=10)
    office.post("two")

    assert history(office, oldest="1506326405") == ["two"]
    assert history(office, latest=1506326405.5, oldest=0) == ["one"]
    assert office.error("conversations.history", channel=office.channel, oldest="then") == "invalid_ts_oldest"
    assert office.error("conversations.history", channel=office.channel, latest="then") == "invalid_ts_latest"


def test_a_thread_that_is_not_there_is_not_found(office: Office) -> None:
    assert office.error("conversations.replies", channel=office.channel, ts="1.0") == "thread_not_found"
    assert office.error("chat.postMessage", channel=office.channel, text="x", thread_ts="1.0") == "thread_not_found"


def test_metadata_is_told_only_when_asked_for(office: Office) -> None:
    office.post(metadata=PAYLOAD)

    asked = office.ok("conversations.history", channel=office.channel, include_all_metadata=True)["messages"]
    assert asked[0]["metadata"] == PAYLOAD
    assert "metadata" not in office.ok("conversations.history", channel=office.channel)["messages"][0]


@pytest.mark.parametrize("metadata", ["no JSON", "[]", {"event_type": "x"}, {"event_type": 1, "event_payload": {}}])
def test_metadata_of_another_shape_is_refused(office: Office, metadata: object) -> None:
    assert office.error("chat.postMessage", channel=office.channel, text="x", metadata=metadata) == (
        "invalid_metadata_format"
    )


def test_an_edit_keeps_metadata_and_loses_blocks_that_are_not_given_again(office: Office) -> None:
    ts = office.post(blocks=[section("Please answer")], metadata=PAYLOAD)

    office.ok("chat.update", channel=office.channel, ts=ts, text="Answered")

    message = office.ok("conversations.history", channel=office.channel, include_all_metadata=True)["messages"][0]
    assert (message["text"], message["metadata"]) == ("Answered", PAYLOAD)
    assert "blocks" not in message
    assert message["edited"]["user"] == office.app.bot_user


def test_empty_metadata_takes_the_old_away(office: Office) -> None:
    ts = office.post(metadata=PAYLOAD)

    office.ok("chat.update", channel=office.channel, ts=ts, text="Answered", metadata={})

    asked = office.ok("conversations.history", channel=office.channel, include_all_metadata=True)["messages"]
    assert "metadata" not in asked[0]


def test_only_its_own_messages_an_app_may_change(office: Office) -> None:
    theirs = office.person().say("Mine", office.channel)["ts"]
    place = {"channel": office.channel}

    assert office.error("chat.update", **place, ts=theirs, text="x") == "cant_update_message"
    assert office.error("chat.delete", **place, ts=theirs) == "cant_delete_message"
    assert office.error("chat.update", **place, ts="1.0", text="x") == "message_not_found"
    assert office.error("chat.delete", **place, ts="1.0") == "message_not_found"
    assert office.error("chat.getPermalink", **place, message_ts="1.0") == "message_not_found"


def test_an_edit_needs_the_conversation_and_not_the_person(office: Office) -> None:
    ts = office.post(channel=office.analyst)

    assert office.error("chat.update", channel=office.analyst, ts=ts, text="x") == "channel_not_found"
    assert office.ok("chat.update", channel=office.dm(office.analyst), ts=ts, text="x")["text"] == "x"


def test_a_message_to_somebody_who_left_is_taken_silently(office: Office) -> None:
    office.workspace.deactivate(office.analyst)

    assert office.ok("chat.postMessage", channel=office.analyst, text="Hello")["channel"].startswith("D")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": "no JSON"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [section("y" * 3000)] * 4}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": [section("")]}, "invalid_blocks"),
    ],
)
def test_a_message_that_cannot_be_shown_is_refused(office: Office, args: dict[str, Any], code: str) -> None:
    assert office.error("chat.postMessage", channel=office.channel, **args) == code
    assert history(office) == []


def test_an_edit_takes_less_text_than_a_message(office: Office) -> None:
    ts = office.post("x" * 4001)

    assert office.error("chat.update", channel=office.channel, ts=ts, text="x" * 4001) == "msg_too_long"
    assert office.ok("chat.update", channel=office.channel, ts=ts, text="x" * 4000)["ts"] == ts


def test_blocks_without_a_name_get_one(office: Office) -> None:
    given = [
        section("Please answer"),
        {"type": "actions", "elements": [{"type": "button", "text": button("Go")["text"]}]},
    ]

    posted = office.ok("chat.postMessage", channel=office.channel, blocks=given)["message"]["blocks"]

    assert len({one["block_id"] for one in posted}) == 2
    assert posted[1]["elements"][0]["action_id"]
    assert "block_id" not in given[0]


def test_what_was_posted_does_not_change_with_what_the_caller_does_next(office: Office) -> None:
    given = [section("Please answer")]
    office.post(blocks=given)

    given[0]["text"]["text"] = "Never mind"

    shown = office.ok("conversations.history", channel=office.channel)["messages"][0]["blocks"]
    assert shown[0]["text"]["text"] == "Please answer"


def test_a_deleted_message_is_gone(office: Office) -> None:
    ts = office.post()

    office.ok("chat.delete", channel=office.channel, ts=ts)

    assert history(office) == []


def test_a_deleted_reply_is_no_longer_counted(office: Office) -> None:
    parent = office.post("one")
    reply = office.post("two", thread_ts=parent)

    office.ok("chat.delete", channel=office.channel, ts=reply)

    thread = office.ok("conversations.replies", channel=office.channel, ts=parent)["messages"]
    assert [(one["text"], one["reply_count"]) for one in thread] == [("one", 0)]


def test_a_deleted_message_with_replies_leaves_a_tombstone(office: Office) -> None:
    place = office.dm(office.analyst)
    sent = office.person().say("92.4")
    office.post("Thank you", channel=place, thread_ts=sent["ts"])

    office.person().delete(sent | {"channel": place})

    told = office.events("message")[-1]
    assert told["subtype"] == "message_changed"
    assert (told["message"]["subtype"], told["previous_message"]["text"]) == ("tombstone", "92.4")
    thread = office.ok("conversations.replies", channel=place, ts=sent["ts"])["messages"]
    assert [one["text"] for one in thread] == ["This message was deleted.", "Thank you"]


def test_a_whisper_is_for_one_person(office: Office) -> None:
    office.ok("chat.postEphemeral", channel=office.channel, user=office.analyst, text="Only you")

    assert [one["text"] for one in office.person(office.analyst).whispers()] == ["Only you"]
    assert office.person(office.director).whispers() == []
    assert history(office) == []
    outsider = office.workspace.add_person("outsider", "auditor")
    assert office.error("chat.postEphemeral", channel=office.channel, user=outsider, text="x") == "user_not_in_channel"


def test_a_link_leads_to_the_message(office: Office) -> None:
    ts = office.post()

    link = office.ok("chat.getPermalink", channel=office.channel, message_ts=ts)["permalink"]

    assert link.endswith(f"/archives/{office.channel}/p{ts.replace('.', '')}")


def test_a_form_says_the_same_as_json(office: Office) -> None:
    ts = office.post(blocks='[{"type": "divider"}]', metadata='{"event_type": "a", "event_payload": {}}')

    found = office.ok(
        "conversations.history", channel=office.channel, include_all_metadata="1", latest=ts, inclusive="1"
    )
    assert found["messages"][0]["metadata"] == {"event_type": "a", "event_payload": {}}
    assert found["messages"][0]["blocks"][0]["type"] == "divider"


def test_its_own_direct_message_is_an_event_for_the_app_too(office: Office) -> None:
    office.post("Hello", channel=office.analyst, metadata=PAYLOAD)

    told = office.events("message")[-1]
    assert (told["bot_id"][:1], told["channel_type"]) == ("B", "im")
    assert "metadata" not in told


def test_buttons_may_share_a_name_only_across_blocks(office: Office) -> None:
    apart = [{**actions(button("A")), "block_id": "a"}, {**actions(button("B")), "block_id": "b"}]

    office.post(blocks=apart)
    assert office.error("chat.postMessage", channel=office.channel, blocks=[actions(button("A"), button("B"))]) == (
        "invalid_blocks"
    )
