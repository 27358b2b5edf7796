"""views.*: modals and Home tabs."""

from collections.abc import Mapping
from typing import Any

from sandbox import blocks, posting
from sandbox.errors import SlackError
from sandbox.state import TEAM, App, Json, State, View

Args = Mapping[str, Any]
TRIGGER_LIVES = 3.0  # seconds, real ones
LARGEST = 250_000  # characters of a view's JSON
DEEPEST = 3


def open_(state: State, app: App, args: Args) -> Json:
    """A modal in the place of whatever is open. A view that is refused leaves the trigger for another."""
    body = checked(state, args, "modal")
    user = _triggered(state, args)
    state.stacks[user] = []
    return {"view": told(state, stack(state, user, body), app)}


def push(state: State, app: App, args: Args) -> Json:
    body = checked(state, args, "modal")
    return {"view": told(state, stack(state, _triggered(state, args), body), app)}


def update(state: State, app: App, args: Args) -> Json:
    """Which one is said by its id, or by the app's own name for it."""
    key, name = ("id", "view_id") if args.get("view_id") else ("external_id", "external_id")
    view = next((one for one in _opened(state) if args.get(name) and told(state, one, app)[key] == args[name]), None)
    if view is None:
        raise SlackError("not_found")
    if args.get("hash") and args["hash"] != view.hash:
        raise SlackError("hash_conflict")
    replace(state, view, checked(state, args, "modal"))
    return {"view": told(state, view, app)}


def publish(state: State, app: App, args: Args) -> Json:
    user = str(args.get("user_id", ""))
    if user not in state.users:
        raise SlackError("user_not_found")
    body = checked(state, args, "home")
    before = state.homes.get(user)
    if before is not None and args.get("hash") and args["hash"] != before.hash:
        raise SlackError("hash_conflict")
    view = View(before.id if before else state.new_id("V"), user, body, state.new_ts(), "")
    state.homes[user] = view
    return {"view": told(state, view, app)}


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


def checked(state: State, args: Args, kind: str) -> Json:
    """A view's body as Slack takes it. Raises SlackError."""
    body = posting.parsed(args.get("view"))
    if not isinstance(body, dict) or body.get("type") != kind:
        raise SlackError("invalid_arguments", f"view.type must be {kind}")
    if len(str(body)) > LARGEST:
        raise SlackError("view_too_large")
    found = []
    for part, needed in (("title", kind == "modal"), ("submit", False), ("close", False)):
        if part in body or needed:
            found += list(blocks.text(body.get(part), 24, part, plain=True))
    for part, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if len(body.get(part) or "") > most:
            found.append(f"{part} is longer than {most}")
    given = body.get("blocks") or []
    if kind == "modal" and "submit" not in body and any(one.get("type") == "input" for one in given):
        found.append("submit is needed with an input")
    if found:
        raise SlackError("invalid_arguments", *found)
    blocks.check(given, kind)
    posting.check_pictures(state, given)
    return {**body, "blocks": posting.named(state, given)}


def stack(state: State, user: str, body: Json) -> View:
    """A modal on top of those that somebody has open. Raises SlackError past the third."""
    below = state.stacks.get(user, [])
    if len(below) >= DEEPEST:
        raise SlackError("push_limit_reached")
    number = state.new_id("V")
    view = View(number, user, body, state.new_ts(), below[0] if below else number, below[-1] if below else None)
    state.views[number] = view
    state.stacks[user] = [*below, number]
    return view


def top(state: State, user: str) -> View | None:
    """The modal that somebody sees."""
    open_now = state.stacks.get(user, [])
    return state.views[open_now[-1]] if open_now else None


def close(state: State, view: View, *, everything: bool = False) -> None:
    open_now = state.stacks.get(view.user, [])
    state.stacks[view.user] = [] if everything else [one for one in open_now if one != view.id]


def told(state: State, view: View, app: App) -> Json:
    """A view as Slack sends it."""
    kept = ("type", "title", "submit", "close", "callback_id", "external_id", "private_metadata", "blocks")
    return {
        "id": view.id,
        "team_id": TEAM,
        "app_id": app.id,
        "bot_id": app.bot_id,
        "hash": view.hash,
        "root_view_id": view.root or view.id,
        "previous_view_id": view.previous,
        "callback_id": "",
        "external_id": "",
        "private_metadata": "",
        "clear_on_close": bool(view.body.get("clear_on_close")),
        "notify_on_close": bool(view.body.get("notify_on_close")),
        **{key: view.body[key] for key in kept if key in view.body},
        "state": {"values": values(view)},
    }


def values(view: View) -> Json:
    """What stands in every box: what was typed, else what it began with."""
    return standing(view.body["blocks"], view.typed)


def standing(shown: list[Json], typed: Json) -> Json:
    """The state of everything in these blocks that holds something, by block and action."""
    found: Json = {}
    for block in shown:
        for element in blocks.elements(block):
            if element["type"] in blocks.INPUTS:
                own = typed.get(block["block_id"], {}).get(element["action_id"])
                found.setdefault(block["block_id"], {})[element["action_id"]] = own or beginning(element)
    return found


def beginning(element: Json) -> Json:
    """The state of an input that nobody has touched."""
    kind = element["type"]
    begun = {
        "static_select": ("selected_option", "initial_option"),
        "radio_buttons": ("selected_option", "initial_option"),
        "checkboxes": ("selected_options", "initial_options"),
        "multi_static_select": ("selected_options", "initial_options"),
        "users_select": ("selected_user", "initial_user"),
        "multi_users_select": ("selected_users", "initial_users"),
        "conversations_select": ("selected_conversation", "initial_conversation"),
        "datepicker": ("selected_date", "initial_date"),
        "timepicker": ("selected_time", "initial_time"),
    }
    key, initial = begun.get(kind, ("value", "initial_value"))
    empty: Any = [] if kind in ("checkboxes", "multi_static_select", "multi_users_select") else None
    return {"type": kind, key: element.get(initial, empty)}


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


def _opened(state: State) -> list[View]:
    return [state.views[one] for open_now in state.stacks.values() for one in open_now]
