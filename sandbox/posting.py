"""chat.*: what an app says."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox import blocks, conversations, deliveries, limits
from sandbox.errors import SlackError
from sandbox.state import TEAM, App, Conversation, Json, State

Args = Mapping[str, Any]
LONGEST_TEXT = 40_000


def post(state: State, app: App, args: Args) -> Json:
    """To a channel, a direct conversation, or a person."""
    conversation = _where(state, app, args)
    if conversation.archived:
        raise SlackError("is_archived")
    body = content(state, app, args)
    thread = args.get("thread_ts")
    if thread and not any(one["ts"] == thread for one in conversation.messages):
        raise SlackError("thread_not_found")
    limits.count_post(state, conversation.id)
    message = signed(state, app, body)
    if thread:
        message["thread_ts"] = thread
    add(conversation, message)
    deliveries.of_message(state, conversation, message)
    return {"channel": conversation.id, "ts": message["ts"], "message": without_metadata(message)}


def signed(state: State, app: App, body: Json) -> Json:
    """A new message of the app's."""
    own = {"user": app.bot_user, "bot_id": app.bot_id, "app_id": app.id, "team": TEAM}
    return {"type": "message", **own, **body, "ts": state.new_ts()}


def update(state: State, app: App, args: Args) -> Json:
    """Text without blocks deletes the blocks."""
    conversation = conversations.visible(state, app, args)
    message = _own(conversation, app, args)
    body = content(state, app, args)
    before = dict(message)
    for key in ("text", "blocks"):
        message.pop(key, None)
    message.update(body)
    message["edited"] = {"user": app.bot_user, "ts": state.new_ts()}
    changed(state, conversation, message, before)
    return {"channel": conversation.id, "ts": message["ts"], "text": message.get("text", "")}


def delete(state: State, app: App, args: Args) -> Json:
    conversation = conversations.visible(state, app, args)
    message = _own(conversation, app, args, "cant_delete_message")
    removed(state, conversation, message)
    return {"channel": conversation.id, "ts": message["ts"]}


def ephemeral(state: State, app: App, args: Args) -> Json:
    """Seen by one person only, until they look elsewhere."""
    conversation = conversations.read_by(state, app, args)
    if conversation.archived:
        raise SlackError("is_archived")
    user = str(args.get("user", ""))
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    body = content(state, app, args)
    told = {"channel": conversation.id, "user": user, "ts": state.new_ts(), **body}
    state.ephemerals.append(told)
    return {"message_ts": told["ts"]}


def permalink(state: State, app: App, args: Args) -> Json:
    conversation = conversations.visible(state, app, args)
    ts = str(args.get("message_ts", ""))
    if not any(one["ts"] == ts for one in conversation.messages):
        raise SlackError("message_not_found")
    link = f"{state.base_url}/archives/{conversation.id}/p{ts.replace('.', '')}"
    return {"channel": conversation.id, "permalink": link}


def content(state: State, app: App, args: Args) -> Json:
    """Text, blocks and metadata of a message, checked. Raises SlackError."""
    text, given = args.get("text") or "", parsed(args.get("blocks"))
    if not text and not given:
        raise SlackError("no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    body: Json = {"text": text}
    if given:
        blocks.check(given, "message")
        check_pictures(state, given)
        body["blocks"] = named(state, given)
    metadata = parsed(args.get("metadata"))
    if metadata is not None:
        if not _is_metadata(metadata):
            raise SlackError("invalid_metadata_format")
        body["metadata"] = metadata
    return body


def check_pictures(state: State, given: list[Json]) -> None:
    """An image that is a file of Slack's must be there and ready."""
    for shown in _pictures(given):
        file = state.files.get(str(shown.get("id", "")))
        if file is None or not file.ready:
            raise SlackError("invalid_blocks", "slack_file: invalid or not ready")


def _pictures(given: object) -> list[Json]:
    """Every slack_file, however deep."""
    if isinstance(given, list):
        return [found for one in given for found in _pictures(one)]
    if isinstance(given, dict):
        own = [given["slack_file"]] if given.get("slack_file") else []
        return own + _pictures(list(given.values()))
    return []


def named(state: State, given: list[Json]) -> list[Json]:
    """Each block, and everything in it that can be pressed, with a name of its own."""
    return [_named(state, one) for one in given]


def _named(state: State, block: Json) -> Json:
    whole = block if "block_id" in block else {**block, "block_id": state.new_id("b")}
    for key in ("accessory", "element"):
        if key in whole:
            whole = {**whole, key: _with_action(state, whole[key])}
    if whole["type"] == "actions":
        whole = {**whole, "elements": [_with_action(state, one) for one in whole["elements"]]}
    return whole


def _with_action(state: State, element: Json) -> Json:
    return (
        element if "action_id" in element or element["type"] == "image" else {**element, "action_id": state.new_id("a")}
    )


def add(conversation: Conversation, message: Json) -> None:
    """A message, and with a reply the count at the thread's first one."""
    conversation.messages.append(message)
    _count_replies(conversation, message.get("thread_ts"))


def _count_replies(conversation: Conversation, thread: str | None) -> None:
    """What stands at the first message of a thread."""
    first = next((one for one in conversation.messages if one["ts"] == thread), None)
    if first is None:
        return
    replies = [one["ts"] for one in conversation.messages if one.get("thread_ts") == thread and one is not first]
    for key in ("thread_ts", "reply_count", "latest_reply"):
        first.pop(key, None)
    if replies:
        first |= {"thread_ts": thread, "reply_count": len(replies), "latest_reply": replies[-1]}


def changed(state: State, conversation: Conversation, message: Json, before: Json) -> None:
    """Tell the app that a message reads differently now."""
    told = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "ts": state.new_ts(),
        "message": without_metadata(message),
        "previous_message": without_metadata(before),
    }
    deliveries.of_message(state, conversation, told)


def removed(state: State, conversation: Conversation, message: Json) -> None:
    """A message is taken back, is no longer counted in its thread, and the app is told."""
    conversation.messages.remove(message)
    _count_replies(conversation, message.get("thread_ts"))
    told = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "ts": state.new_ts(),
        "deleted_ts": message["ts"],
        "previous_message": without_metadata(message),
    }
    deliveries.of_message(state, conversation, told)


def parsed(value: object) -> Any:
    """Blocks, metadata and views come as JSON, or as JSON in a form's field."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as wrong:
        raise SlackError("invalid_arguments") from wrong


def without_metadata(message: Json) -> Json:
    return {key: value for key, value in message.items() if key != "metadata"}


def _where(state: State, app: App, args: Args) -> Conversation:
    name = str(args.get("channel", ""))
    if name in state.users:
        return conversations.direct(state, name, app.bot_user)
    return conversations.read_by(state, app, args)


def _is_metadata(value: object) -> bool:
    """A name for the kind of event, and an object that says what it was."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("event_type"), str)
        and isinstance(value.get("event_payload"), dict)
    )


def _own(conversation: Conversation, app: App, args: Args, otherwise: str = "cant_update_message") -> Json:
    message = next((one for one in conversation.messages if one["ts"] == args.get("ts")), None)
    if message is None:
        raise SlackError("message_not_found")
    if message.get("app_id") != app.id:
        raise SlackError(otherwise)
    return message
