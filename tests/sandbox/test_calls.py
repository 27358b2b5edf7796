"""The Web API: who may call, what people, conversations and their pages look like."""

from datetime import UTC, datetime

import pytest

from sandbox.methods import METHODS
from sandbox.workspace import RateLimited, Workspace
from tests.sandbox.office import Office

NEEDED = {  # the least that each method must be asked with, to be refused for what it lacks
    "users.info": "user_not_found",
    "users.lookupByEmail": "users_not_found",
    "conversations.open": "invalid_arguments",
    "conversations.info": "channel_not_found",
    "conversations.members": "channel_not_found",
    "conversations.join": "channel_not_found",
    "conversations.history": "channel_not_found",
    "conversations.replies": "channel_not_found",
    "chat.postMessage": "channel_not_found",
    "chat.update": "channel_not_found",
    "chat.delete": "channel_not_found",
    "chat.postEphemeral": "channel_not_found",
    "chat.getPermalink": "channel_not_found",
    "views.open": "invalid_arguments",
    "views.push": "invalid_arguments",
    "views.update": "not_found",
    "views.publish": "user_not_found",
    "files.getUploadURLExternal": "invalid_arguments",
    "files.completeUploadExternal": "invalid_arguments",
    "files.info": "file_not_found",
}


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"auth.test", "users.list", "conversations.list"}))
def test_a_call_without_arguments_is_refused_by_a_code(office: Office, method: str) -> None:
    assert office.refusal(method) == NEEDED[method]


@pytest.mark.parametrize(
    ("method", "token", "code"),
    [
        ("auth.test", "", "not_authed"),
        ("auth.test", "xoxb-of-somebody-else", "invalid_auth"),
        ("chat.poke", "bot", "unknown_method"),
        ("chat.postMessage", "app", "not_allowed_token_type"),
        ("apps.connections.open", "bot", "not_allowed_token_type"),
        ("apps.connections.open", "", "not_authed"),
    ],
)
def test_a_token_that_does_not_fit_is_refused(office: Office, method: str, token: str, code: str) -> None:
    secret = {"bot": office.app.bot_token, "app": office.app.app_token}.get(token, token)
    assert office.workspace.call(method, {}, secret) == {"ok": False, "error": code}


def test_anybody_may_test_the_api_and_be_refused_on_request(office: Office) -> None:
    assert office.workspace.call("api.test", {}, "")["ok"]
    assert office.workspace.call("api.test", {"error": "my_error"}, "")["error"] == "my_error"


def test_an_app_learns_who_it_is_and_where_to_connect(office: Office) -> None:
    told = office.call("auth.test")
    assert (told["user_id"], told["team_id"]) == (office.app.bot_user, "T0000000001")
    url = office.workspace.call("apps.connections.open", {}, office.app.app_token)["url"]
    assert url.startswith("ws://sandbox.invalid/link/?ticket=")
    assert url != office.workspace.call("apps.connections.open", {}, office.app.app_token)["url"]


def test_everybody_is_listed_page_by_page(office: Office) -> None:
    first = office.call("users.list", limit=2)
    second = office.call("users.list", limit=2, cursor=first["response_metadata"]["next_cursor"])
    assert [one["id"] for one in first["members"] + second["members"]] == [
        office.head,
        office.director,
        office.app.bot_user,
    ]
    assert second["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize("limit", [-1, 1001, "many"])
def test_a_page_of_an_impossible_size_is_refused(office: Office, limit: object) -> None:
    assert office.refusal("users.list", limit=limit) == "invalid_limit"


@pytest.mark.parametrize("cursor", ["soon", "next:-5"])
def test_a_cursor_that_slack_never_gave_is_refused(office: Office, cursor: str) -> None:
    assert office.refusal("conversations.list", cursor=cursor) == "invalid_cursor"


def test_a_locale_is_told_on_request_only(office: Office) -> None:
    assert "locale" not in office.call("users.info", user=office.director)["user"]
    assert office.call("users.info", user=office.director, include_locale="true")["user"]["locale"] == "fr-FR"
    listed = office.call("users.list", include_locale=True)["members"]
    assert [one["locale"] for one in listed] == ["en-GB", "fr-FR", "en-GB"]


def test_somebody_who_left_is_known_but_not_found_by_email(office: Office) -> None:
    by_email = office.call("users.lookupByEmail", email="director@example.org")
    assert by_email["user"]["id"] == office.director
    office.workspace.deactivate(office.director)
    assert office.call("users.info", user=office.director)["user"]["deleted"]
    assert office.refusal("users.lookupByEmail", email="director@example.org") == "users_not_found"


def test_a_direct_conversation_is_opened_once(office: Office) -> None:
    assert office.open_dm() == office.open_dm()
    told = office.call("conversations.info", channel=office.open_dm())["channel"]
    assert (told["is_im"], told["user"]) == (True, office.director)


def test_nobody_is_opened_who_is_unknown_left_or_one_of_many(office: Office) -> None:
    assert office.refusal("conversations.open", users="U404") == "user_not_found"
    assert office.refusal("conversations.open", users=f"{office.head},{office.director}") == "too_many_users"
    office.workspace.deactivate(office.director)
    assert office.refusal("conversations.open", users=office.director) == "user_disabled"


def test_channels_are_listed_by_kind(office: Office) -> None:
    secret = office.workspace.add_channel("secret", (office.head,), private=True)
    known = office.workspace.add_channel("known", (office.app.bot_user,), private=True)
    dm = office.open_dm()

    def listed(**args: object) -> list[str]:
        return [one["id"] for one in office.call("conversations.list", **args)["channels"]]

    assert listed() == [office.channel]
    assert listed(types="public_channel,private_channel,im") == [office.channel, known, dm]
    assert office.refusal("conversations.info", channel=secret) == "channel_not_found"
    office.workspace.archive(office.channel)
    assert listed() == [office.channel]
    assert listed(exclude_archived=True) == []


def test_members_are_told(office: Office) -> None:
    told = office.call("conversations.members", channel=office.channel)["members"]
    assert told == sorted([office.head, office.director, office.app.bot_user])


def test_an_app_joins_open_channels_only(office: Office) -> None:
    other = office.workspace.add_channel("other", (office.head,))
    assert office.refusal("conversations.history", channel=other) == "not_in_channel"
    assert office.call("conversations.join", channel=other)["channel"]["is_member"]
    assert office.call("conversations.history", channel=other)["messages"] == []
    office.workspace.archive(other)
    assert office.refusal("conversations.join", channel=other) == "is_archived"
    assert office.refusal("conversations.join", channel=office.open_dm()) == "method_not_supported_for_channel_type"


def test_a_second_message_within_a_second_comes_too_soon() -> None:
    office = Office(limits=True)
    office.post()
    with pytest.raises(RateLimited) as refused:
        office.post()
    assert refused.value.retry_after == 1
    office.post(channel=office.open_dm())
    office.later(seconds=1)
    office.post()


@pytest.mark.parametrize(("method", "most"), [("users.list", 20), ("conversations.open", 50), ("users.info", 100)])
def test_a_method_is_called_so_often_a_minute(method: str, most: int) -> None:
    office = Office(limits=True)
    args = {"user": office.head, "users": office.head}
    for _ in range(most):
        office.call(method, **args)
    office.later(seconds=20)
    with pytest.raises(RateLimited) as refused:
        office.call(method, **args)
    assert refused.value.retry_after == 40
    office.later(seconds=40)
    assert office.call(method, **args)["ok"]


def test_names_and_times_are_like_slacks_and_never_twice() -> None:
    workspace = Workspace(lambda: datetime(2017, 9, 27, tzinfo=UTC))
    assert [workspace.add_person("a", "A"), workspace.add_person("b", "B")] == ["U000000001", "U000000002"]
    assert [workspace.state.new_ts() for _ in range(2)] == ["1506470400.000000", "1506470400.000001"]
