"""What a person sees in their Slack."""

from collections.abc import Mapping
from typing import Any

from sandbox import conversations, posting
from sandbox.errors import NotThere
from sandbox.state import App, Conversation, Delivery, Json, State, User

Args = Mapping[str, Any]


def channels(state: State, user: User, args: Args) -> Json:
    """What stands in the sidebar."""
    found = [one for one in state.conversations.values() if user.id in one.members]
    return {"channels": [_listed(state, one, user) for one in found]}


def history(state: State, user: User, args: Args) -> Json:
    """First messages of a conversation, oldest first."""
    conversation = seen(state, user, args)
    found = [one for one in conversation.messages if one.get("thread_ts") in (None, one["ts"])]
    return {"messages": [posting.without_metadata(one) for one in found]}


def read(state: State, user: User, args: Args) -> Json:
    """Everything up to `ts` has been read, or without it everything that is there."""
    conversation = seen(state, user, args)
    last = conversation.messages[-1]["ts"] if conversation.messages else ""
    until = min(str(args.get("ts") or last), last)
    conversation.read_until[user.id] = max(until, conversation.read_until.get(user.id, ""))
    return {"read_until": conversation.read_until[user.id]}


def thread(state: State, user: User, args: Args) -> Json:
    """A message and its replies, oldest first."""
    conversation = seen(state, user, args)
    first = args["ts"]
    found = [one for one in conversation.messages if one["ts"] == first or one.get("thread_ts") == first]
    return {"messages": [posting.without_metadata(one) for one in found]}


def ephemerals(state: State, user: User, args: Args) -> Json:
    """What only this person sees, oldest first."""
    return {"messages": [dict(one) for one in state.ephemerals if one["user"] == user.id]}


def people(state: State, user: User, args: Args) -> Json:
    """Everybody whom this person could name."""
    found = [one for one in state.users.values() if not one.deleted]
    return {"people": [{"id": one.id, "name": one.name, "real_name": one.real_name} for one in found]}


def receipt(state: State, user: User, args: Args) -> Json:
    """What became of something pressed or sent: pending, acked or failed. What is long settled was acked."""
    found = state.deliveries.get(str(args["delivery"]))
    return {"state": found.state if found else "acked", "error": found.error if found else ""}


def direct(state: State, user: User, args: Args) -> Json:
    """The direct conversation with an `app`, by its name, or with a `user`, by their id; opened on first need."""
    if args.get("app"):
        return {"channel": app_dm(state, user, named_app(state, args)).id}
    other = state.users.get(str(args.get("user")))
    if other is None or other.deleted:
        raise NotThere(f"nobody active is {args.get('user')}")
    return {"channel": conversations.direct(state, user.id, other.id).id}


def file(state: State, user: User, args: Args) -> Json:
    """A file's size and kind, as far as this person's Slack would show it."""
    found = state.files.get(str(args["id"]))
    if found is None or not found.ready:
        raise NotThere("there is no such file")
    return {"size": len(found.content), "png": found.content.startswith(b"\x89PNG"), "alt_text": found.alt_text}


# For the other acts


def seen(state: State, user: User, args: Args) -> Conversation:
    """A conversation this person is in. Raises NotThere."""
    found = state.conversations.get(str(args["channel"]))
    if found is None or user.id not in found.members:
        raise NotThere(f"{user.name} is not in {args['channel']}")
    return found


def named_app(state: State, args: Args) -> App:
    """The app of this name, or without a name the one that was installed first. Raises NotThere."""
    name = str(args.get("app", "")).lower()
    found = next((one for one in state.apps.values() if not name or one.name.lower() == name), None)
    if found is None:
        raise NotThere(f"there is no app {name}")
    return found


def app_dm(state: State, user: User, app: App) -> Conversation:
    return conversations.direct(state, user.id, app.bot_user)


def sent(delivery: Delivery) -> Json:
    """What to ask `receipt` about."""
    return {"delivery": delivery.id}


def _listed(state: State, conversation: Conversation, user: User) -> Json:
    name = conversation.name
    if conversation.im:
        other = next(iter(conversation.members - {user.id}), user.id)
        name = state.users[other].real_name
    return {"id": conversation.id, "name": name, "im": conversation.im, "private": conversation.private}
