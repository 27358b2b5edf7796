"""views.*: modals and Home tabs."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox import arguments, blocks, posting
from sandbox.elements import plain
from sandbox.errors import SlackError
from sandbox.schema import Rule, anything, boolean, record, string
from sandbox.state import TEAM, App, Json, State, View

Args = Mapping[str, Any]
TRIGGER_LIVES = 3.0  # seconds, real ones
LARGEST = 250_000  # bytes of a view's JSON
DEEPEST = 3
COMMON: dict[str, Rule] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
MODAL = record(
    {"type": anything, "title": plain(24), "blocks": anything},
    {
        **COMMON,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
HOME = record({"type": anything, "blocks": anything}, COMMON)
KEPT = ("type", "title", "submit", "close", "clear_on_close", "notify_on_close", "blocks", *COMMON)


def open_(state: State, app: App, args: Args) -> Json:
    """A modal in the place of whatever is open. A view that is refused leaves the trigger for another."""
    body = checked(state, args, "modal")
    user = _triggered(state, args)
    state.stacks[user] = []
    push_on(state, app, user, body)
    return {"view": told(state, state.views[state.stacks[user][-1]], app)}


def push(state: State, app: App, args: Args) -> Json:
    body = checked(state, args, "modal")
    user = _triggered(state, args)
    push_on(state, app, user, body)
    return {"view": told(state, state.views[state.stacks[user][-1]], app)}


def update(state: State, app: App, args: Args) -> Json:
    view = _known(state, app, args)
    if args.get("hash") and args["hash"] != view.hash:
        raise SlackError("hash_conflict")
    replace(state, view, checked(state, args, "modal", over=view))
    return {"view": told(state, view, app)}


def publish(state: State, app: App, args: Args) -> Json:
    user = str(args.get("user_id", ""))
    if user not in state.users:
        raise SlackError("user_not_found")
    body = checked(state, args, "home")
    before = state.home(app.id, user)
    if before is not None and args.get("hash") and args["hash"] != before.hash:
        raise SlackError("hash_conflict")
    name = before.id if before else state.new_id("V")
    view = View(name, app.id, user, body, state.new_ts(), name)
    state.homes[f"{app.id}/{user}"] = view
    return {"view": told(state, view, app)}


def push_on(state: State, app: App, user: str, body: Json) -> None:
    """One more modal on top. Raises SlackError push_limit_reached."""
    if len(state.stacks.get(user, [])) >= DEEPEST:
        raise SlackError("push_limit_reached")
    below, number = state.stacks.get(user, []), state.new_id("V")
    root = below[0] if below else number
    state.views[number] = View(number, app.id, user, body, state.new_ts(), root, below[-1] if below else None)
    state.stacks[user] = [*below, number]


def replace(state: State, view: View, body: Json) -> None:
    """What was typed stays where block and action keep their names; what went wrong before is gone."""
    view.body, view.hash, view.errors = body, state.new_ts(), {}
    here = {
        (one.get("block_id"), element.get("action_id")) for one in body["blocks"] for element in blocks.elements(one)
    }
    view.typed = {
        block: kept
        for block, inputs in view.typed.items()
        if (kept := {name: value for name, value in inputs.items() if (block, name) in here})
    }


def checked(state: State, args: Args, kind: str, *, over: View | None = None) -> Json:
    """A view's body as Slack takes it, every part of it named. `over` is the view it replaces. Raises SlackError."""
    body = arguments.parsed(args.get("view"), "invalid_arguments")
    if not isinstance(body, dict) or body.get("type") != kind:
        raise SlackError("invalid_arguments", f"[ERROR] must be a view of type {kind} [json-pointer:/view]")
    if len(json.dumps(body)) > LARGEST:
        raise SlackError("view_too_large")
    found = list((MODAL if kind == "modal" else HOME)(body, "/view"))
    found += blocks.violations(body["blocks"], kind, "/view/blocks") if "blocks" in body else []
    if not found and kind == "modal" and "submit" not in body and any(b["type"] == "input" for b in body["blocks"]):
        found.append("[ERROR] missing required field: submit [json-pointer:/view]")
    found = found or list(posting.missing_pictures(state, body["blocks"], "/view/blocks"))
    if found:
        raise SlackError("invalid_arguments", *found)
    _only_one_of(state, body, over)
    return {**body, "blocks": posting.named(state, body["blocks"])}


def top(state: State, user: str) -> View | None:
    """The modal that somebody sees."""
    stack = state.stacks.get(user, [])
    return state.views[stack[-1]] if stack else None


def close(state: State, view: View, *, everything: bool = False) -> None:
    stack = state.stacks.get(view.user, [])
    state.stacks[view.user] = [] if everything else [one for one in stack if one != view.id]


def told(state: State, view: View, app: App) -> Json:
    """A view as Slack sends it."""
    return {
        "id": view.id,
        "team_id": TEAM,
        "app_id": app.id,
        "app_installed_team_id": TEAM,
        "bot_id": app.bot_id,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "callback_id": "",
        "external_id": "",
        "private_metadata": "",
        "clear_on_close": False,
        "notify_on_close": False,
        **{key: view.body[key] for key in KEPT if key in view.body},
        "state": {"values": values(view.body["blocks"], view.typed)},
    }


def values(shown: list[Json], typed: Mapping[str, Mapping[str, Json]]) -> Json:
    """What stands in every box: what was typed, else what it began with."""
    found: Json = {}
    for block in shown:
        for element in blocks.elements(block):
            if element["type"] in blocks.INPUTS:
                name = element["action_id"]
                entered = typed.get(block["block_id"], {}).get(name)
                found.setdefault(block["block_id"], {})[name] = entered or beginning(element)
    return found


BEGUN = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}


def beginning(element: Json) -> Json:
    """The state of an input that nobody has touched."""
    kind = element["type"]
    key, initial = BEGUN.get(kind, ("value", "initial_value"))
    return {"type": kind, key: element.get(initial, [] if key.endswith("s") else None)}


def _triggered(state: State, args: Args) -> str:
    trigger = state.triggers.get(str(args.get("trigger_id", "")))
    if trigger is None:
        raise SlackError("invalid_trigger_id" if args.get("trigger_id") else "invalid_arguments")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if state.monotonic() - trigger.issued > TRIGGER_LIVES:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _known(state: State, app: App, args: Args) -> View:
    """An open modal of this app's, by its own id or the one the app gave it."""
    name, external = args.get("view_id"), args.get("external_id")
    for number in (number for stack in state.stacks.values() for number in stack):
        view = state.views[number]
        if view.app == app.id and (number == name or (external and view.body.get("external_id") == external)):
            return view
    raise SlackError("not_found")


def _only_one_of(state: State, body: Json, over: View | None) -> None:
    external = body.get("external_id")
    taken = (number for stack in state.stacks.values() for number in stack if over is None or number != over.id)
    if external and any(state.views[number].body.get("external_id") == external for number in taken):
        raise SlackError("duplicate_external_id")
