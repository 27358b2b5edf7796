"""The tables, in one place and in the order one reads them: who, what is promised, the routine, the ledger.

One word for one thing: column names are the field's terms (see the glossary in docs). Instants are UTC. Rows
of `observation`, `answer`, `assessment`, `summary` and `audit` are appended and never changed, but for the
seal on audit.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.types import Exact, Instant, Key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only under INTEGER

UNSETTLED = "state IN ('planned', 'claimed', 'doubtful')"
"""Of messages still to go or to be looked up: written out, so that both databases see which index is meant."""


def _only_where(condition: str) -> dict[str, Any]:
    """An index over the few rows that matter, however many have been settled."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


# Who

person = Table(
    "person",
    metadata,
    Column("id", String(32), primary_key=True),  # Slack's user id
    Column("name", String(200), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("guest", Boolean, nullable=False),
    Column("deactivated", Boolean, nullable=False),
    Column("role", String(16), nullable=False),
    Column("pseudonym", String(32), nullable=False, unique=True),
    Column("conversation", String(32)),  # the direct message with this person, once opened
    Column("introduced_at", Instant),  # when the first message told them who set this up and why
)

stand_in = Table(
    "stand_in",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("stand_in_id", ForeignKey("person.id"), primary_key=True),
    Column("capacity", String(16), nullable=False),  # deputy, office
)

unit = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),  # one deployment serves one unit: always 1
    Column("name", String(200), nullable=False),
    Column("channel", String(32), nullable=False),  # the unit's private conversation
    Column("zone", String(64), nullable=False),
    Column("country", String(8), nullable=False),
    Column("subdivision", String(16)),
    Column("holidays", JSON, nullable=False),  # ISO dates of the unit's own list
    Column("weekend", JSON, nullable=False),  # weekday numbers, Monday 0
    Column("opens", String(5), nullable=False),  # wall time, HH:MM
    Column("closes", String(5), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# What is promised

priority = Table(
    "priority",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("visibility", String(16), nullable=False),  # unit, leaders, all, named
    Column("named", JSON, nullable=False),  # user ids when visibility is "named"
    Column("principal_id", ForeignKey("person.id"), nullable=False),
    Column("leader_id", ForeignKey("person.id"), nullable=False),
    Column("delivery_lead_id", ForeignKey("person.id")),
    Column("closed_on", Date),
)

indicator = Table(
    "indicator",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("priority_key", ForeignKey("priority.key"), nullable=False),
    Column("owner_id", ForeignKey("person.id"), nullable=False),  # the data owner, who is asked
    Column("name", String(200), nullable=False),
    Column("unit", String(64), nullable=False),
    Column("people_unit", String(64)),
    Column("decimals", Integer, nullable=False),
    Column("polarity", String(8), nullable=False),
    Column("measure", String(20), nullable=False),
    Column("frequency", String(16), nullable=False),
    Column("lag_days", Integer, nullable=False),
    Column("lag_working", Boolean, nullable=False),
    Column("baseline_period", String(16), nullable=False),
    Column("baseline", Exact, nullable=False),
    Column("tolerance", Exact, nullable=False),  # in units, fixed at set-up
    Column("low", Exact),
    Column("high", Exact),
    Column("numerator", String(200)),
    Column("denominator", String(200)),
    Column("source", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("definition", Integer, nullable=False),
)

target = Table(
    "target",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("indicator_key", ForeignKey("indicator.key"), nullable=False, index=True),
    Column("period", String(16), nullable=False),
    Column("value", Exact, nullable=False),
    Column("comparator", String(2), nullable=False),
    Column("interim", Boolean, nullable=False),
    Column("set_by", ForeignKey("person.id"), nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
)

trajectory = Table(
    "trajectory",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("indicator_key", ForeignKey("indicator.key"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("shape", String(16), nullable=False),
    Column("points", JSON, nullable=False),  # [[period, expected, low or null, high or null], ...], decimals as text
    Column("approved_by", ForeignKey("person.id"), nullable=False),
    Column("approved_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("indicator_key", "version"),
)

observation = Table(
    "observation",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("indicator_key", ForeignKey("indicator.key"), nullable=False),
    Column("period", String(16), nullable=False),
    Column("value", Exact, nullable=False),
    Column("numerator", Exact),
    Column("denominator", Exact),
    Column("final", Boolean, nullable=False),
    Column("submitted_by", ForeignKey("person.id"), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("evidence", Text),
    Column("supersedes", ForeignKey("observation.id")),
    Index("ix_observation_series", "indicator_key", "period", "id"),
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("priority_key", ForeignKey("priority.key"), nullable=False),
    Column("cycle_id", ForeignKey("cycle.id"), nullable=False),
    Column("capacity", String(16), nullable=False),  # owner, unit
    Column("likelihood", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("judged_by", ForeignKey("person.id"), nullable=False),
    Column("judged_at", Instant, nullable=False),
    Index("ix_assessment_latest", "priority_key", "capacity", "id"),
)

# The routine

routine = Table(
    "routine",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("principal_id", ForeignKey("person.id"), nullable=False),
    Column("chair_id", ForeignKey("person.id"), nullable=False),
    Column("lead_times", JSON, nullable=False),  # step -> working days
    Column("cadence", JSON, nullable=False),  # {"dates": [...]} or {"weeks": n, "first": date}
    Column("wall_time", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
)

routine_priority = Table(
    "routine_priority",
    metadata,
    Column("routine_key", ForeignKey("routine.key"), primary_key=True),
    Column("priority_key", ForeignKey("priority.key"), primary_key=True),
)

cycle = Table(
    "cycle",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("routine_key", ForeignKey("routine.key"), nullable=False),
    Column("meeting_on", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("frozen_at", Instant),  # the cut-off of the data that its summaries use
    UniqueConstraint("routine_key", "meeting_on"),
)

request = Table(
    "request",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("cycle_id", ForeignKey("cycle.id"), nullable=False),
    Column("indicator_key", ForeignKey("indicator.key"), nullable=False),
    Column("period", String(16), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("promised_for", Date),
    Column("reason", Text),  # why it was disowned, waived, given away
    UniqueConstraint("cycle_id", "indicator_key", "period", "person_id"),
    Index("ix_request_open", "person_id", "state"),
)

answer = Table(
    "answer",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request_id", ForeignKey("request.id"), nullable=False, index=True),
    Column("observation_id", ForeignKey("observation.id")),
    Column("for_summary", Text, nullable=False),
    Column("for_unit", Text, nullable=False),
    Column("given_by", ForeignKey("person.id"), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("way", String(16), nullable=False),  # modal, reply, edit
    Column("receipt", Key, nullable=False, unique=True),
    Column("late", Boolean, nullable=False),
)

help_wanted = Table(
    "help_wanted",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request_id", ForeignKey("request.id"), nullable=False),
    Column("what", Text, nullable=False),
    Column("from_whom", Text, nullable=False),
    Column("by_when", Date),
    Column("wanted_by", ForeignKey("person.id"), nullable=False),
    Column("wanted_at", Instant, nullable=False),
)

stray = Table(
    "stray",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("receipt", Key, nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("request_id", ForeignKey("request.id")),
    Column("text", Text, nullable=False),
    Column("why", String(32), nullable=False),  # what kept it from being an answer
    Column("said_at", Instant, nullable=False),
)

action = Table(
    "action",
    metadata,
    Column("id", Serial, primary_key=True),  # shown as A-21
    Column("priority_key", ForeignKey("priority.key"), nullable=False, index=True),
    Column("cycle_id", ForeignKey("cycle.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("moves_number", Text, nullable=False),  # how it moves the number
    Column("owner_id", ForeignKey("person.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("original_due_on", Date, nullable=False),
    Column("proposed_due_on", Date),
    Column("slips", Integer, nullable=False),
    Column("closure_test", Text, nullable=False),  # done when ...
    Column("evidence", Text, nullable=False),
    Column("created_by", ForeignKey("person.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("offered_at", Instant),  # when its owner was asked to accept
    Column("claimed_at", Instant),
    Column("closed_at", Instant),
    Column("reason", Text),
    Index("ix_action_owner", "owner_id", "state"),
)

no_action = Table(
    "no_action",
    metadata,
    Column("cycle_id", ForeignKey("cycle.id"), primary_key=True),
    Column("priority_key", ForeignKey("priority.key"), primary_key=True),
    Column("because", Text, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

summary = Table(
    "summary",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("cycle_id", ForeignKey("cycle.id"), nullable=False),
    Column("priority_key", ForeignKey("priority.key"), nullable=False),
    Column("snapshot", JSON, nullable=False),  # every fact it spoke of; a posted summary is made from this alone
    Column("posted_by", ForeignKey("person.id"), nullable=False),
    Column("posted_at", Instant, nullable=False),
    UniqueConstraint("cycle_id", "priority_key"),
)

# The timetable and the ledger

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
    Index("ix_due_leased", "lease", **_only_where("lease IS NOT NULL")),
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
    Index("ix_message_waiting", "priority", "not_before", "id", **_only_where(UNSETTLED)),
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
    Index("ix_surface_stale", "next_at", **_only_where("wanted > shown")),
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
