"""The Web API: what an app says, changes, takes back and reads again."""

import pytest

from tests.sandbox.office import Json, Office, section

NOTE = {"event_type": "request", "event_payload": {"id": "r-1"}}


@pytest.fixture
def office() -> Office:
    return Office()


def _history(office: Office, **args: object) -> list[Json]:
    return list(office.call("conversations.history", channel=office.channel, **args)["messages"])


def test_a_message_is_in_the_history_the_newest_first(office: Office) -> None:
    first, second = office.post(), office.post(section("More"))
    assert [one["ts"] for one in _history(office)] == [second["ts"], first["ts"]]
    assert _history(office)[0]["blocks"][0]["text"]["text"] == "More"
    assert _history(office)[0]["bot_id"].startswith("B")


def test_a_message_to_a_person_goes_to_their_direct_conversation(office: Office) -> None:
    assert office.post(channel=office.director)["channel"] == office.open_dm()


def test_a_message_to_somebody_who_left_is_accepted_silently(office: Office) -> None:
    office.workspace.deactivate(office.director)
    assert office.post(channel=office.director)["channel"].startswith("D")


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral"])
def test_where_the_app_is_not_it_cannot_speak(office: Office, method: str) -> None:
    elsewhere = office.workspace.add_channel("elsewhere", (office.head,))
    secret = office.workspace.add_channel("secret", (office.head,), private=True)
    words = {"text": "Words", "user": office.head}
    assert office.refusal(method, channel=elsewhere, **words) == "not_in_channel"
    assert office.refusal(method, channel=secret, **words) == "channel_not_found"
    office.workspace.archive(office.channel)
    assert office.refusal(method, channel=office.channel, **words) == "is_archived"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "Words", "blocks": "{not json"}, "invalid_blocks_format"),
        ({"text": "Words", "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"text": "Words", "blocks": "[{}]"}, "invalid_blocks"),
        ({"text": "Words", "metadata": {"event_type": "request"}}, "invalid_metadata_format"),
        ({"text": "Words", "metadata": {"event_type": "request", "event_payload": "r-1"}}, "invalid_metadata_format"),
        ({"text": "Words", "metadata": "[]"}, "invalid_metadata_format"),
        ({"text": "Words", "thread_ts": "1.000000"}, "thread_not_found"),
    ],
)
def test_a_message_that_cannot_be_is_refused_and_not_kept(office: Office, args: Json, code: str) -> None:
    assert office.refusal("chat.postMessage", channel=office.channel, **args) == code
    assert _history(office) == []


def test_metadata_is_told_on_request_only(office: Office) -> None:
    office.post(metadata=NOTE)
    assert "metadata" not in _history(office)[0]
    assert _history(office, include_all_metadata=True)[0]["metadata"] == NOTE


def test_replies_are_in_the_thread_and_not_in_the_history(office: Office) -> None:
    first = office.post()
    replies = [office.post(thread_ts=first["ts"], metadata=NOTE) for _ in range(2)]
    told = office.call("conversations.replies", channel=office.channel, ts=first["ts"], include_all_metadata=1)
    assert [one["ts"] for one in told["messages"]] == [first["ts"], *(one["ts"] for one in replies)]
    assert told["messages"][1]["metadata"] == NOTE
    (shown,) = _history(office)
    assert (shown["reply_count"], shown["latest_reply"]) == (2, replies[1]["ts"])
    assert office.refusal("conversations.replies", channel=office.channel, ts="1.0") == "thread_not_found"


def test_a_reply_taken_back_is_counted_no_more(office: Office) -> None:
    first = office.post()
    kept, gone = office.post(thread_ts=first["ts"]), office.post(thread_ts=first["ts"])
    office.call("chat.delete", channel=office.channel, ts=gone["ts"])
    assert _history(office)[0]["reply_count"] == 1
    assert _history(office)[0]["latest_reply"] == kept["ts"]
    office.call("chat.delete", channel=office.channel, ts=kept["ts"])
    assert "reply_count" not in _history(office)[0]


def test_a_history_is_read_between_two_instants(office: Office) -> None:
    ts = [str(office.post()["ts"]) for _ in range(3)]

    def read(**args: object) -> list[str]:
        return [one["ts"] for one in reversed(_history(office, **args))]

    assert read(oldest=ts[0]) == ts[1:]
    assert read(oldest=ts[0], inclusive=True) == ts
    assert read(latest=ts[2]) == ts[:2]
    assert read(oldest=ts[1], latest=ts[1], inclusive="true") == [ts[1]]


def test_an_instant_that_is_none_is_refused(office: Office) -> None:
    office.post()
    assert office.refusal("conversations.history", channel=office.channel, oldest="then") == "invalid_ts_oldest"
    assert office.refusal("conversations.history", channel=office.channel, latest="now") == "invalid_ts_latest"


def test_a_history_comes_in_pages(office: Office) -> None:
    ts = [office.post()["ts"] for _ in range(3)]
    first = office.call("conversations.history", channel=office.channel, limit=2)
    assert first["has_more"]
    rest = office.call(
        "conversations.history",
        channel=office.channel,
        limit=2,
        cursor=first["response_metadata"]["next_cursor"],
    )
    assert [one["ts"] for one in first["messages"] + rest["messages"]] == ts[::-1]
    assert not rest["has_more"]


def test_text_without_blocks_deletes_the_blocks(office: Office) -> None:
    message = office.post(section("More"), metadata=NOTE)
    assert office.call("chat.update", channel=office.channel, ts=message["ts"], text="Less")["text"] == "Less"
    (shown,) = _history(office, include_all_metadata=True)
    assert (shown["text"], shown["metadata"]) == ("Less", NOTE)
    assert "blocks" not in shown
    assert shown["edited"]["user"] == office.app.bot_user


def test_only_what_is_there_and_its_own_can_be_changed(office: Office) -> None:
    theirs = office.act(office.director, "send", channel=office.channel, text="Mine")["ts"]
    own = office.post(channel=office.director)
    args = {"channel": office.channel, "text": "Less"}
    assert office.refusal("chat.update", **args, ts="1.0") == "message_not_found"
    assert office.refusal("chat.update", **args, ts=theirs) == "cant_update_message"
    assert office.refusal("chat.update", channel=office.director, ts=own["ts"], text="Less") == "channel_not_found"
    assert office.refusal("chat.update", channel=own["channel"], ts=own["ts"]) == "no_text"
    assert office.refusal("chat.delete", channel=office.channel, ts="1.0") == "message_not_found"
    assert office.refusal("chat.delete", channel=office.channel, ts=theirs) == "cant_delete_message"


def test_a_deleted_message_is_gone(office: Office) -> None:
    message = office.post()
    assert office.call("chat.delete", channel=office.channel, ts=message["ts"])["ts"] == message["ts"]
    assert _history(office) == []


def test_an_ephemeral_message_is_seen_by_one_person(office: Office) -> None:
    answer = office.call("chat.postEphemeral", channel=office.channel, user=office.head, text="Psst")
    (seen,) = office.act(office.head, "ephemerals")["messages"]
    assert (seen["text"], seen["ts"]) == ("Psst", answer["message_ts"])
    assert office.act(office.director, "ephemerals")["messages"] == []
    assert _history(office) == []
    stranger = office.workspace.add_person("stranger", "Stranger")
    refused = office.refusal("chat.postEphemeral", channel=office.channel, user=stranger, text="Psst")
    assert refused == "user_not_in_channel"


def test_a_message_has_an_address(office: Office) -> None:
    ts = office.post()["ts"]
    link = office.call("chat.getPermalink", channel=office.channel, message_ts=ts)["permalink"]
    assert link == f"http://sandbox.invalid/archives/{office.channel}/p{ts.replace('.', '')}"
    assert office.refusal("chat.getPermalink", channel=office.channel, message_ts="1.0") == "message_not_found"
