"""What a person does with a modal: fill it in, send it, close it."""

from collections.abc import Mapping
from typing import Any

from sandbox import blocks, deliveries, pressing, views
from sandbox.errors import NotThere
from sandbox.reading import sent
from sandbox.state import Delivery, Json, State, User, View

Args = Mapping[str, Any]
NEEDED = "Please complete this required field."


def view(state: State, user: User, args: Args) -> Json:
    """The modal on top, with what stands in its boxes and beside them; None without one."""
    found = views.top(state, user.id)
    if found is None:
        return {"view": None}
    values = views.values(found.body["blocks"], found.typed)
    return {"view": {**found.body, "id": found.id, "values": values, "errors": dict(found.errors)}}


def fill(state: State, user: User, args: Args) -> Json:
    """Put something into one box of the modal on top: `value` is the state of its input.

    Outside an input block, and in one that asks for it, the app is told at once.
    """
    found = _top(state, user, args)
    block, element = _box(found, str(args["block_id"]))
    value = {"type": element["type"], **args["value"]}
    _check(element, value)
    found.typed.setdefault(block["block_id"], {})[element["action_id"]] = value
    if block["type"] == "input" and not block.get("dispatch_action"):
        return {"delivery": None}
    action = {**pressing.acted_on(state, block, element), **value}
    return sent(pressing.pressed_in(state, user, found, action))


def keep(state: State, user: User, args: Args) -> Json:
    """What stands in the boxes of the modal on top or of a Home; the app is told with whatever is pressed next.

    `values` are states by block and action. What the view has no box for any more is let go.
    """
    found = pressing.open_view(state, user, str(args["view"]))
    for block in found.body["blocks"]:
        for element in blocks.elements(block):
            value = args["values"].get(block["block_id"], {}).get(element.get("action_id"))
            if value is not None and element["type"] in blocks.INPUTS:
                _check(element, value)
                typed = found.typed.setdefault(block["block_id"], {})
                typed[element["action_id"]] = {**value, "type": element["type"]}
    return {}


def submit(state: State, user: User, args: Args) -> Json:
    """Send the modal on top; `values` go into its boxes first. Empty required ones are told at once, by Slack."""
    found = _top(state, user, args)
    if "submit" not in found.body:
        raise NotThere("this modal has nothing to send")
    for block_id, inputs in args.get("values", {}).items():
        for value in inputs.values():
            fill(state, user, {"block_id": block_id, "value": value})
    values = views.values(found.body["blocks"], found.typed)
    found.errors = {
        one["block_id"]: NEEDED
        for one in found.body["blocks"]
        if one["type"] == "input" and not one.get("optional") and _is_empty(one, values)
    }
    if found.errors:
        return {"delivery": None, "errors": dict(found.errors)}
    return sent(_told(state, user, found, "view_submission", {"response_urls": []}))


def close_view(state: State, user: User, args: Args) -> Json:
    """Close the modal on top; with clear_on_close those below it too."""
    found = _top(state, user, args)
    everything = bool(found.body.get("clear_on_close"))
    views.close(state, found, everything=everything)
    if found.body.get("notify_on_close"):
        _told(state, user, found, "view_closed", {"is_cleared": everything})
    return {}


def _top(state: State, user: User, args: Args) -> View:
    found = views.top(state, user.id)
    if found is None:
        raise NotThere(f"{user.name} has no modal open")
    if args.get("view") not in (None, found.id):
        raise NotThere(f"{args['view']} is not the modal on top")
    return found


def _box(found: View, block_id: str) -> tuple[Json, Json]:
    for block in found.body["blocks"]:
        for element in blocks.elements(block):
            if block["block_id"] == block_id and element["type"] in blocks.INPUTS:
                return block, element
    raise NotThere(f"there is no box {block_id}")


def _check(element: Json, value: Json) -> None:
    """What the box itself would not let in."""
    most = element.get("max_length", 3000)
    if len(value.get("value") or "") > most:
        raise NotThere(f"the box takes {most} characters, not {len(value['value'])}")
    one = value.get("selected_option")
    chosen = value.get("selected_options") or ([one] if one else [])
    allowed = [option["value"] for option in pressing.offered(element)]
    if allowed and any(option["value"] not in allowed for option in chosen):
        raise NotThere("the box does not offer that")


def _is_empty(block: Json, values: Json) -> bool:
    entered = values[block["block_id"]][block["element"]["action_id"]]
    return not any(value for key, value in entered.items() if key != "type")


def _told(state: State, user: User, found: View, kind: str, more: Json) -> Delivery:
    app = state.apps[found.app]
    payload = {
        "type": kind,
        **deliveries.common(app, user),
        "trigger_id": deliveries.trigger(state, user.id),
        "view": views.told(state, found, app),
        **more,
    }
    return deliveries.send(state, app, "interactive", payload, user=user.id, view_id=found.id)
