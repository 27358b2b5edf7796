"""The methods of the Web API: which there are, and who may call them."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox import conversations, files, limits, posting, users, views
from sandbox.errors import SlackError
from sandbox.state import TEAM, App, Json, State

Method = Callable[[State, App, Mapping[str, Any]], Json]


def answer(state: State, method: str, args: Mapping[str, Any], token: str) -> Json:
    """The body of Slack's answer. Raises RateLimited for a 429."""
    try:
        return {"ok": True, **_call(state, method, args, token)}
    except SlackError as refused:
        body: Json = {"ok": False, "error": refused.code}
        if refused.details:
            body["response_metadata"] = {"messages": list(refused.details)}
        return body


def _call(state: State, method: str, args: Mapping[str, Any], token: str) -> Json:
    if method == "api.test":
        if args.get("error"):
            raise SlackError(str(args["error"]))
        return {"args": dict(args)}
    if method not in METHODS and method != "apps.connections.open":
        raise SlackError("unknown_method")
    if not token:
        raise SlackError("not_authed")
    app = state.app_by_token(token)
    if app is None:
        raise SlackError("invalid_auth")
    if (token == app.app_token) != (method == "apps.connections.open"):
        raise SlackError("not_allowed_token_type")
    if method == "apps.connections.open":
        return _connection(state, app)
    if app.revoked:
        raise SlackError("token_revoked")
    limits.count_call(state, method)
    return METHODS[method](state, app, args)


def _connection(state: State, app: App) -> Json:
    """An address for one Socket Mode connection."""
    ticket = state.new_id("ticket-")
    state.tickets[ticket] = app.id
    return {"url": f"{state.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}"}


def _auth_test(state: State, app: App, args: Mapping[str, Any]) -> Json:
    return {
        "url": f"{state.base_url}/",
        "team": "Sandbox",
        "user": app.name.lower(),
        "team_id": TEAM,
        "user_id": app.bot_user,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


METHODS: dict[str, Method] = {
    "auth.test": _auth_test,
    "chat.postMessage": posting.post,
    "chat.update": posting.update,
    "chat.delete": posting.delete,
    "chat.postEphemeral": posting.ephemeral,
    "chat.getPermalink": posting.permalink,
    "conversations.open": conversations.open_,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_,
    "conversations.members": conversations.members,
    "conversations.join": conversations.join,
    "conversations.history": conversations.history,
    "conversations.replies": conversations.replies,
    "files.getUploadURLExternal": files.upload_url,
    "files.completeUploadExternal": files.complete,
    "files.info": files.info,
    "users.list": users.list_,
    "users.info": users.info,
    "users.lookupByEmail": users.by_email,
    "views.open": views.open_,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
}
