"""What the app answered: to a submission what becomes of its modal, to a command what is said."""

from typing import Any

from sandbox import blocks, posting, views
from sandbox.errors import SlackError
from sandbox.state import Delivery, Json, State, View


def accept(state: State, delivery: Delivery, body: object) -> None:
    """A 200. An answer that Slack cannot use shows as an error in the modal."""
    delivery.state = "acked"
    if delivery.view_id is not None and delivery.payload["type"] == "view_submission":
        try:
            _on_submission(state, state.views[delivery.view_id], body if isinstance(body, dict) else {})
        except SlackError as wrong:
            delivery.state, delivery.error = "failed", f"{wrong.code}: {', '.join(wrong.details)}"
    elif delivery.kind == "slash_commands" and body:
        _say(state, delivery, body)


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


def _say(state: State, delivery: Delivery, body: object) -> None:
    """Only the person sees it, unless the answer says in_channel."""
    answer: Json = body if isinstance(body, dict) else {"text": str(body)}
    conversation = state.conversations[str(delivery.channel)]
    content: Json = {"text": answer.get("text", "")}
    if answer.get("blocks"):
        blocks.check(answer["blocks"], "message")
        content["blocks"] = posting.named(state, answer["blocks"])
    told = {"type": "message", "channel": conversation.id, "ts": state.new_ts(), **content}
    if answer.get("response_type") == "in_channel":
        posting.add(conversation, told)
    else:
        state.ephemerals.append({**told, "user": delivery.user})
