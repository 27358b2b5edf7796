"""By when what is due must have come: worked out from when the bot was down and from when its reader was away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.workdays import Workdays
from tests.year.absences import Absences


@dataclass(frozen=True)
class Waits:
    """`downtimes` are of the whole bot. A lane is a person's or a channel's id; channels are never away."""

    days: Workdays
    absences: Absences
    downtimes: Sequence[tuple[datetime, datetime]]

    def given(self, due: datetime) -> timedelta:
        """How long it may take: as long as the bot was down around then, and a working day of opening hours."""
        allowed = timedelta(days=1)
        for start, end in self.downtimes:
            if start - timedelta(hours=1) <= due + allowed and end >= due:
                allowed = max(allowed, end - due + timedelta(days=1))
        while not self.days.is_working((due + allowed).date()):
            allowed += timedelta(days=1)
        return allowed + timedelta(days=1)

    def begun(self, lane: str, due: datetime) -> datetime:
        """From when on it has its time: the end of the absence that came before it was over, else when it is due."""
        begun = due
        for one in self.absences.of(lane):
            if begun < one.end and one.start < begun + self.given(begun):
                begun = one.end
        return begun

    def until(self, lane: str, due: datetime) -> datetime:
        """By when it must have come."""
        begun = self.begun(lane, due)
        return begun + self.given(begun)

    def in_time(self, lane: str, dues: Iterable[datetime], came: datetime) -> bool:
        """Whether it came when one of these instants would have it."""
        return any(due <= came <= self.until(lane, due) for due in dues)
