"""What befalls a workspace while an app is at work, at once or just before a call, for a while or for good."""

from datetime import timedelta

import pytest

from sandbox.faults import NOW, Fault, Kind
from sandbox.workspace import NotThere
from tests.sandbox.bureau import MORNING, Bureau
from tests.support.faults import Spoil

PNG = b"\x89PNG and so on"


def history(bureau: Bureau, **args: object) -> list[str]:
    found = bureau.ok("conversations.history", channel=bureau.channel, **args)["messages"]
    return [str(one["text"]) for one in reversed(found)]


def upload(bureau: Bureau) -> str:
    ticket = bureau.ok("files.getUploadURLExternal", filename="chart.png", length=len(PNG))
    bureau.workspace.put_file(ticket["upload_url"], PNG)
    bureau.ok("files.completeUploadExternal", files=[{"id": ticket["file_id"]}])
    return str(ticket["file_id"])


# Reading


def test_history_lags_by_seconds_of_the_workspaces_clock(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.LAG, of="conversations.history", seconds=10, times=3))
    bureau.post("one")
    bureau.pass_time(seconds=9)
    bureau.post("two")

    assert history(bureau) == []
    bureau.pass_time(seconds=1)
    assert history(bureau) == ["one"]
    bureau.pass_time(seconds=9)
    assert history(bureau) == ["one", "two"]


def test_a_thread_lags_too_and_without_its_first_message_is_not_there(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.LAG, of="conversations.replies", seconds=5, times=2))
    first = bureau.post("one")
    given = {"channel": bureau.channel, "ts": first}
    assert bureau.error("conversations.replies", **given) == "thread_not_found"

    bureau.pass_time(seconds=10)
    bureau.post("two", thread_ts=first)

    assert [one["text"] for one in bureau.ok("conversations.replies", **given)["messages"]] == ["one"]
    assert [one["text"] for one in bureau.ok("conversations.replies", **given)["messages"]] == ["one", "two"]


@pytest.mark.parametrize("code", ["missing_scope", "not_in_channel"])
def test_history_is_refused_by_a_code_of_slacks(bureau: Bureau, spoil: Spoil, code: str) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.REFUSE, of="conversations.history", code=code))

    assert bureau.error("conversations.history", channel=bureau.channel) == code
    assert history(bureau) == []


def test_others_talk_more_than_a_page_after_a_post_whose_answer_is_lost(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.CHATTER, count=250))
    bureau.post("one")

    page = bureau.ok("conversations.history", channel=bureau.channel, limit=200)
    assert (len(page["messages"]), page["has_more"]) == (200, True)
    assert {one["user"] for one in page["messages"]} <= {bureau.analyst, bureau.director}
    assert history(bureau, limit=1000)[0] == "one"


def test_others_talk_in_the_thread_that_was_replied_to(bureau: Bureau, spoil: Spoil) -> None:
    first = bureau.post("one")
    spoil(bureau.workspace, Fault(kind=Kind.CHATTER, count=3))
    bureau.post("two", thread_ts=first)

    assert history(bureau) == ["one"]
    assert len(bureau.ok("conversations.replies", channel=bureau.channel, ts=first)["messages"]) == 5


def test_in_a_direct_conversation_nobody_talks_but_the_two_and_no_event_is_told(bureau: Bureau, spoil: Spoil) -> None:
    dm = bureau.dm(bureau.analyst)
    spoil(bureau.workspace, Fault(kind=Kind.CHATTER, of=NOW, about=dm, count=3))

    said = bureau.workspace.state.conversations[dm].messages
    assert {one["user"] for one in said} == {bureau.app.bot_user}
    assert bureau.heard == []


# Happening


def test_a_token_is_revoked_for_a_while_and_the_app_is_told(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.REVOKE, of=NOW, seconds=60))

    assert bureau.error("auth.test") == "token_revoked"
    assert bureau.events("tokens_revoked")[0]["tokens"] == {"oauth": [], "bot": [bureau.app.bot_user]}
    assert bureau.workspace.next_retry() == MORNING + timedelta(seconds=60)
    bureau.pass_time(seconds=60)
    assert bureau.ok("auth.test")


def test_a_token_can_be_revoked_for_good(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.REVOKE, of="chat.postMessage"))

    assert bureau.ok("auth.test")
    assert bureau.error("chat.postMessage", channel=bureau.channel, text="one") == "token_revoked"
    bureau.pass_time(days=400)
    assert bureau.error("auth.test") == "token_revoked"


def test_a_person_is_deactivated_just_before_a_call_about_them(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.DEACTIVATE, of="conversations.open", about=bureau.director, seconds=5))

    assert bureau.ok("conversations.open", users=bureau.analyst)
    assert bureau.error("conversations.open", users=bureau.director) == "user_disabled"
    with pytest.raises(NotThere):
        bureau.person(bureau.director).say("I am gone")
    bureau.pass_time(seconds=5)
    assert bureau.workspace.redeliver_due() == 1
    assert [one["user"]["deleted"] for one in bureau.events("user_change")] == [True, False]
    assert bureau.ok("conversations.open", users=bureau.director)


def test_a_channel_is_archived_just_before_a_post(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.ARCHIVE, of="chat.*", skip=1, about=bureau.channel, seconds=30))
    bureau.post("one")

    assert bureau.error("chat.postMessage", channel=bureau.channel, text="two") == "is_archived"
    bureau.pass_time(seconds=30)
    bureau.post("three")
    assert history(bureau) == ["one", "three"]


def test_the_bot_is_removed_from_a_channel(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.REMOVE, of=NOW, about=bureau.channel, seconds=30))

    assert bureau.error("chat.postMessage", channel=bureau.channel, text="one") == "not_in_channel"
    bureau.pass_time(seconds=30)
    bureau.post("two")


def test_a_file_is_never_ready(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.NEVER_READY))
    stuck, other = upload(bureau), upload(bureau)

    for _ in range(50):
        assert bureau.ok("files.info", file=stuck)["file"]["mimetype"] == ""
    assert bureau.ok("files.info", file=other)["file"]["mimetype"] == "image/png"
    image = {"type": "image", "slack_file": {"id": stuck}, "alt_text": "A chart"}
    assert bureau.error("chat.postMessage", channel=bureau.channel, text="x", blocks=[image]) == "invalid_blocks"


def test_what_is_asked_for_now_must_be_there(bureau: Bureau) -> None:
    for kind in (Kind.ARCHIVE, Kind.REMOVE, Kind.DEACTIVATE):
        with pytest.raises(NotThere):
            bureau.workspace.spoil(Fault(kind=kind, of=NOW, about="X0"))
