"""Bookkeeping: channels, the timetable, the ledger of messages, uploaded pictures."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports import Json


@dataclass(frozen=True)
class ChannelRow:
    """A channel as Slack lists it, and how wide what is said there goes."""

    id: str
    name: str
    private: bool
    external: bool
    guests: bool


@dataclass(frozen=True)
class DueRow:
    """One line of the timetable. `due_at` is when it was to happen, whenever it is read."""

    key: str
    kind: str
    subject: str
    due_at: datetime
    state: str
    attempts: int
    reason: str | None


@dataclass(frozen=True)
class MessageRow:
    """One line of the ledger of messages. `carried` lists the facts it spoke of when it was last tried."""

    id: int
    key: str
    kind: str
    subject: str
    details: Json
    lane: str
    parent: int | None
    priority: int
    not_before: datetime
    expires_at: datetime | None
    state: str
    attempts: int
    first_tried_at: datetime | None
    tried_at: datetime | None
    channel: str | None
    ts: str | None
    carried: tuple[str, ...]
    reason: str | None
    planned_at: datetime


@dataclass(frozen=True)
class PictureRow:
    """An uploaded chart; `file_id` is empty while no upload has succeeded."""

    digest: str
    file_id: str
    ready: bool
    failures: int
    uploaded_at: datetime
