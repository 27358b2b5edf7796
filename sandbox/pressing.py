"""What a person presses or calls: buttons and menus, slash commands, shortcuts, the Home tab."""

from collections.abc import Mapping
from typing import Any

from sandbox import blocks, deliveries, posting, views
from sandbox.errors import NotThere
from sandbox.reading import app_dm, named_app, seen, sent
from sandbox.state import TEAM, Conversation, Delivery, Json, State, User, View
from sandbox.talking import with_ids

Args = Mapping[str, Any]


def click(state: State, user: User, args: Args) -> Json:
    """A button of a message, or a choice in it: `option` is the value of the one chosen, `state` another's state.

    `values` are what stands in the message's boxes, by block and action.
    """
    conversation = seen(state, user, args)
    message, hidden = _message(state, user, conversation, str(args["ts"]))
    block, element = _element(message.get("blocks", []), args)
    app = state.apps[message["app_id"]]
    action = _action(state, block, element, args)
    typed = {**args.get("values", {}), action["block_id"]: {action["action_id"]: args.get("state") or _chosen(action)}}
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": hidden,
    }
    container |= {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
    payload = {
        "type": "block_actions",
        **deliveries.common(app, user),
        "container": container,
        "trigger_id": deliveries.trigger(state, user.id),
        "channel": _place(conversation),
        "state": {"values": views.values(message["blocks"], typed)},
        "response_url": deliveries.response_url(state, app, user.id, conversation.id, message),
        "actions": [action],
    }
    payload |= {} if hidden else {"message": posting.without_metadata(message)}
    return sent(deliveries.send(state, app, "interactive", payload, user=user.id, channel=conversation.id))


def click_in_view(state: State, user: User, args: Args) -> Json:
    """A button or a choice in the modal on top, or on a Home."""
    found = open_view(state, user, str(args["view"]))
    block, element = _element(found.body["blocks"], args)
    return sent(pressed_in(state, user, found, _action(state, block, element, args)))


def pressed_in(state: State, user: User, found: View, action: Json) -> Delivery:
    """Tell the app of something pressed or chosen in a view."""
    app = state.apps[found.app]
    shown = views.told(state, found, app)
    payload = {
        "type": "block_actions",
        **deliveries.common(app, user),
        "container": {"type": "view", "view_id": found.id},
        "trigger_id": deliveries.trigger(state, user.id),
        "view": shown,
        "state": shown["state"],
        "actions": [action],
    }
    return deliveries.send(state, app, "interactive", payload, user=user.id, view_id=found.id)


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
        "channel_name": _place(conversation)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": word,
        "text": with_ids(state, rest.strip()),
        "api_app_id": app.id,
        "is_enterprise_install": "false",
        "response_url": deliveries.response_url(state, app, user.id, conversation.id),
        "trigger_id": deliveries.trigger(state, user.id),
    }
    return sent(deliveries.send(state, app, "slash_commands", payload, user=user.id, channel=conversation.id))


def shortcut(state: State, user: User, args: Args) -> Json:
    """From the menu of a message (`channel` and `ts`), or without one from the search box."""
    app = named_app(state, args)
    payload = {
        **deliveries.common(app, user),
        "callback_id": str(args["callback_id"]),
        "trigger_id": deliveries.trigger(state, user.id),
        "action_ts": state.new_ts(),
    }
    if args.get("ts") is None:
        return sent(deliveries.send(state, app, "interactive", {"type": "shortcut", **payload}, user=user.id))
    conversation = seen(state, user, {"channel": None, **args})
    message = posting.find(conversation, str(args["ts"]))
    if message is None:
        raise NotThere("there is no such message")
    payload |= {
        "type": "message_action",
        "channel": _place(conversation),
        "message_ts": message["ts"],
        "message": posting.without_metadata(message),
        "response_url": deliveries.response_url(state, app, user.id, conversation.id, message),
    }
    return sent(deliveries.send(state, app, "interactive", payload, user=user.id, channel=conversation.id))


def home(state: State, user: User, args: Args) -> Json:
    """Open an app's Home tab; what stands on it at first, None for nothing."""
    app = named_app(state, args)
    body: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": app_dm(state, user, app).id,
        "tab": "home",
        "event_ts": state.new_ts(),
    }
    published = state.home(app.id, user.id)
    body |= {"view": views.told(state, published, app)} if published else {}
    deliveries.event(state, app, body)
    return home_view(state, user, args)


def home_view(state: State, user: User, args: Args) -> Json:
    """What stands on the Home tab now; None for nothing."""
    found = state.home(named_app(state, args).id, user.id)
    return {"view": {**found.body, "id": found.id} if found else None}


def acted_on(state: State, block: Json, element: Json) -> Json:
    """The beginning of an action: on what."""
    return {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": state.new_ts(),
    }


def _message(state: State, user: User, conversation: Conversation, ts: str) -> tuple[Json, bool]:
    """A message that this person sees here, and whether they alone do."""
    message = posting.find(conversation, ts)
    if message is not None:
        return message, False
    for one in state.ephemerals:
        if one["ts"] == ts and one["user"] == user.id and one["channel"] == conversation.id:
            return one, True
    raise NotThere("there is no such message")


def _element(shown: list[Json], args: Args) -> tuple[Json, Json]:
    for block in shown:
        for element in blocks.elements(block):
            same = element.get("action_id") == args["action_id"]
            if same and args.get("block_id") in (None, block["block_id"]):
                return block, element
    raise NotThere(f"there is no {args['action_id']} here")


def _action(state: State, block: Json, element: Json, args: Args) -> Json:
    told = acted_on(state, block, element)
    if element["type"] == "button":
        value = {"value": element["value"]} if element.get("value") else {}
        return {**told, "text": element["text"], **value}
    if args.get("state") is not None:
        return {**told, **args["state"]}
    chosen = next((one for one in offered(element) if one["value"] == args.get("option")), None)
    if chosen is None:
        raise NotThere(f"there is no option {args.get('option')}")
    return {**told, "selected_option": chosen}


def offered(element: Json) -> list[Json]:
    """The options of a menu, those in groups among them."""
    grouped = [one for group in element.get("option_groups", []) for one in group["options"]]
    return [*element.get("options", []), *grouped]


def _chosen(action: Json) -> Json:
    return {key: value for key, value in action.items() if key == "type" or key.startswith("selected_")}


def open_view(state: State, user: User, name: str) -> View:
    """The modal on top, or a Home. Raises NotThere."""
    homes = [one for one in state.homes.values() if one.user == user.id]
    for view in [views.top(state, user.id), *homes]:
        if view is not None and view.id == name:
            return view
    raise NotThere(f"{user.name} does not see the view {name}")


def _place(conversation: Conversation) -> Json:
    fallback = "directmessage" if conversation.im else ""
    return {"id": conversation.id, "name": conversation.name or fallback}
