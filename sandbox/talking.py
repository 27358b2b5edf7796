"""What a person types: messages, replies, changes to them."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox import deliveries, posting
from sandbox.errors import NotThere
from sandbox.reading import seen
from sandbox.state import TEAM, Conversation, Json, State, User

Args = Mapping[str, Any]
MENTION = re.compile(r"&lt;([@#][A-Z0-9]+(?:\|[^&]*)?)&gt;")
NAME = re.compile(r"(?<!\w)([@#])([\w.-]*\w)")


def send(state: State, user: User, args: Args) -> Json:
    """A message, or with `thread_ts` a reply."""
    conversation = seen(state, user, args)
    if conversation.archived:
        raise NotThere("this channel is archived")
    message: Json = {
        "type": "message",
        "user": user.id,
        "team": TEAM,
        "text": _escaped(_needed(args)),
        "ts": state.new_ts(),
    }
    if args.get("thread_ts"):
        if posting.find(conversation, args["thread_ts"]) is None:
            raise NotThere("there is no such thread")
        message["thread_ts"] = args["thread_ts"]
    posting.add(conversation, message)
    deliveries.of_message(state, conversation, message)
    _mention(state, conversation, message)
    return {"ts": message["ts"], "channel": conversation.id}


def edit(state: State, user: User, args: Args) -> Json:
    conversation, message = _own(state, user, args)
    posting.rewrite(state, conversation, message, {"text": _escaped(_needed(args))}, by=user.id)
    return {"ts": message["ts"], "channel": conversation.id}


def delete(state: State, user: User, args: Args) -> Json:
    conversation, message = _own(state, user, args)
    posting.remove(state, conversation, message)
    return {"ts": message["ts"]}


def with_ids(state: State, text: str) -> str:
    """As a command with should_escape has it: @name and #channel arrive as ids."""
    ids = {f"@{one.name}": f"<@{one.id}|{one.name}>" for one in state.users.values()}
    ids |= {f"#{one.name}": f"<#{one.id}|{one.name}>" for one in state.conversations.values() if not one.im}
    return NAME.sub(lambda found: ids.get(found[0], found[0]), text)


def _escaped(text: str) -> str:
    """Slack escapes what is typed, but for mentions that its client made."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MENTION.sub(r"<\1>", plain)


def _needed(args: Args) -> str:
    text = str(args["text"])
    if not text.strip():
        raise NotThere("there is nothing to send")
    return text


def _own(state: State, user: User, args: Args) -> tuple[Conversation, Json]:
    conversation = seen(state, user, args)
    message = posting.find(conversation, str(args["ts"]))
    if message is None or message.get("user") != user.id:
        raise NotThere("only one's own messages can be changed")
    return conversation, message


def _mention(state: State, conversation: Conversation, message: Json) -> None:
    """@App in a channel is an event of its own."""
    if conversation.im:
        return
    for app in state.apps.values():
        if f"<@{app.bot_user}>" in message["text"] and app.bot_user in conversation.members:
            body = {**message, "type": "app_mention", "channel": conversation.id, "event_ts": message["ts"]}
            deliveries.event(state, app, body)
