"""What the page shows to one person, as one piece of JSON."""

from itertools import takewhile
from typing import Any

from sandbox import filling, posting, reading
from sandbox.errors import NotThere
from sandbox.state import App, Conversation, Json, State, User


def snapshot(state: State, user_id: str, opened: str, thread: str) -> Json:
    """What somebody sees who has this conversation and this thread open; "" for none. Raises NotThere."""
    user = state.users.get(user_id)
    if user is None or user.bot:
        raise NotThere(f"nobody here is {user_id}")
    place = state.conversations.get(opened)
    seen = place if place is not None and user.id in place.members else None
    return {
        "me": _person(user),
        **_everybody(state),
        "sidebar": _sidebar(state, user),
        "open": _opened(state, seen, user) if seen else None,
        "thread": _thread(state, seen, user, thread) if seen and thread else None,
        "modal": _modal(state, user),
        "homes": {app.id: _home(state, app, user) for app in state.apps.values()},
        "commands": [told for app in state.apps.values() for told in _commands(app)],
        "shortcuts": [{**one, "app": app.name} for app in state.apps.values() for one in app.shortcuts],
    }


def unread(conversation: Conversation, user: User) -> int:
    """Messages of others since this person last looked; replies only where they would want to know of them."""
    until = conversation.read_until.get(user.id, "")
    fresh = list(takewhile(lambda one: one["ts"] > until, reversed(conversation.messages)))
    told = [one for one in fresh if one.get("user") != user.id and not one.get("hidden")]
    mine = _threads(conversation, user) if told else None
    return sum(_concerns(one, mine) for one in told)


def _concerns(message: Json, mine: set[str] | None) -> bool:
    first = message.get("thread_ts")
    return first in (None, message["ts"]) or mine is None or first in mine


def _threads(conversation: Conversation, user: User) -> set[str] | None:
    """Those in which somebody has written; None: all of them, in a direct conversation."""
    if conversation.im:
        return None
    return {one["thread_ts"] for one in conversation.messages if "thread_ts" in one and one.get("user") == user.id}


def _everybody(state: State) -> Json:
    """Whom the page can name, and as whom one can look at it."""
    listed = [{**_person(one), "unread": _all_unread(state, one)} for one in state.users.values() if not one.bot]
    return {
        "people": [one for one in listed if not one["deleted"]],
        "users": {one.id: _person(one) for one in state.users.values()},
        "channels": {one.id: one.name for one in state.conversations.values() if not one.im},
    }


def _person(user: User) -> Json:
    role = user.title or ("guest" if user.guest else "admin" if user.admin else "")
    kept = ("id", "name", "real_name", "tz", "locale", "bot", "deleted")
    return {**{key: getattr(user, key) for key in kept}, "role": role}


def _all_unread(state: State, user: User) -> int:
    return sum(unread(one, user) for one in state.conversations.values() if user.id in one.members)


def _sidebar(state: State, user: User) -> Json:
    """Channels by name; direct conversations with people; every app, whether anything was said to it or not."""
    mine = [one for one in state.conversations.values() if user.id in one.members]
    channels = sorted((one for one in mine if not one.im), key=lambda one: one.name)
    bots = {app.bot_user: app for app in state.apps.values()}
    directs = [(one, next(iter(one.members - {user.id}), user.id)) for one in mine if one.im]
    with_bots = {other: one for one, other in directs if other in bots}
    return {
        "channels": [{**_named(one, one.name, user), "members": len(one.members)} for one in channels],
        "direct": [
            {**_named(one, state.users[other].real_name, user), "user": other}
            for one, other in directs
            if other not in bots
        ],
        "apps": [_listed_app(app, with_bots.get(bot), user) for bot, app in bots.items()],
    }


def _named(conversation: Conversation, name: str, user: User) -> Json:
    return {
        "id": conversation.id,
        "name": name,
        "private": conversation.private,
        "archived": conversation.archived,
        "unread": unread(conversation, user),
    }


def _listed_app(app: App, place: Conversation | None, user: User) -> Json:
    return {
        "id": app.id,
        "name": app.name,
        "user": app.bot_user,
        "channel": place.id if place else None,
        "unread": unread(place, user) if place else 0,
    }


def _opened(state: State, conversation: Conversation, user: User) -> Json:
    """Its first messages and what only this person sees there, in the order of time."""
    args = {"channel": conversation.id}
    whispers = [
        {**one, "ephemeral": True, "user": state.apps[one["app_id"]].bot_user}
        for one in reading.ephemerals(state, user, {})["messages"]
        if one["channel"] == conversation.id
    ]
    messages = reading.history(state, user, args)["messages"]
    name = conversation.name
    if conversation.im:
        name = state.users[next(iter(conversation.members - {user.id}), user.id)].real_name
    return {
        **_named(conversation, name, user),
        "im": conversation.im,
        "members": sorted(conversation.members),
        "app": next((app.id for app in state.apps.values() if conversation.im and _with(conversation, app)), None),
        "read_until": conversation.read_until.get(user.id, ""),
        "messages": sorted([*messages, *whispers], key=lambda one: str(one["ts"])),
        "repliers": {one["ts"]: _repliers(conversation, one) for one in messages if one.get("reply_count")},
    }


def _with(conversation: Conversation, app: App) -> bool:
    return app.bot_user in conversation.members


def _repliers(conversation: Conversation, first: Json) -> list[str]:
    """Who answered in a thread, each once."""
    replies = [one for one in conversation.messages if one.get("thread_ts") == first["ts"] != one["ts"]]
    return list(dict.fromkeys(str(one["user"]) for one in replies))


def _thread(state: State, conversation: Conversation, user: User, ts: str) -> Json | None:
    if posting.find(conversation, ts) is None:
        return None
    return {"ts": ts, **reading.thread(state, user, {"channel": conversation.id, "ts": ts})}


def _modal(state: State, user: User) -> Json | None:
    """The one on top, with how many are open and what marks this state of it."""
    shown: Json | None = filling.view(state, user, {})["view"]
    if shown is None:
        return None
    view = state.views[shown["id"]]
    return {
        **shown,
        "depth": len(state.stacks[user.id]),
        "hash": view.hash,
        "app": state.apps[view.app].name,
    }


def _home(state: State, app: App, user: User) -> Json | None:
    found = state.home(app.id, user.id)
    return {**found.body, "id": found.id, "hash": found.hash, "values": found.typed} if found else None


def _commands(app: App) -> list[dict[str, Any]]:
    empty = {"description": "", "usage_hint": ""}
    return [{**empty, **app.hints.get(word, {}), "command": word, "app": app.name} for word in app.commands]
