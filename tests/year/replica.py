"""One process of the bot in a year."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app import Bot
from tests.year.machine import Line, ReplicaClock


class Replica:
    """One process. `bot` is None while it is down, until `back_at`; it hears nothing before `plugged_at`.

    `idle` is when it will have something to do, and how much news there had been when it said so; None while it has
    something to do. `looked_at` is when it last looked for it.
    """

    def __init__(self, number: int, clock: ReplicaClock, line: Line) -> None:
        self.number = number
        self.clock = clock
        self.line = line
        self.newer = False  # of the version after this one
        self.bot: Bot | None = None
        self.back_at: datetime | None = None
        self.plugged_at = clock.now()
        self.rests_until: datetime | None = None
        self.looked_at = clock.now()
        self.idle: tuple[datetime | None, int] | None = None
        self.after_acks: list[Callable[[], None]] = []
        self.awake = True  # False while it is paused, and the others go on

    def set_clock(self, seconds: float) -> None:
        """So far from the world's."""
        self.clock.offset, self.idle = timedelta(seconds=seconds), None
