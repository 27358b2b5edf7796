"""Channels and direct conversations: the Web API's conversations.* and the reading of messages."""

from collections.abc import Mapping
from typing import Any

from sandbox.errors import SlackError
from sandbox.state import App, Conversation, Json, State

Args = Mapping[str, Any]


def open_(state: State, app: App, args: Args) -> Json:
    """The direct conversation with one person, made on first need."""
    names = [one for one in str(args.get("users", "")).split(",") if one]
    if len(names) != 1:
        raise SlackError("invalid_arguments" if not names else "too_many_users")
    user = state.users.get(names[0])
    if user is None:
        raise SlackError("user_not_found")
    if user.deleted:
        raise SlackError("user_disabled")
    return {"channel": {"id": direct(state, user.id, app.bot_user).id}}


def info(state: State, app: App, args: Args) -> Json:
    return {"channel": described(state, visible(state, app, args), app)}


def list_(state: State, app: App, args: Args) -> Json:
    kinds = str(args.get("types", "public_channel")).split(",")
    found = [
        described(state, one, app)
        for one in state.conversations.values()
        if not (one.archived and truth(args.get("exclude_archived"))) and _is_among(one, kinds, app)
    ]
    page, cursor = paged(found, args)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def members(state: State, app: App, args: Args) -> Json:
    page, cursor = paged(sorted(visible(state, app, args).members), args)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def join(state: State, app: App, args: Args) -> Json:
    conversation = known(state, args)
    if conversation.im or conversation.private:
        raise SlackError("method_not_supported_for_channel_type")
    if conversation.archived:
        raise SlackError("is_archived")
    conversation.members.add(app.bot_user)
    return {"channel": described(state, conversation, app)}


def history(state: State, app: App, args: Args) -> Json:
    """First messages only, the newest first; replies are read with `replies`."""
    conversation = read_by(state, app, args)
    found = [one for one in conversation.messages if one.get("thread_ts") in (None, one["ts"])]
    return _messages([one for one in reversed(found) if _between(one, args)], args)


def replies(state: State, app: App, args: Args) -> Json:
    """A thread, its first message first."""
    conversation = read_by(state, app, args)
    first = args.get("ts")
    thread = [one for one in conversation.messages if one["ts"] == first or one.get("thread_ts") == first]
    if not thread:
        raise SlackError("thread_not_found")
    return _messages([one for one in thread if one["ts"] == first or _between(one, args)], args)


def known(state: State, args: Args, key: str = "channel") -> Conversation:
    conversation = state.conversations.get(str(args.get(key, "")))
    if conversation is None:
        raise SlackError("channel_not_found")
    return conversation


def visible(state: State, app: App, args: Args) -> Conversation:
    """A private conversation without the bot does not exist for it."""
    conversation = known(state, args)
    if (conversation.private or conversation.im) and app.bot_user not in conversation.members:
        raise SlackError("channel_not_found")
    return conversation


def read_by(state: State, app: App, args: Args) -> Conversation:
    conversation = visible(state, app, args)
    if app.bot_user not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def direct(state: State, one: str, other: str) -> Conversation:
    """The direct conversation of two."""
    for conversation in state.conversations.values():
        if conversation.im and conversation.members == {one, other}:
            return conversation
    name = state.new_id("D")
    state.conversations[name] = Conversation(name, "", private=True, im=True, members={one, other})
    return state.conversations[name]


def described(state: State, conversation: Conversation, app: App) -> Json:
    told: Json = {
        "id": conversation.id,
        "is_im": conversation.im,
        "is_private": conversation.private and not conversation.im,
        "is_channel": not conversation.im,
        "is_archived": conversation.archived,
        "is_member": app.bot_user in conversation.members,
        "is_ext_shared": False,
        "num_members": len(conversation.members),
    }
    if conversation.im:
        other = next(iter(conversation.members - {app.bot_user}), app.bot_user)
        return {**told, "user": other}
    return {**told, "name": conversation.name}


def paged(items: list[Any], args: Args) -> tuple[list[Any], str]:
    """A page, and the cursor of the next one; empty at the end."""
    limit = str(args.get("limit") or 100)
    if not limit.isdecimal() or not 1 <= int(limit) <= 1000:
        raise SlackError("invalid_limit")
    cursor = str(args.get("cursor") or "next:0").removeprefix("next:")
    if not cursor.isdecimal():
        raise SlackError("invalid_cursor")
    start, rest = int(cursor), int(cursor) + int(limit)
    return items[start:rest], f"next:{rest}" if rest < len(items) else ""


def _is_among(one: Conversation, kinds: list[str], app: App) -> bool:
    """Of a kind that was asked for; only what is open is shown to those who are not in it."""
    kind = "im" if one.im else "private_channel" if one.private else "public_channel"
    return kind in kinds and (kind == "public_channel" or app.bot_user in one.members)


def _between(message: Json, args: Args) -> bool:
    """Between oldest and latest; the ends count only with `inclusive`."""
    ts, oldest, latest = float(message["ts"]), _instant(args, "oldest"), _instant(args, "latest")
    if truth(args.get("inclusive")):
        return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _instant(args: Args, name: str) -> float | None:
    try:
        return float(args[name]) if args.get(name) else None
    except ValueError as wrong:
        raise SlackError(f"invalid_ts_{name}") from wrong


def _messages(found: list[Json], args: Args) -> Json:
    page, cursor = paged(found, args)
    with_metadata = truth(args.get("include_all_metadata"))
    told = [{key: value for key, value in one.items() if key != "metadata" or with_metadata} for one in page]
    body: Json = {"messages": told, "has_more": bool(cursor)}
    return {**body, "response_metadata": {"next_cursor": cursor}} if cursor else body


def truth(value: object) -> bool:
    """As the Web API reads it from a form or from JSON."""
    return value in (True, 1, "1", "true", "True")
