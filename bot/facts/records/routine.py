"""The routine and what belongs to one run of it: requests, answers, drafts, summaries, words that need a reader."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.ports import Json
from domain.period import Period
from domain.recurrence import Rule
from domain.request import RequestState
from domain.stocktake import CycleState, LeadTimes


@dataclass(frozen=True)
class RoutineRow:
    """A routine and the priorities it covers, in the order of their keys. `wall_time` is local to `zone`."""

    key: str
    name: str
    principal_id: str
    chair_id: str
    lead: LeadTimes
    cadence: Rule
    wall_time: time
    zone: ZoneInfo
    priority_keys: tuple[str, ...] = ()
    channel: str | None = None  # where covers go; the unit's own without one


@dataclass(frozen=True)
class CycleRow:
    """One run of a routine. `frozen_at` is the cut-off of the data that its summaries use.

    `gaps` is what staff decided about missing figures (listed, unlisted); `agenda` the key of the priority that the
    meeting is at; `moves` how often it was moved, for `reason`; `planned_on` the day it was first planned for; `set_at`
    since when it meets on its day.
    """

    id: int
    routine_key: str
    meeting_on: date
    state: CycleState
    frozen_at: datetime | None
    gaps: str | None = None
    agenda: str | None = None
    moves: int = 0
    reason: str | None = None
    planned_on: date | None = None
    set_at: datetime | None = None

    @property
    def subject(self) -> str:
        """How messages, due rows and the audit name it."""
        return f"cycle:{self.id}"


@dataclass(frozen=True)
class RequestRow:
    """One person asked for one period's figure, in the message `message_id` together with what else they owe."""

    id: int
    cycle_id: int
    indicator_key: str
    period: Period
    person_id: str
    state: RequestState
    due_at: datetime
    promised_for: date | None
    reason: str | None
    message_id: int | None = None

    @property
    def subject(self) -> str:
        """How messages, due rows and the audit name it."""
        return f"request:{self.id}"

    def is_late(self, now: datetime) -> bool:
        """Whether an answer given now comes after it was due, or after the data were frozen without it."""
        return now > self.due_at or self.state is RequestState.LAPSED


@dataclass(frozen=True)
class AnswerRow:
    """What was said to a request; `way` is modal, reply, edit, reason, query or tap. A correction is a further row."""

    id: int
    request_id: int
    observation_id: int | None
    for_summary: str
    for_unit: str
    given_by: str
    given_at: datetime
    way: str
    receipt: str
    late: bool


@dataclass(frozen=True)
class DraftRow:
    """What staff made of a summary before it goes out; None leaves a line as it is worked out."""

    cycle_id: int
    priority_key: str
    why: str | None = None
    needed: str | None = None
    needed_by: date | None = None
    edited_by: str | None = None
    held_by: str | None = None


@dataclass(frozen=True)
class StrayRow:
    """Words that are no answer; `why` is what kept them from being one."""

    id: int
    receipt: str
    person_id: str
    request_id: int | None
    text: str
    why: str
    said_at: datetime


@dataclass(frozen=True)
class SummaryRow:
    """A summary as it went out; everything it says is in `snapshot`."""

    id: int
    cycle_id: int
    priority_key: str
    snapshot: Json
    posted_by: str
    posted_at: datetime
