"""What the app answered: to a submission what becomes of its modal, to a command what is said."""

from sandbox import answers, views
from sandbox.errors import SlackError
from sandbox.state import Delivery, Json, State, View


def accept(state: State, delivery: Delivery, body: object) -> None:
    """A 200. An answer that Slack cannot use shows as an error to the person."""
    delivery.state = "acked"
    try:
        if delivery.view_id is not None and delivery.payload["type"] == "view_submission":
            _on_submission(state, state.views[delivery.view_id], body if isinstance(body, dict) else {})
        elif delivery.kind == "slash_commands" and body:
            _on_command(state, delivery, body)
    except SlackError as wrong:
        delivery.state, delivery.error = "failed", f"{wrong.code}: {', '.join(wrong.details)}"


def _on_submission(state: State, view: View, body: Json) -> None:
    match body.get("response_action"):
        case None:
            views.close(state, view)
        case "clear":
            views.close(state, view, everything=True)
        case "errors":
            _errors(view, body.get("errors"))
        case "update":
            views.replace(state, view, views.checked(state, body, "modal", over=view))
        case "push":
            views.push_on(state, state.apps[view.app], view.user, views.checked(state, body, "modal"))
        case other:
            raise SlackError("invalid_response_action", str(other))


def _errors(view: View, errors: object) -> None:
    """Each error must name an input block, or Slack shows none of them."""
    inputs = {one["block_id"] for one in view.body["blocks"] if one["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_errors")
    if errors.keys() - inputs:
        raise SlackError("invalid_errors", *sorted(errors.keys() - inputs))
    view.errors = {block: str(text) for block, text in errors.items()}


def _on_command(state: State, delivery: Delivery, body: object) -> None:
    """Only the person sees it, unless the answer says in_channel."""
    answer: Json = body if isinstance(body, dict) else {"text": str(body)}
    conversation = state.conversations[str(delivery.channel)]
    answers.say(state, state.apps[delivery.app], conversation, delivery.user, answer)
