"""The timetable and the ledger: what falls due, what is to be sent and was, what was heard, who did what."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.store.tables.base import UNSETTLED, Serial, metadata, only_where
from bot.store.types import Instant, Key

due = Table(
    "due",
    metadata,
    Column("key", Key, primary_key=True),  # the business fact: "request:A1:2017-09:U123"
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # pending, done, cancelled, expired
    Column("lease", Instant),  # claimed until
    Column("token", String(32)),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text),
    Index("ix_due_next", "state", "due_at"),
    Index("ix_due_leased", "lease", **only_where("lease IS NOT NULL")),
    Index("ix_due_subject", "subject"),
)

message = Table(
    "message",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", Key, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("details", JSON, nullable=False),  # what it says beyond what its subject tells, fixed when planned
    Column("lane", String(32), nullable=False),  # a user id (their direct message) or a channel id
    Column("parent", ForeignKey("message.id")),
    Column("priority", Integer, nullable=False),  # 0 a reply to a person's own act, 1 requests, 2 chases
    Column("not_before", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("state", String(16), nullable=False),  # planned claimed sent refused doubtful unconfirmed cancelled expired
    Column("attempts", Integer, nullable=False),
    Column("first_tried_at", Instant),
    Column("tried_at", Instant),
    Column("token", String(32)),
    Column("channel", String(32)),  # where it was posted
    Column("ts", String(32)),
    Column("carried", JSON, nullable=False),  # the facts it spoke of
    Column("reason", Text),
    Column("planned_at", Instant, nullable=False),
    Index("ix_message_waiting", "priority", "not_before", "id", **only_where(UNSETTLED)),
    Index("ix_message_lane", "lane", "state"),
    Index("ix_message_subject", "subject"),
    Index("ix_message_posted", "channel", "ts"),
)

lane = Table(
    "lane",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("next_at", Instant, nullable=False),
    Column("lease", Instant),
    Column("token", String(32)),
)

surface = Table(
    "surface",
    metadata,
    Column("message_id", ForeignKey("message.id"), primary_key=True),
    Column("wanted", Integer, nullable=False),  # raised whenever what it shows may have changed
    Column("shown", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease", Instant),
    Column("token", String(32)),
    Column("reason", Text),
    Column("says", String(32)),  # a digest of what it says in Slack; null while that is not sure
    Index("ix_surface_stale", "next_at", **only_where("wanted > shown")),
)

receipt = Table(
    "receipt",
    metadata,
    Column("key", Key, primary_key=True),
    Column("received_at", Instant, nullable=False, index=True),
)

watermark = Table(
    "watermark",
    metadata,
    Column("conversation", String(64), primary_key=True),  # a conversation, or conversation and thread
    Column("ts", String(32), nullable=False),
    Column("read_at", Instant, nullable=False),
)

picture = Table(
    "picture",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the chart's spec
    Column("file_id", String(32), nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("uploaded_at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(32), nullable=False),  # a pseudonym, so that a person can be erased
    Column("act", String(64), nullable=False),
    Column("subject", String(64), nullable=False, index=True),
    Column("details", JSON, nullable=False),
    Column("position", BigInteger, unique=True),  # its place in the sealed chain
    Column("seal", String(64)),
)
