"""What people do in their Slack: write, edit, press, fill in, submit. Nobody can do what they cannot see."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox import blocks, deliveries, filling, posting, views
from sandbox.errors import NotThere
from sandbox.reading import app_dm, seen
from sandbox.state import TEAM, Conversation, Delivery, Json, State, User, View

Args = Mapping[str, Any]


def send(state: State, user: User, args: Args) -> Json:
    """Type a message, perhaps in a thread. With an app's name as channel, to the app."""
    conversation = seen(state, user, args)
    if conversation.archived:
        raise NotThere("this channel is archived")
    message: Json = {
        "type": "message",
        "user": user.id,
        "team": TEAM,
        "text": _typed_text(str(args["text"])),
        "ts": state.new_ts(),
    }
    if args.get("thread_ts"):
        message["thread_ts"] = _root(conversation, str(args["thread_ts"]))
    posting.add(conversation, message)
    deliveries.of_message(state, conversation, message)
    _mention(state, conversation, message)
    return {"ts": message["ts"], "channel": conversation.id}


def edit(state: State, user: User, args: Args) -> Json:
    conversation, message = _own(state, user, args)
    before = dict(message)
    message["text"] = _typed_text(str(args["text"]))
    message["edited"] = {"user": user.id, "ts": state.new_ts()}
    posting.changed(state, conversation, message, before)
    return {"ts": message["ts"], "channel": conversation.id}


def delete(state: State, user: User, args: Args) -> Json:
    conversation, message = _own(state, user, args)
    posting.removed(state, conversation, message)
    return {"ts": message["ts"]}


def click(state: State, user: User, args: Args) -> Json:
    """Press a button, or choose from a menu with `option`."""
    conversation = seen(state, user, args)
    message = next((one for one in conversation.messages if one["ts"] == args["ts"]), None)
    if message is None:
        raise NotThere("there is no such message")
    block, element = _element(message.get("blocks", []), args)
    app = state.apps[message["app_id"]]
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": False,
    }
    container |= {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
    action = _action(state, block, element, args)
    chosen = {"type": element["type"], "selected_option": action.get("selected_option")}
    payload = {
        "type": "block_actions",
        **deliveries.common(app, user),
        "container": container,
        "trigger_id": deliveries.trigger(state, user.id),
        "channel": {"id": conversation.id, "name": conversation.name or "directmessage"},
        "message": posting.without_metadata(message),
        "state": {"values": views.standing(message["blocks"], {block["block_id"]: {element["action_id"]: chosen}})},
        "response_url": deliveries.response_url(state, app, user.id, conversation.id, message["ts"]),
        "actions": [action],
    }
    return _sent(deliveries.send(state, "interactive", payload, user=user.id, channel=conversation.id))


def command(state: State, user: User, args: Args) -> Json:
    """A slash command, typed where `channel` is."""
    conversation = seen(state, user, args)
    word, _, rest = str(args["text"]).partition(" ")
    app = next((one for one in state.apps.values() if word in one.commands), None)
    if app is None:
        raise NotThere(f"{word} is not a command")
    payload = {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "sandbox",
        "channel_id": conversation.id,
        "channel_name": conversation.name or "directmessage",
        "user_id": user.id,
        "user_name": user.name,
        "command": word,
        "text": _escaped_names(state, rest.strip()),
        "api_app_id": app.id,
        "is_enterprise_install": "false",
        "response_url": deliveries.response_url(state, app, user.id, conversation.id),
        "trigger_id": deliveries.trigger(state, user.id),
    }
    return _sent(deliveries.send(state, "slash_commands", payload, user=user.id, channel=conversation.id))


def fill(state: State, user: User, args: Args) -> Json:
    """Put something into one box of the modal on top: `value` is the state of its input."""
    found = _top(state, user)
    block = next((one for one in found.body["blocks"] if one.get("block_id") == args["block_id"]), None)
    element = next((one for one in blocks.elements(block or {}) if one["type"] in blocks.INPUTS), None)
    if element is None:
        raise NotThere(f"there is no box {args['block_id']}")
    filling.check(state, element, args["value"])
    found.typed.setdefault(args["block_id"], {})[element["action_id"]] = {"type": element["type"], **args["value"]}
    return {}


def submit(state: State, user: User, args: Args) -> Json:
    """Send the modal on top. Required boxes that are empty are told at once, by Slack itself."""
    found = _top(state, user)
    if "submit" not in found.body:
        raise NotThere("this modal has nothing to send")
    missing = {
        one["block_id"]: "Please complete this required field."
        for one in found.body["blocks"]
        if one["type"] == "input" and not one.get("optional") and _is_empty(one, views.values(found))
    }
    found.errors = missing
    if missing:
        return {"delivery": None, "errors": missing}
    return _sent(_view_event(state, user, found, "view_submission"))


def close_view(state: State, user: User, args: Args) -> Json:
    found = _top(state, user)
    views.close(state, found)
    if found.body.get("notify_on_close"):
        _view_event(state, user, found, "view_closed", is_cleared=False)
    return {}


def home(state: State, user: User, args: Args) -> Json:
    """Open the app's Home tab; what was last published on it."""
    for app in state.apps.values():
        body = {"type": "app_home_opened", "user": user.id, "channel": app_dm(state, user, app).id, "tab": "home"}
        deliveries.event(state, app, {**body, "event_ts": state.new_ts()})
    found = state.homes.get(user.id)
    return {"view": found.body if found else None}


def _own(state: State, user: User, args: Args) -> tuple[Conversation, Json]:
    conversation = seen(state, user, args)
    for message in conversation.messages:
        if message["ts"] == args["ts"] and message.get("user") == user.id:
            return conversation, message
    raise NotThere("only one's own messages can be changed")


def _root(conversation: Conversation, ts: str) -> str:
    """The first message of the thread that a message is in."""
    for message in conversation.messages:
        if message["ts"] == ts:
            return str(message.get("thread_ts") or ts)
    raise NotThere("there is no message to reply to")


def _element(shown: list[Json], args: Args) -> tuple[Json, Json]:
    for block in shown:
        for element in blocks.elements(block):
            same = element.get("action_id") == args["action_id"]
            if same and args.get("block_id") in (None, block.get("block_id")):
                return block, element
    raise NotThere(f"there is no {args['action_id']} here")


def _action(state: State, block: Json, element: Json, args: Args) -> Json:
    told: Json = {
        "type": element["type"],
        "action_id": element.get("action_id", ""),
        "block_id": block["block_id"],
        "action_ts": state.new_ts(),
    }
    if element["type"] == "button":
        return {**told, "text": element["text"], "value": element.get("value", "")}
    chosen = next((one for one in element.get("options", []) if one["value"] == args.get("option")), None)
    if chosen is None:
        raise NotThere(f"there is no option {args.get('option')}")
    return {**told, "selected_option": chosen}


def _top(state: State, user: User) -> View:
    found = views.top(state, user.id)
    if found is None:
        raise NotThere(f"{user.name} has no modal open")
    return found


def _view_event(state: State, user: User, found: View, kind: str, **more: object) -> Delivery:
    app = next(iter(state.apps.values()))
    payload = {
        "type": kind,
        **deliveries.common(app, user),
        "trigger_id": deliveries.trigger(state, user.id),
        "view": views.told(state, found, app),
        "response_urls": [],
        **more,
    }
    return deliveries.send(state, "interactive", payload, user=user.id, view_id=found.id)


def _is_empty(block: Json, values: Json) -> bool:
    state = values.get(block["block_id"], {}).get(block["element"]["action_id"], {})
    return not any(value for key, value in state.items() if key != "type")


def _sent(delivery: Delivery) -> Json:
    return {"delivery": delivery.id}


def _mention(state: State, conversation: Conversation, message: Json) -> None:
    """@App in a channel is an event of its own."""
    if conversation.im:
        return
    for app in state.apps.values():
        if f"<@{app.bot_user}>" in message["text"] and app.bot_user in conversation.members:
            body = {**message, "type": "app_mention", "channel": conversation.id, "event_ts": message["ts"]}
            deliveries.event(state, app, body)


def _typed_text(text: str) -> str:
    """Slack escapes what is typed, but for the mentions that its client made."""
    whole = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"&lt;([@#][A-Z0-9]+)&gt;", r"<\1>", whole)


def _escaped_names(state: State, text: str) -> str:
    """With should_escape, @name arrives as an id."""
    ids = {user.name: user.id for user in state.users.values()}

    def escaped(found: re.Match[str]) -> str:
        name = found[1]
        return f"<@{ids[name]}|{name}>" if name in ids else found[0]

    return re.sub(r"(?<![\w.])@([\w.-]*\w)", escaped, text)
