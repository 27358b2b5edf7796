"""Who may call what, and who and what is there."""

import pytest

from tests.sandbox.office import Office


def test_a_call_without_a_token_is_not_authed(office: Office) -> None:
    assert office.workspace.call("auth.test", {}, "") == {"ok": False, "error": "not_authed"}


def test_a_token_that_nobody_gave_out_is_invalid(office: Office) -> None:
    assert office.workspace.call("auth.test", {}, "xoxb-else") == {"ok": False, "error": "invalid_auth"}


def test_a_method_that_slack_does_not_have_is_unknown(office: Office) -> None:
    assert office.error("chat.shout") == "unknown_method"


def test_the_app_token_opens_connections_and_nothing_else(office: Office) -> None:
    app_token = office.app.app_token

    assert office.workspace.call("apps.connections.open", {}, app_token)["url"].startswith("ws://")
    assert office.workspace.call("auth.test", {}, app_token)["error"] == "not_allowed_token_type"
    assert office.error("apps.connections.open") == "not_allowed_token_type"


def test_anybody_may_try_the_api(office: Office) -> None:
    assert office.workspace.call("api.test", {"foo": "bar"}, "") == {"ok": True, "args": {"foo": "bar"}}


def test_auth_test_says_who_the_app_is(office: Office) -> None:
    body = office.ok("auth.test")

    assert (body["user_id"], body["team_id"]) == (office.app.bot_user, "T0000000001")
    assert body["bot_id"].startswith("B")


def test_people_come_in_pages(office: Office) -> None:
    first = office.ok("users.list", limit=2)
    rest = office.ok("users.list", limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert [one["name"] for one in first["members"] + rest["members"]] == ["stocktake", "analyst", "director"]
    assert rest["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"limit": 0.5}, "invalid_limit"),
        ({"limit": -1}, "invalid_limit"),
        ({"limit": 1001}, "invalid_limit"),
        ({"cursor": "x"}, "invalid_cursor"),
        ({"cursor": "next:-5"}, "invalid_cursor"),
    ],
)
def test_a_page_that_cannot_be_is_refused(office: Office, args: dict[str, object], code: str) -> None:
    assert office.error("users.list", **args) == code


def test_a_locale_is_told_only_when_asked_for(office: Office) -> None:
    assert "locale" not in office.ok("users.info", user=office.analyst)["user"]
    assert office.ok("users.info", user=office.analyst, include_locale="true")["user"]["locale"] == "en-GB"


def test_somebody_who_left_is_told_to_be_deleted(office: Office) -> None:
    office.workspace.deactivate(office.analyst)

    assert office.ok("users.info", user=office.analyst)["user"]["deleted"] is True
    assert office.error("users.lookupByEmail", email="analyst@example.org") == "users_not_found"
    assert office.error("conversations.open", users=office.analyst) == "user_disabled"
    assert [one["user"]["deleted"] for one in office.events("user_change")] == [True]


def test_people_are_found_by_their_email(office: Office) -> None:
    assert office.ok("users.lookupByEmail", email="director@example.org")["user"]["id"] == office.director
    assert office.error("users.lookupByEmail", email="nobody@example.org") == "users_not_found"
    assert office.error("users.info", user="U999999999") == "user_not_found"


def test_the_conversation_with_a_person_is_always_the_same(office: Office) -> None:
    assert office.dm(office.analyst) == office.dm(office.analyst) != office.dm(office.director)
    assert office.error("conversations.open", users="U999999999") == "user_not_found"
    assert office.error("conversations.open") == "invalid_arguments"


def test_a_private_channel_without_the_bot_does_not_exist_for_it(office: Office) -> None:
    secret = office.workspace.add_channel("secret", (office.analyst,), private=True)

    for method in ("info", "members", "history", "replies"):
        assert office.error(f"conversations.{method}", channel=secret, ts="1.0") == "channel_not_found"
    assert office.error("chat.postMessage", channel=secret, text="Hello") == "channel_not_found"
    listed = office.ok("conversations.list", types="public_channel,private_channel")["channels"]
    assert [one["name"] for one in listed] == ["waits"]


def test_in_a_public_channel_the_bot_must_be_before_it_speaks(office: Office) -> None:
    hall = office.workspace.add_channel("hall", (office.analyst,))

    assert office.error("chat.postMessage", channel=hall, text="Hello") == "not_in_channel"
    assert office.error("conversations.history", channel=hall) == "not_in_channel"
    assert office.ok("conversations.join", channel=hall)["channel"]["is_member"] is True
    assert office.ok("chat.postMessage", channel=hall, text="Hello")["channel"] == hall
    assert [one["user"] for one in office.events("member_joined_channel")] == [office.app.bot_user]


def test_an_archived_channel_takes_nothing(office: Office) -> None:
    office.workspace.archive(office.channel)

    assert office.error("chat.postMessage", channel=office.channel, text="Hello") == "is_archived"
    assert office.error("chat.postEphemeral", channel=office.channel, user=office.analyst, text="x") == "is_archived"
    assert office.error("conversations.join", channel=office.channel) == "is_archived"
    assert office.ok("conversations.info", channel=office.channel)["channel"]["is_archived"] is True
    assert office.ok("conversations.list", exclude_archived="true")["channels"] == []


def test_nobody_joins_a_direct_conversation(office: Office) -> None:
    assert office.error("conversations.join", channel=office.dm(office.analyst)) == (
        "method_not_supported_for_channel_type"
    )


def test_a_channel_tells_its_members(office: Office) -> None:
    told = office.ok("conversations.members", channel=office.channel)["members"]

    assert told == sorted([office.app.bot_user, office.analyst, office.director])
    assert office.error("conversations.info", channel="C999999999") == "channel_not_found"
