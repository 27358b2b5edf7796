"""chat.*: what an app says."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox import arguments, blocks, conversations, deliveries, limits
from sandbox.errors import SlackError
from sandbox.schema import wrong
from sandbox.state import TEAM, App, Conversation, Json, State

Args = Mapping[str, Any]
LONGEST_TEXT = 40_000  # characters; an edit takes less
LONGEST_EDIT = 4_000
TOMBSTONE = "This message was deleted."
SLACKBOT = "USLACKBOT"


def post(state: State, app: App, args: Args) -> Json:
    """To a channel, a direct conversation, or a person."""
    conversation = _where(state, app, args)
    if conversation.archived:
        raise SlackError("is_archived")
    body = content(state, args, LONGEST_TEXT)
    thread = args.get("thread_ts")
    if thread and find(conversation, str(thread)) is None:
        raise SlackError("thread_not_found")
    limits.count_post(state, conversation.id)
    message = say(state, app, conversation, body, thread_ts=thread)
    return {"channel": conversation.id, "ts": message["ts"], "message": without_metadata(message)}


def update(state: State, app: App, args: Args) -> Json:
    """Text without blocks deletes the blocks; metadata stays unless it is given."""
    conversation = conversations.visible(state, app, args)
    message = _own(conversation, app, args, "cant_update_message")
    body = content(state, args, LONGEST_EDIT)
    rewrite(state, conversation, message, body, by=app.bot_user)
    return {
        "channel": conversation.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": without_metadata(message),
    }


def delete(state: State, app: App, args: Args) -> Json:
    conversation = conversations.visible(state, app, args)
    message = _own(conversation, app, args, "cant_delete_message")
    remove(state, conversation, message)
    return {"channel": conversation.id, "ts": message["ts"]}


def ephemeral(state: State, app: App, args: Args) -> Json:
    """Seen by one person only, until they look elsewhere."""
    conversation = conversations.read_by(state, app, args)
    if conversation.archived:
        raise SlackError("is_archived")
    user = str(args.get("user", ""))
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    return {"message_ts": whisper(state, app, conversation, user, content(state, args, LONGEST_EDIT))["ts"]}


def permalink(state: State, app: App, args: Args) -> Json:
    conversation = conversations.visible(state, app, args)
    ts = str(args.get("message_ts", ""))
    if find(conversation, ts) is None:
        raise SlackError("message_not_found")
    link = f"{state.base_url}/archives/{conversation.id}/p{ts.replace('.', '')}"
    return {"channel": conversation.id, "permalink": link}


def content(state: State, args: Args, most: int) -> Json:
    """Text, blocks and metadata of a message, checked. Raises SlackError."""
    text, given = str(args.get("text") or ""), arguments.parsed(args.get("blocks"), "invalid_blocks_format")
    if not text and not given:
        raise SlackError("no_text")
    if len(text) > most:
        raise SlackError("msg_too_long")
    body: Json = {"text": text}
    if given:
        blocks.check(given, "message")
        missing = list(missing_pictures(state, given, "/blocks"))
        if missing:
            raise SlackError("invalid_blocks", *missing)
        body["blocks"] = named(state, given)
    metadata = arguments.parsed(args.get("metadata"), "invalid_metadata_format")
    if metadata is not None:
        body["metadata"] = _metadata(metadata)
    return body


def missing_pictures(state: State, value: object, path: str) -> Iterator[str]:
    """An image that is a file of Slack's must be there and ready."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from missing_pictures(state, one, f"{path}/{index}")
    elif isinstance(value, dict):
        shown = value.get("slack_file")
        if isinstance(shown, dict):
            name = str(shown.get("id") or str(shown.get("url")).rpartition("/")[2])
            file = state.files.get(name)
            if file is None or not file.ready:
                yield wrong("invalid slack file", f"{path}/slack_file")
        for key in ("elements", "accessory"):
            yield from missing_pictures(state, value.get(key), f"{path}/{key}")


def named(state: State, given: list[Json]) -> list[Json]:
    """A copy in which each block, and each element in it, has a name of its own."""
    copied: list[Json] = _copied(given)
    for block in copied:
        if "block_id" not in block:
            block["block_id"] = state.new_id("b")
        for element in blocks.elements(block):
            if "action_id" not in element and element["type"] != "image":
                element["action_id"] = state.new_id("a")
    return copied


def _copied(value: Any) -> Any:
    """JSON of its own: not even two equal parts of it are one object."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def say(state: State, app: App, conversation: Conversation, body: Json, *, thread_ts: object = None) -> Json:
    """A message of the app's, and the app told of it."""
    message: Json = {
        "type": "message",
        "user": app.bot_user,
        "bot_id": app.bot_id,
        "app_id": app.id,
        "team": TEAM,
        **body,
        "ts": state.new_ts(),
    }
    if thread_ts:
        message["thread_ts"] = str(thread_ts)
    add(conversation, message)
    deliveries.of_message(state, conversation, message)
    return message


def whisper(state: State, app: App, conversation: Conversation, user: str, body: Json) -> Json:
    """A message of the app's that one person sees."""
    shown = without_metadata(body)
    told = {"type": "message", "channel": conversation.id, "user": user, "app_id": app.id, "ts": state.new_ts()}
    state.ephemerals.append({**told, **shown})
    return state.ephemerals[-1]


def add(conversation: Conversation, message: Json) -> None:
    """A message, and with a reply the count at the thread's first one."""
    conversation.messages.append(message)
    first = find(conversation, message["thread_ts"]) if "thread_ts" in message else None
    if first is not None:
        message["parent_user_id"] = first.get("user")
        first["thread_ts"] = first["ts"]
        first["reply_count"] = first.get("reply_count", 0) + 1
        first["latest_reply"] = message["ts"]


def rewrite(state: State, conversation: Conversation, message: Json, body: Json, *, by: str) -> None:
    """New words in place of the old ones, and the app told of it."""
    before = dict(message)
    if not body.get("metadata", True):  # empty: Slack takes it away
        message.pop("metadata", None)
        body = without_metadata(body)
    message.pop("blocks", None)
    message.update(body)
    message["edited"] = {"user": by, "ts": state.new_ts()}
    changed(state, conversation, message, before)


def remove(state: State, conversation: Conversation, message: Json) -> None:
    """A message goes; of one with replies a tombstone stays, and the app hears of a change, not of a deletion."""
    before = dict(message)
    if message.get("reply_count"):
        for key in message.keys() - {"type", "ts", "thread_ts", "reply_count", "latest_reply", "team"}:
            del message[key]
        message.update(subtype="tombstone", text=TOMBSTONE, user=SLACKBOT, hidden=True)
        changed(state, conversation, message, before)
        return
    conversation.messages.remove(message)
    first = find(conversation, message.get("thread_ts", ""))
    if first is not None:
        _count_again(conversation, first)
    told = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "ts": state.new_ts(),
        "deleted_ts": message["ts"],
        "previous_message": without_metadata(message),
    }
    deliveries.of_message(state, conversation, told)


def _count_again(conversation: Conversation, first: Json) -> None:
    """What stands at the first message of a thread after a reply is gone."""
    left = [one["ts"] for one in conversation.messages if one.get("thread_ts") == first["ts"] and one is not first]
    if left:
        first |= {"reply_count": len(left), "latest_reply": left[-1]}
        return
    for key in ("thread_ts", "reply_count", "latest_reply"):
        first.pop(key, None)


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


def find(conversation: Conversation, ts: str) -> Json | None:
    """The message with this ts; the newest are looked at first."""
    return next((one for one in reversed(conversation.messages) if one["ts"] == ts), None)


def without_metadata(message: Json) -> Json:
    return {key: value for key, value in message.items() if key != "metadata"}


def _metadata(given: object) -> Json:
    if not isinstance(given, dict):
        raise SlackError("invalid_metadata_format")
    well_formed = isinstance(given.get("event_type"), str) and isinstance(given.get("event_payload"), dict)
    if given and not well_formed:
        raise SlackError("invalid_metadata_format")
    return dict(given)


def _where(state: State, app: App, args: Args) -> Conversation:
    name = str(args.get("channel", ""))
    if name in state.users:
        return conversations.direct(state, name, app.bot_user)
    return conversations.read_by(state, app, args)


def _own(conversation: Conversation, app: App, args: Args, refusal: str) -> Json:
    message = find(conversation, str(args.get("ts", "")))
    if message is None:
        raise SlackError("message_not_found")
    if message.get("app_id") != app.id:
        raise SlackError(refusal)
    return message
