"""What all parts of the courier work with, and the hold that a worker has on a lane."""

import hmac
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.clocks import Clocks
from bot.courier.policy import SETTLE, SETTLE_TRIES, WRITE_WITHIN
from bot.facts.records import MessageRow
from bot.ports import Charts, Clock, Ids, Json, Rendered, Slack, SlackRefused
from bot.store import ledger, limits
from bot.store.restored import Restored
from bot.store.unit import Store, StoreBusy, Work
from bot.store.waiting import Waiting


@dataclass
class Seen:
    """What the courier saw when it last looked, just before this piece of work."""

    waiting: Waiting = field(default_factory=Waiting)


@dataclass(frozen=True)
class Gear:
    """The ports, the records, the key that messages' opaque ids are made with, whether our clock may be trusted,
    whether the records are a backup's, and what was seen to be done.
    """

    store: Store
    clock: Clock
    slack: Slack
    charts: Charts
    ids: Ids
    key: bytes
    clocks: Clocks
    restored: Restored | None = None
    seen: Seen = field(default_factory=Seen)

    def write(self) -> AbstractContextManager[Work]:
        """A unit of work at this very moment: a worker that was paused must not act on an old one."""
        return self.store.write(self.clock.now())

    def call(self, method: str, **arguments: Any) -> Json:
        """One call to Slack, unless it has said that nobody of us may make it yet. Raises SlackRefused, SlackUnknown.

        A limit is a method's: what Slack says of it to one of us is kept for all.
        """
        if method not in limits.TAKEN:
            self._check(method)
        try:
            return self.slack.call(method, **arguments)
        except SlackRefused as refused:
            if refused.retry_after is not None:
                self._hold(method, timedelta(seconds=refused.retry_after))
            raise

    def held_until(self, method: str) -> datetime | None:
        """Before when nobody of us may call it. None: now."""
        last = self.seen.waiting.limited
        if method in limits.ASKED and (last is None or last <= self.clock.now()):
            return None  # of those none is limited; what another replica is told from here on, Slack tells us too
        with self.read() as work:
            return limits.held_until(work, method, work.now)

    def _check(self, method: str) -> None:
        until = self.held_until(method)
        if until is not None:
            left = until - self.clock.now()
            raise SlackRefused("ratelimited", permanent=False, retry_after=max(left.total_seconds(), 0.0))

    def _hold(self, method: str, wait: timedelta) -> None:
        """Until when is said by our clock: one that is wrong holds up nobody else."""
        if self.clocks.apart() is not None:
            return
        with suppress(StoreBusy), self.write() as work:  # who could not write it down waits at least themselves
            limits.hold(work, method, work.now + wait)

    def read(self) -> AbstractContextManager[Work]:
        return self.store.read(self.clock.now())


@dataclass(frozen=True)
class Hold:
    """A lane held for one message. `claimed_at` and `started` (monotonic seconds) are from before the claim."""

    message: MessageRow
    token: str
    claimed_at: datetime
    started: float

    def in_time(self, clock: Clock) -> bool:
        """Whether a post may still begin. Both clocks are asked: one stops in a suspended machine, one is set."""
        passed = clock.monotonic() - self.started
        return passed < WRITE_WITHIN.total_seconds() and clock.now() < self.claimed_at + WRITE_WITHIN

    def set_ahead(self, clock: Clock) -> timedelta:
        """By how much the clock was set ahead since the claim; the others' were not."""
        passed = timedelta(seconds=clock.monotonic() - self.started)
        return max(clock.now() - self.claimed_at - passed, timedelta(0))


def settle(gear: Gear, hold: Hold, outcome: Callable[[Work], object], next_at: datetime) -> None:
    """Write down what came of the message and let go of its lane, in one transaction.

    Tried again while the records are busy. It changes nothing once the lane is somebody else's: they look the
    message up. Raises StoreBusy in the end; then the lease runs out and the message is looked up.
    """
    until = gear.clock.monotonic() + SETTLE.total_seconds()
    free_at = next_at - hold.set_ahead(gear.clock)
    for tried in range(1, SETTLE_TRIES + 1):
        try:
            with gear.write() as work:
                outcome(work)
                ledger.release_lane(work, hold.message.lane, hold.token, free_at)
        except StoreBusy:
            if tried == SETTLE_TRIES or gear.clock.monotonic() >= until:
                raise
        else:
            return


def opaque_id(key: bytes, message_key: str) -> str:
    """What a posted message is recognised by: everybody in the workspace can read it and learn nothing."""
    return hmac.new(key, message_key.encode(), sha256).hexdigest()[:32]


def metadata(key: bytes, message: MessageRow) -> Json:
    """The metadata that a message is posted with."""
    return {"event_type": "stocktake", "event_payload": {"id": opaque_id(key, message.key)}}


def digest_of(rendered: Rendered) -> str:
    """By which two messages that say the same are known."""
    said = json.dumps([rendered.text, rendered.blocks], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:32]


def stamp(instant: datetime) -> str:
    """An instant as Slack writes it."""
    return f"{instant.timestamp():.6f}"
