"""Channels and direct conversations: the Web API's conversations.* and the reading of messages."""

from collections.abc import Mapping
from typing import Any

from sandbox import deliveries, faults
from sandbox.arguments import instant, page, truth
from sandbox.errors import SlackError
from sandbox.state import TEAM, App, Conversation, Json, State

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
        if ("im" in kinds and one.im and app.bot_user in one.members)
        or ("private_channel" in kinds and one.private and not one.im and app.bot_user in one.members)
        or ("public_channel" in kinds and not one.private and not one.im)
    ]
    if truth(args.get("exclude_archived")):
        found = [one for one in found if not one["is_archived"]]
    listed, cursor = page(found, args)
    return {"channels": listed, "response_metadata": {"next_cursor": cursor}}


def members(state: State, app: App, args: Args) -> Json:
    listed, cursor = page(sorted(visible(state, app, args).members), args)
    return {"members": listed, "response_metadata": {"next_cursor": cursor}}


def join(state: State, app: App, args: Args) -> Json:
    conversation = visible(state, app, args)
    if conversation.im or conversation.private:
        raise SlackError("method_not_supported_for_channel_type")
    if conversation.archived:
        raise SlackError("is_archived")
    if app.bot_user not in conversation.members:
        enter(state, conversation, app.bot_user)
    return {"channel": described(state, conversation, app)}


def history(state: State, app: App, args: Args) -> Json:
    """First messages only, the newest first; replies are read with `replies`."""
    conversation = read_by(state, app, args)
    there = _there(state, conversation, "conversations.history")
    found = [one for one in there if one.get("thread_ts") in (None, one["ts"])]
    return _messages(_between(found[::-1], args), args)


def replies(state: State, app: App, args: Args) -> Json:
    """A thread, its first message first."""
    conversation = read_by(state, app, args)
    ts = args.get("ts")
    there = _there(state, conversation, "conversations.replies")
    first = [one for one in there if one["ts"] == ts]
    if not first:
        raise SlackError("thread_not_found")
    replies = [one for one in there if one.get("thread_ts") == ts and one["ts"] != ts]
    return _messages([*first, *_between(replies, args)], args)


def _there(state: State, conversation: Conversation, method: str) -> list[Json]:
    """Its messages, as far as this reading has them already."""
    if not state.faults.waiting:
        return conversation.messages
    ids = conversation.members | {conversation.id} if conversation.im else {conversation.id}
    lag = state.faults.first(faults.READINGS, (method,), ids, state.clock())
    if lag is None:
        return conversation.messages
    newest = f"{state.clock().timestamp() - lag.seconds:017.6f}"
    return [one for one in conversation.messages if one["ts"] <= newest]


def enter(state: State, conversation: Conversation, user: str, inviter: str | None = None) -> None:
    """Somebody becomes a member, and the apps that are members hear of it."""
    conversation.members.add(user)
    body: Json = {
        "type": "member_joined_channel",
        "user": user,
        "channel": conversation.id,
        "channel_type": "G" if conversation.private else "C",
        "team": TEAM,
    }
    body |= {"inviter": inviter} if inviter else {}
    for app in state.apps.values():
        if app.bot_user in conversation.members:
            deliveries.event(state, app, {**body, "event_ts": state.new_ts()})


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


def _between(found: list[Json], args: Args) -> list[Json]:
    """Between oldest and latest; the ends count only with `inclusive`."""
    oldest, latest = instant(args, "oldest") or "", instant(args, "latest") or "~"
    if truth(args.get("inclusive")):
        return [one for one in found if oldest <= one["ts"] <= latest]
    return [one for one in found if oldest < one["ts"] < latest]


def _messages(found: list[Json], args: Args) -> Json:
    told, cursor = page(found, args)
    if not truth(args.get("include_all_metadata")):
        told = [{key: value for key, value in one.items() if key != "metadata"} for one in told]
    body: Json = {"messages": [dict(one) for one in told], "has_more": bool(cursor)}
    return {**body, "response_metadata": {"next_cursor": cursor}} if cursor else body
