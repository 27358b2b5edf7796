"""What became of a year: everything as it lies in the records, and what is known of the world besides."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from bot.store import tables
from domain.stocktake import PRESETS, Timeline, timeline
from domain.workdays import at
from tests.year.history import Past, Records
from tests.year.hours import CLOSING, LONDON
from tests.year.office import Office
from tests.year.people import Lives
from tests.year.plan import meetings
from tests.year.waits import Waits
from tests.year.watch import Watch

SLACK_IN_TIME: Final = timedelta(hours=2)  # between an instant and what is seen of it: rates, doubt, faults


class Facts:
    """Read at its end, when nothing goes wrong any more and everything has come to rest."""

    def __init__(self, office: Office, lives: Lives, year: int, preset: str, watch: Watch, records: Records) -> None:
        self.office = office
        self.lives = lives
        self.meetings, self.lead_times = meetings(year, preset), PRESETS[preset]
        self.watch = watch
        self.blame = watch.blame
        self.hours = watch.hours
        self.days = self.hours.days
        self.absences = watch.absences
        self.waits = Waits(self.days, self.absences, office.downtimes)
        with office.engine.connect() as conn:
            self.rows = [dict(row) for row in conn.execute(select(tables.message)).mappings()]
            self.due = [dict(row) for row in conn.execute(select(tables.due)).mappings()]
            self.receipts = records.heard()
            self.answers = [dict(row) for row in conn.execute(select(tables.answer)).mappings()]
            self.figures = [dict(row) for row in conn.execute(select(tables.observation)).mappings()]
            self.requests = [dict(row) for row in conn.execute(select(tables.request)).mappings()]
            self.priorities = {row["key"]: dict(row) for row in conn.execute(select(tables.priority)).mappings()}
            self.actions = [dict(row) for row in conn.execute(select(tables.action)).mappings()]
            self.acts = [dict(row) for row in conn.execute(select(tables.audit)).mappings()]
            self.summaries = [dict(row) for row in conn.execute(select(tables.summary)).mappings()]
            self.people = {row["id"]: dict(row) for row in conn.execute(select(tables.person)).mappings()}
            self.indicators = {row["key"]: dict(row) for row in conn.execute(select(tables.indicator)).mappings()}
        self.by_key = {row["key"]: row for row in self.rows}
        self.cycles, self.pasts = records.read().of("cycle"), records.of("request")

    def _was_gone(self, who: str, when: datetime, within: timedelta = SLACK_IN_TIME) -> bool:
        """A person deactivated, or a channel that cannot be spoken in, around an instant."""
        return any(
            one == who and start - within <= when and (until is None or when <= until + within)
            for one, start, until in self.office.gone
        )

    def _was_about_to_go(self, who: str, when: datetime) -> bool:
        return self._was_gone(who, when, timedelta(days=3))

    def _line(self, past: Past) -> Timeline:
        return timeline(past.due_on, self.lead_times, self.days)

    def _instant(self, day: date) -> datetime:
        return at(day, CLOSING, LONDON)
