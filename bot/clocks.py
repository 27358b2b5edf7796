"""Whether our clock agrees with others. While it does not, nothing is sent and nothing that is due is done.

The clock decides what is due, whose lease is over and whether offices are open: one that is wrong would send at the
wrong time, and take other replicas' work from them. What another clock said is carried on by the monotonic one, so
that a step of ours is noticed at once and not with the next answer; and what seems wrong is asked again before it
counts, since the monotonic clock stands still in a machine that is suspended.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import inf, isfinite
from typing import Final

from bot.ports import Clock, OtherClock, Slack, SlackRefused, SlackUnknown, Told

APART: Final = timedelta(seconds=5)
"""So far two clocks may differ. The lookup of a doubtful message allows for minutes, a lease for 90 seconds."""

AGAIN: Final = timedelta(seconds=10)
"""While they differ by more, the other is asked again so often."""


class Clocks:
    """Ours and the others. Safe to use from several threads."""

    name = "clock"

    def __init__(self, clock: Clock, others: Sequence[OtherClock]) -> None:
        self._clock = clock
        self._others = tuple(others)
        self._asked_at: dict[str, float] = {}

    def agree(self, now: datetime) -> bool:
        """Whether `now`, which our clock has just said, may be acted on. Asks a clock that seems to differ."""
        return all(self._agrees(other, now, self._clock.monotonic()) for other in self._others)

    def unwell(self) -> str | None:
        """As `bot.parts.Part`; `watch` only asks again: nobody here sets a clock."""
        return self.apart()

    def watch(self) -> None:
        self.agree(self._clock.now())

    def apart(self) -> str | None:
        """What is wrong, in a sentence; None: nothing is. Asks nobody."""
        now, heard = self._clock.now(), self._clock.monotonic()
        for other in self._others:
            told = other.told()
            by = timedelta(0) if told is None else ahead(told, now, heard)
            if abs(by) > APART:
                side = "ahead of" if by > timedelta(0) else "behind"
                return f"this machine's clock is {abs(by).total_seconds():.0f} s {side} {other.whose}"
        return None

    def may_act_at(self, now: datetime) -> datetime:
        """`now`, or when it is looked at again whether the clocks agree."""
        return now if self.apart() is None else now + AGAIN

    def _agrees(self, other: OtherClock, now: datetime, heard: float) -> bool:
        if not self._differs(other, now, heard) and not _is_stale(other, heard):
            return True
        asked_at = self._asked_at.get(other.whose)
        if asked_at is not None and heard - asked_at < AGAIN.total_seconds():
            return not self._differs(other, now, heard)
        self._asked_at[other.whose] = heard
        other.ask()
        return not self._differs(other, self._clock.now(), self._clock.monotonic())

    def _differs(self, other: OtherClock, now: datetime, heard: float) -> bool:
        told = other.told()
        return told is not None and abs(ahead(told, now, heard)) > APART


def _is_stale(other: OtherClock, heard: float) -> bool:
    told = other.told()
    return isfinite(other.stale_after) and (told is None or heard - told.heard > other.stale_after)


def ahead(told: Told, now: datetime, heard: float) -> timedelta:
    """By how much ours is ahead of the other at least, negative when behind: what the way of the answer can't explain.

    `now` was said by our clock at the monotonic second `heard`.
    """
    ours = now - timedelta(seconds=heard - told.heard)
    return max(ours - told.until, min(ours - told.since, timedelta(0)))


class SlackClock:
    """Slack's, as each of its answers tells it."""

    whose = "Slack's"
    stale_after = inf  # each post tells it

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def told(self) -> Told | None:
        return self._slack.told

    def ask(self) -> None:
        try:
            self._slack.call("api.test")
        except (SlackRefused, SlackUnknown):
            return  # a refusal has a date, too
