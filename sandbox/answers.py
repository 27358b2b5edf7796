"""Messages that come back on an interaction: in the ack of a command, or to a response_url."""

from sandbox import posting
from sandbox.errors import NotThere
from sandbox.state import App, Conversation, Json, ResponseUrl, State, minutes

MOST_USES = 5
OPEN_FOR = minutes(30)


def respond(state: State, path: str, body: Json) -> Json:
    """One use of a response_url. Raises NotThere when it is used up or too old, SlackError for a bad body."""
    url = state.responses.get(path.rpartition("/")[2])
    if url is None or url.used >= MOST_USES or state.clock() - url.issued > OPEN_FOR:
        raise NotThere(path)
    conversation, app = state.conversations[url.channel], state.apps[url.app]
    if body.get("delete_original"):
        _delete(state, conversation, url)
    elif body.get("replace_original") and url.message_ts is not None:
        _replace(state, conversation, url, body)
    else:
        say(state, app, conversation, url.user, body, thread_ts=body.get("thread_ts"))
    url.used += 1
    return {"ok": True}


def say(state: State, app: App, conversation: Conversation, user: str, body: Json, *, thread_ts: object = None) -> None:
    """To one person, or with in_channel to everybody there. Raises SlackError."""
    content = posting.content(state, body, posting.LONGEST_EDIT)
    if body.get("response_type") == "in_channel":
        posting.say(state, app, conversation, content, thread_ts=thread_ts)
    else:
        posting.whisper(state, app, conversation, user, content)


def _delete(state: State, conversation: Conversation, url: ResponseUrl) -> None:
    seen = _ephemeral(state, url)
    message = posting.find(conversation, url.message_ts or "")
    if seen is not None:
        state.ephemerals.remove(seen)
    elif message is not None:
        posting.remove(state, conversation, message)


def _replace(state: State, conversation: Conversation, url: ResponseUrl, body: Json) -> None:
    content = posting.content(state, body, posting.LONGEST_EDIT)
    seen = _ephemeral(state, url)
    message = posting.find(conversation, url.message_ts or "")
    if seen is not None:
        seen.pop("blocks", None)
        seen.update(posting.without_metadata(content))
    elif message is not None:
        posting.rewrite(state, conversation, message, content, by=state.apps[url.app].bot_user)


def _ephemeral(state: State, url: ResponseUrl) -> Json | None:
    found = (one for one in state.ephemerals if one["ts"] == url.message_ts and one["channel"] == url.channel)
    return next(found, None)
