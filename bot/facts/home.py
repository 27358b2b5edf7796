"""What stands on a person's Home."""

from dataclasses import dataclass
from datetime import date

from bot.facts.outlooks import RecordFacts
from bot.facts.requests import RequestFacts
from bot.facts.summaries import FollowUp, SummaryFacts
from bot.facts.unit import HelpFacts, LateRow


@dataclass(frozen=True)
class DeskFacts:
    """For staff: who is late, what is not rated, what waits for a word, which actions are to be checked."""

    cycle_id: int
    meeting_on: date
    late: tuple[LateRow, ...]
    unrated: tuple[tuple[str, str], ...]  # key and title
    helps: tuple[HelpFacts, ...]
    claimed: tuple[FollowUp, ...]


@dataclass(frozen=True)
class HomeFacts:
    """What I owe, my actions, my priorities; for staff also the unit's desk. `zone` is the reader's."""

    unit: str
    zone: str
    today: date
    requests: tuple[RequestFacts, ...]
    actions: tuple[FollowUp, ...]
    priorities: tuple[SummaryFacts, ...]
    desk: DeskFacts | None
    record: RecordFacts | None = None  # of the reader's own forecasts
    away_until: date | None = None  # the reader
