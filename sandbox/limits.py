"""How often an app may call: one message a second a channel, and so many calls a minute a method, by the clock."""

from datetime import timedelta
from math import ceil

from sandbox.errors import RateLimited
from sandbox.state import State

TIER_2, TIER_3, TIER_4 = 20, 50, 100  # calls a minute
TIERS = {
    "conversations.list": TIER_2,
    "users.list": TIER_2,
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "conversations.info": TIER_3,
    "conversations.join": TIER_3,
    "conversations.open": TIER_3,
    "conversations.history": TIER_3,
    "conversations.replies": TIER_3,
    "users.lookupByEmail": TIER_3,
    "chat.postEphemeral": TIER_4,
    "conversations.members": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "files.info": TIER_4,
    "users.info": TIER_4,
    "views.open": TIER_4,
    "views.update": TIER_4,
    "views.push": TIER_4,
    "views.publish": TIER_4,
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
    """Raises RateLimited past a message a second, after the burst that a quiet conversation takes."""
    if not state.limits:
        return
    now = state.clock()
    room_for = now + state.burst * SECOND
    used_until = max(state.posts.get(channel, now), now)
    if used_until > room_for:  # the clock was set back
        used_until = now
    if used_until + SECOND > room_for:
        raise RateLimited(max(1, ceil((used_until + SECOND - room_for).total_seconds())))
    state.posts[channel] = used_until + SECOND
