"""What an app says, how it changes it, and how it finds it again."""

from typing import Any

import pytest

from tests.sandbox.bureau import Bureau, actions, button, section

PAYLOAD = {"event_type": "stocktake", "event_payload": {"id": "opaque"}}


def history(bureau: Bureau, **args: Any) -> list[str]:
    return [one["text"] for one in bureau.ok("conversations.history", channel=bureau.channel, **args)["messages"]]


def test_instants_grow_though_the_clock_stands_still(bureau: Bureau) -> None:
    first, second = bureau.post("one"), bureau.post("two")

    assert first == "1506326400.000000"
    assert second == "1506326400.000001"


def test_history_begins_with_the_newest_and_leaves_replies_out(bureau: Bureau) -> None:
    parent = bureau.post("one")
    bureau.post("reply", thread_ts=parent)
    bureau.post("two")

    assert history(bureau) == ["two", "one"]
    thread = bureau.ok("conversations.replies", channel=bureau.channel, ts=parent)["messages"]
    assert [one["text"] for one in thread] == ["one", "reply"]
    assert thread[0]["reply_count"] == 1


def test_history_comes_in_pages(bureau: Bureau) -> None:
    for text in ("one", "two", "three"):
        bureau.post(text)
    first = bureau.ok("conversations.history", channel=bureau.channel, limit=2)
    cursor = first["response_metadata"]["next_cursor"]

    assert first["has_more"] is True
    assert history(bureau, limit=2, cursor=cursor) == ["one"]


@pytest.mark.parametrize(
    ("inclusive", "found"), [(False, ["two"]), (True, ["three", "two", "one"]), ("1", ["three", "two", "one"])]
)
def test_the_ends_of_a_time_count_only_when_asked_for(bureau: Bureau, inclusive: object, found: list[str]) -> None:
    first, _, last = bureau.post("one"), bureau.post("two"), bureau.post("three")

    assert history(bureau, oldest=first, latest=last, inclusive=inclusive) == found


def test_whole_seconds_do_for_a_time(bureau: Bureau) -> None:
    bureau.post("one")
    bureau.pass_time(seconds=10)
    bureau.post("two")

    assert history(bureau, oldest="1506326405") == ["two"]
    assert history(bureau, latest=1506326405.5, oldest=0) == ["one"]
    assert bureau.error("conversations.history", channel=bureau.channel, oldest="then") == "invalid_ts_oldest"
    assert bureau.error("conversations.history", channel=bureau.channel, latest="then") == "invalid_ts_latest"


def test_a_thread_that_is_not_there_is_not_found(bureau: Bureau) -> None:
    assert bureau.error("conversations.replies", channel=bureau.channel, ts="1.0") == "thread_not_found"
    assert bureau.error("chat.postMessage", channel=bureau.channel, text="x", thread_ts="1.0") == "thread_not_found"


def test_metadata_is_told_only_when_asked_for(bureau: Bureau) -> None:
    bureau.post(metadata=PAYLOAD)

    asked = bureau.ok("conversations.history", channel=bureau.channel, include_all_metadata=True)["messages"]
    assert asked[0]["metadata"] == PAYLOAD
    assert "metadata" not in bureau.ok("conversations.history", channel=bureau.channel)["messages"][0]


@pytest.mark.parametrize("metadata", ["no JSON", "[]", {"event_type": "x"}, {"event_type": 1, "event_payload": {}}])
def test_metadata_of_another_shape_is_refused(bureau: Bureau, metadata: object) -> None:
    assert bureau.error("chat.postMessage", channel=bureau.channel, text="x", metadata=metadata) == (
        "invalid_metadata_format"
    )


def test_an_edit_keeps_metadata_and_loses_blocks_that_are_not_given_again(bureau: Bureau) -> None:
    ts = bureau.post(blocks=[section("Please answer")], metadata=PAYLOAD)

    bureau.ok("chat.update", channel=bureau.channel, ts=ts, text="Answered")

    message = bureau.ok("conversations.history", channel=bureau.channel, include_all_metadata=True)["messages"][0]
    assert (message["text"], message["metadata"]) == ("Answered", PAYLOAD)
    assert "blocks" not in message
    assert message["edited"]["user"] == bureau.app.bot_user


def test_empty_metadata_takes_the_old_away(bureau: Bureau) -> None:
    ts = bureau.post(metadata=PAYLOAD)

    bureau.ok("chat.update", channel=bureau.channel, ts=ts, text="Answered", metadata={})

    asked = bureau.ok("conversations.history", channel=bureau.channel, include_all_metadata=True)["messages"]
    assert "metadata" not in asked[0]


def test_only_its_own_messages_an_app_may_change(bureau: Bureau) -> None:
    theirs = bureau.person().say("Mine", bureau.channel)["ts"]
    place = {"channel": bureau.channel}

    assert bureau.error("chat.update", **place, ts=theirs, text="x") == "cant_update_message"
    assert bureau.error("chat.delete", **place, ts=theirs) == "cant_delete_message"
    assert bureau.error("chat.update", **place, ts="1.0", text="x") == "message_not_found"
    assert bureau.error("chat.delete", **place, ts="1.0") == "message_not_found"
    assert bureau.error("chat.getPermalink", **place, message_ts="1.0") == "message_not_found"


def test_an_edit_needs_the_conversation_and_not_the_person(bureau: Bureau) -> None:
    ts = bureau.post(channel=bureau.analyst)

    assert bureau.error("chat.update", channel=bureau.analyst, ts=ts, text="x") == "channel_not_found"
    assert bureau.ok("chat.update", channel=bureau.dm(bureau.analyst), ts=ts, text="x")["text"] == "x"


def test_a_message_to_somebody_who_left_is_taken_silently(bureau: Bureau) -> None:
    bureau.workspace.deactivate(bureau.analyst)

    assert bureau.ok("chat.postMessage", channel=bureau.analyst, text="Hello")["channel"].startswith("D")


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
def test_a_message_that_cannot_be_shown_is_refused(bureau: Bureau, args: dict[str, Any], code: str) -> None:
    assert bureau.error("chat.postMessage", channel=bureau.channel, **args) == code
    assert history(bureau) == []


def test_an_edit_takes_less_text_than_a_message(bureau: Bureau) -> None:
    ts = bureau.post("x" * 4001)

    assert bureau.error("chat.update", channel=bureau.channel, ts=ts, text="x" * 4001) == "msg_too_long"
    assert bureau.ok("chat.update", channel=bureau.channel, ts=ts, text="x" * 4000)["ts"] == ts


def test_blocks_without_a_name_get_one(bureau: Bureau) -> None:
    given = [
        section("Please answer"),
        {"type": "actions", "elements": [{"type": "button", "text": button("Go")["text"]}]},
    ]

    posted = bureau.ok("chat.postMessage", channel=bureau.channel, blocks=given)["message"]["blocks"]

    assert len({one["block_id"] for one in posted}) == 2
    assert posted[1]["elements"][0]["action_id"]
    assert "block_id" not in given[0]


def test_what_was_posted_does_not_change_with_what_the_caller_does_next(bureau: Bureau) -> None:
    given = [section("Please answer")]
    bureau.post(blocks=given)

    given[0]["text"]["text"] = "Never mind"

    shown = bureau.ok("conversations.history", channel=bureau.channel)["messages"][0]["blocks"]
    assert shown[0]["text"]["text"] == "Please answer"


def test_a_deleted_message_is_gone(bureau: Bureau) -> None:
    ts = bureau.post()

    bureau.ok("chat.delete", channel=bureau.channel, ts=ts)

    assert history(bureau) == []


def test_a_deleted_reply_is_no_longer_counted(bureau: Bureau) -> None:
    parent = bureau.post("one")
    reply = bureau.post("two", thread_ts=parent)

    bureau.ok("chat.delete", channel=bureau.channel, ts=reply)

    thread = bureau.ok("conversations.replies", channel=bureau.channel, ts=parent)["messages"]
    assert [one["text"] for one in thread] == ["one"]
    assert "reply_count" not in thread[0]


def test_a_deleted_message_with_replies_leaves_a_tombstone(bureau: Bureau) -> None:
    place = bureau.dm(bureau.analyst)
    sent = bureau.person().say("92.4")
    bureau.post("Thank you", channel=place, thread_ts=sent["ts"])

    bureau.person().delete(sent | {"channel": place})

    told = bureau.events("message")[-1]
    assert told["subtype"] == "message_changed"
    assert (told["message"]["subtype"], told["previous_message"]["text"]) == ("tombstone", "92.4")
    thread = bureau.ok("conversations.replies", channel=place, ts=sent["ts"])["messages"]
    assert [one["text"] for one in thread] == ["This message was deleted.", "Thank you"]


def test_a_whisper_is_for_one_person(bureau: Bureau) -> None:
    bureau.ok("chat.postEphemeral", channel=bureau.channel, user=bureau.analyst, text="Only you")

    assert [one["text"] for one in bureau.person(bureau.analyst).whispers()] == ["Only you"]
    assert bureau.person(bureau.director).whispers() == []
    assert history(bureau) == []
    outsider = bureau.workspace.add_person("outsider", "auditor")
    assert bureau.error("chat.postEphemeral", channel=bureau.channel, user=outsider, text="x") == "user_not_in_channel"


def test_a_link_leads_to_the_message(bureau: Bureau) -> None:
    ts = bureau.post()

    link = bureau.ok("chat.getPermalink", channel=bureau.channel, message_ts=ts)["permalink"]

    assert link.endswith(f"/archives/{bureau.channel}/p{ts.replace('.', '')}")


def test_a_form_says_the_same_as_json(bureau: Bureau) -> None:
    ts = bureau.post(blocks='[{"type": "divider"}]', metadata='{"event_type": "a", "event_payload": {}}')

    found = bureau.ok(
        "conversations.history", channel=bureau.channel, include_all_metadata="1", latest=ts, inclusive="1"
    )
    assert found["messages"][0]["metadata"] == {"event_type": "a", "event_payload": {}}
    assert found["messages"][0]["blocks"][0]["type"] == "divider"


def test_its_own_direct_message_is_an_event_for_the_app_too(bureau: Bureau) -> None:
    bureau.post("Hello", channel=bureau.analyst, metadata=PAYLOAD)

    told = bureau.events("message")[-1]
    assert (told["bot_id"][:1], told["channel_type"]) == ("B", "im")
    assert "metadata" not in told


def test_buttons_may_share_a_name_only_across_blocks(bureau: Bureau) -> None:
    apart = [{**actions(button("A")), "block_id": "a"}, {**actions(button("B")), "block_id": "b"}]

    bureau.post(blocks=apart)
    assert bureau.error("chat.postMessage", channel=bureau.channel, blocks=[actions(button("A"), button("B"))]) == (
        "invalid_blocks"
    )
