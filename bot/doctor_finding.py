"""What a doctor's check is given, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine

from bot.clocks import APART
from bot.settings import Settings


class Mark(StrEnum):
    """The first word of a line."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend` says what to do, and is empty where there is nothing to."""

    mark: Mark
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.mark.value:7} {self.what}" + (f" {self.mend}" if self.mend else "")


@dataclass(frozen=True)
class Patient:
    """What is looked at. `now` is this machine's clock; `engine` raises SettingsError for no database of ours."""

    settings: Settings
    engine: Callable[[], Engine]
    now: Callable[[], datetime]


def ok(what: str) -> Finding:
    return Finding(Mark.OK, what)


def warning(what: str, mend: str) -> Finding:
    return Finding(Mark.WARNING, what, mend)


def problem(what: str, mend: str) -> Finding:
    return Finding(Mark.PROBLEM, what, mend)


def clocks(whose: str, theirs: datetime, ours: datetime) -> Finding:
    """Whether this machine's clock and another's agree well enough."""
    apart = abs(theirs - ours)
    if apart <= APART:
        return ok(f"This machine's clock agrees with {whose}.")
    what = f"This machine's clock and {whose} are {apart.total_seconds():.0f} seconds apart."
    return problem(what, "Set this machine's clock, by NTP.")
