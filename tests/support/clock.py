"""A clock that stands still until it is moved, and one that is wrong."""

from datetime import datetime, timedelta

from bot.ports import Clock, utc


class MovedClock:
    """Implements ports.Clock. `monotonic` runs with it, and keeps still when it is set back."""

    def __init__(self, now: datetime) -> None:
        self._now = utc(now)
        self._run = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._run

    def wait(self, until: datetime | None) -> None:
        """Be there at once. Nothing due: stay."""
        if until is not None:
            self.move_to(max(self._now, utc(until)))

    def advance(self, by: timedelta | float) -> datetime:
        """Let so much time pass, a number meaning seconds; the new present."""
        return self.move_to(self._now + (by if isinstance(by, timedelta) else timedelta(seconds=by)))

    def move_to(self, instant: datetime) -> datetime:
        """Be there, which may also be in the past; the new present."""
        instant = utc(instant)
        self._run += max(0.0, (instant - self._now).total_seconds())
        self._now = instant
        return instant


class WrongClock:
    """Implements ports.Clock: another one, `ahead` by so much. `stood` is for how long its monotonic one stood still,

    as it does in a machine that is suspended.
    """

    def __init__(self, right: Clock, ahead: timedelta) -> None:
        self._right = right
        self.ahead = ahead
        self.stood = timedelta(0)

    def now(self) -> datetime:
        return self._right.now() + self.ahead

    def monotonic(self) -> float:
        return self._right.monotonic() - self.stood.total_seconds()

    def wait(self, until: datetime | None) -> None:
        self._right.wait(None if until is None else until - self.ahead)
