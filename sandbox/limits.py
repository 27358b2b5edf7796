"""How often an app may call: one message a second a channel, and so many calls a minute a method, by the clock."""

from datetime import timedelta
from math import ceil

from sandbox.errors import RateLimited
from sandbox.state import State

TIERS = {
    "conversations.list": 20,
    "users.list": 20,
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "users.lookupByEmail": 50,
    "users.info": 100,
    "views.open": 100,
    "views.update": 100,
    "views.push": 100,
    "views.publish": 100,
    "chat.postEphemeral": 100,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
    "files.info": 100,
}
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def count_call(state: State, method: str) -> None:
    """Raises RateLimited past the tier of the method."""
    most = TIERS.get(method)
    if most is None or not state.limits:
        return
    now = state.clock()
    recent = [one for one in state.calls.get(method, []) if now - MINUTE < one <= now]
    if len(recent) >= most:
        raise RateLimited(max(1, ceil((recent[0] + MINUTE - now).total_seconds())))
    state.calls[method] = [*recent, now]


def count_post(state: State, channel: str) -> None:
    """Raises RateLimited for a second message to a conversation within a second."""
    if not state.limits:
        return
    now = state.clock()
    last = state.posts.get(channel)
    if last is not None and timedelta(0) <= now - last < SECOND:
        raise RateLimited(1)
    state.posts[channel] = now
