"""What an app says at once in answer to a command, or later by a response_url."""

from sandbox import conversations, posting
from sandbox.errors import NotThere, SlackError
from sandbox.state import App, Json, ResponseUrl, State, minutes

USES = 5
LIVES = minutes(30)


def respond(state: State, path: str, body: Json) -> Json:
    """One use of a response_url. Raises NotThere when it is used up, or too old; SlackError for what cannot be said."""
    url = state.responses.get(path.rpartition("/")[2])
    if url is None or url.used >= USES or state.clock() - url.issued > LIVES:
        raise NotThere(path)
    app = state.apps[url.app]
    if conversations.truth(body.get("delete_original")):
        posting.delete(state, app, _original(url))
    elif conversations.truth(body.get("replace_original")):
        posting.update(state, app, {**body, **_original(url)})
    else:
        say(state, app, url.user, url.channel, body)
    url.used += 1
    return {"ok": True}


def say(state: State, app: App, user: str, channel: str, body: Json) -> None:
    """Only the person sees it, unless the answer says in_channel. Raises SlackError."""
    conversation = state.conversations[channel]
    told = posting.signed(state, app, posting.content(state, app, body))
    if body.get("response_type") == "in_channel":
        posting.add(conversation, told)
    else:
        state.ephemerals.append({**told, "channel": channel, "user": user})


def _original(url: ResponseUrl) -> Json:
    """The message that was pressed; a command has none."""
    if url.message_ts is None:
        raise SlackError("message_not_found")
    return {"channel": url.channel, "ts": url.message_ts}
