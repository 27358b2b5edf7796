"""What the app answered: to a submission what becomes of its modal, to a command what is said."""

from typing import Any

from sandbox import answers, views
from sandbox.errors import SlackError
from sandbox.state import Delivery, Json, State, View


def accept(state: State, delivery: Delivery, body: object) -> None:
    """A 200. An answer that Slack cannot use shows as an error to the person."""
    delivery.state = "acked"
    try:
        if delivery.view_id is not None and delivery.payload["type"] == "view_submission":
            _on_submission(state, state.views[delivery.view_id], body if isinstance(body, dict) else {})
        elif delivery.kind == "slash_commands":
            _say(state, delivery, body if isinstance(body, dict) else {"text": body})
    except SlackError as wrong:
        delivery.state, delivery.error = "failed", f"{wrong.code}: {', '.join(wrong.details)}"


def _on_submission(state: State, view: View, body: Json) -> None:
    match body.get("response_action"):
        case None:
            views.close(state, view)
        case "clear":
            views.close(state, view, everything=True)
        case "errors":
            _errors(view, body.get("errors") or {})
        case "update":
            views.replace(state, view, views.checked(state, body, "modal"))
        case "push":
            views.stack(state, view.user, views.checked(state, body, "modal"))
        case other:
            raise SlackError("invalid_response_action", str(other))


def _errors(view: View, errors: dict[str, Any]) -> None:
    """Each error must name an input block, or Slack shows none of them."""
    inputs = {one["block_id"] for one in view.body["blocks"] if one["type"] == "input"}
    if not errors or set(errors) - inputs:
        raise SlackError("invalid_errors", *sorted(set(errors) - inputs))
    view.errors = dict(errors)


def _say(state: State, delivery: Delivery, body: Json) -> None:
    """A command may be answered by nothing."""
    if body.get("text") or body.get("blocks"):
        app = state.apps[delivery.payload["api_app_id"]]
        answers.say(state, app, delivery.user, str(delivery.channel), body)
