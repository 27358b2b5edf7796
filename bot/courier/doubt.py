"""A message that may have been posted: nobody heard the answer, or the process died before writing it down.

Slack has no idempotency key, so it is looked for by the opaque id in its metadata, in its thread or else in its
conversation, around the times it was tried. Only a complete lookup, every page read, ends the doubt: found, it was
sent; not found, it is sent anew while the lane is still held, so that nothing comes between. What keeps a page from
being read leaves the doubt and is tried later; what forbids reading for good ends it unconfirmed: staff are told
and it is never sent again.

The lane makes this safe. A message is looked up by whoever holds its lane, which nobody gets before the lease of
the last holder is over; a crash during the lookup leaves the doubt as it was, and reading twice harms nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.courier import conversations, trouble
from bot.courier.conversations import Place
from bot.courier.gear import Gear, Hold, opaque_id, settle, stamp
from bot.courier.policy import LOOK_AHEAD, LOOK_BACK, LOOK_UP_PAUSE, PAGE, SPACING
from bot.facts.records import MessageRow
from bot.ports import Json, SlackRefused, SlackUnknown
from bot.store import ledger
from bot.store.unit import Work


class Unread(Exception):  # noqa: N818 - reads as what happened
    """A page was not read."""


@dataclass(frozen=True)
class Posted:
    """Where it was found."""

    channel: str
    ts: str


def cleared(gear: Gear, hold: Hold) -> bool:
    """Look the message up. True: a complete lookup did not find it, and the lane is still held to send it anew.

    False: the outcome, whatever it is, is written down and the lane is free.
    """
    try:
        found = _found(gear, hold)
    except (SlackRefused, SlackUnknown, Unread) as problem:
        _unread(gear, hold, problem)
        return False
    if found is None:
        return True
    settle(gear, hold, lambda work: _sent(work, hold, found), gear.clock.now() + SPACING)
    return False


def _found(gear: Gear, hold: Hold) -> Posted | None:
    place = _place(gear, hold.message)
    wanted = opaque_id(gear.key, hold.message.key)
    for page in _pages(gear, hold, place):
        for posted in page:
            if _id_of(posted) == wanted:
                return Posted(place.channel, posted["ts"])
    return None


def _place(gear: Gear, message: MessageRow) -> Place:
    with gear.read() as work:
        place = conversations.place_of(work, message)
    if place is None:
        conversations.open_with(gear, message.lane)
        with gear.read() as work:
            place = conversations.place_of(work, message)
    if place is None:
        raise Unread("no conversation")
    return place


def _pages(gear: Gear, hold: Hold, place: Place) -> Iterator[list[Json]]:
    """Every page. Raises Unread when the lease would be over before the last one."""
    method = "conversations.replies" if place.thread else "conversations.history"
    arguments = _window(hold.message, gear.clock.now()) | {"channel": place.channel}
    arguments |= {"ts": place.thread} if place.thread else {}
    while True:
        if not hold.in_time(gear.clock):
            raise Unread("took too long")
        body = gear.call(method, **arguments)
        yield body["messages"]
        cursor = body.get("response_metadata", {}).get("next_cursor")
        if not cursor:
            if body.get("has_more"):
                raise Unread("no way to the next page")
            return
        arguments["cursor"] = cursor


def _window(message: MessageRow, now: datetime) -> Json:
    first, last = message.first_tried_at or message.planned_at, message.tried_at or now
    return {
        "oldest": stamp(first - LOOK_BACK),
        "latest": stamp(last + LOOK_AHEAD),
        "inclusive": True,
        "include_all_metadata": True,
        "limit": PAGE,
    }


def _id_of(posted: Json) -> object:
    return posted.get("metadata", {}).get("event_payload", {}).get("id")


def _sent(work: Work, hold: Hold, found: Posted) -> None:
    """What it shows is not known: a surface stays stale and is shown anew."""
    if ledger.sent(work, hold.message.id, hold.token, found.channel, found.ts):
        conversations.reached(work, hold.message)


def _unread(gear: Gear, hold: Hold, problem: SlackRefused | SlackUnknown | Unread) -> None:
    if isinstance(problem, SlackRefused) and problem.permanent and problem.error not in trouble.TOKEN_ERRORS:
        error = problem.error
        settle(gear, hold, lambda work: trouble.leave_unconfirmed(work, hold, error), gear.clock.now())
        return
    message, reason = hold.message, f"not looked up: {problem}"
    later = gear.clock.now() + _pause(gear, message, problem)
    # its lane waits, and it stays the first there: also when it is found nowhere and is then refused for now
    settle(gear, hold, lambda work: ledger.put_back(work, message.id, hold.token, message.not_before, reason), later)


def _pause(gear: Gear, message: MessageRow, problem: Exception) -> timedelta:
    """As long as it has been in doubt, within bounds: that doubles the wait each time without counting."""
    if isinstance(problem, SlackRefused) and problem.retry_after is not None:
        return timedelta(seconds=problem.retry_after)
    shortest, longest = LOOK_UP_PAUSE
    return max(shortest, min(gear.clock.now() - (message.tried_at or message.planned_at), longest))
