"""The routine: its cycles, what was asked and answered, agreed actions, posted summaries."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.store.tables.base import Serial, metadata
from bot.store.types import Instant, Key

routine = Table(
    "routine",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("principal_id", ForeignKey("person.id"), nullable=False),
    Column("chair_id", ForeignKey("person.id"), nullable=False),
    Column("lead_times", JSON, nullable=False),  # step -> working days
    Column("cadence", JSON, nullable=False),  # a rule of recurrence, see bot.store.recurrences
    Column("wall_time", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("channel", String(32)),  # where the cover of a stocktake goes; the unit's own without one
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
    Column("planned_on", Date, nullable=False),  # the day it was first planned for
    Column("set_at", Instant, nullable=False),  # since when it meets on its day
    Column("state", String(16), nullable=False),
    Column("frozen_at", Instant),  # the cut-off of the data that its summaries use
    Column("gaps", String(16)),  # what staff decided about missing figures: listed, unlisted
    Column("agenda", String(32)),  # the priority that the meeting is at
    Column("moves", Integer, nullable=False),  # how often it was moved
    Column("reason", Text),  # why it was moved or cancelled
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
    Column("reason", Text),  # why it was disowned, waived, given away, or what is queried
    Column("message_id", ForeignKey("message.id"), index=True),  # the message that asks for it
    UniqueConstraint("cycle_id", "indicator_key", "period", "person_id"),
    Index("ix_request_open", "person_id", "state"),
    Index("ix_request_figure", "indicator_key", "period"),
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
    Column("way", String(16), nullable=False),  # modal, reply, edit, reason, query, tap
    Column("receipt", Key, nullable=False, unique=True),
    Column("late", Boolean, nullable=False),
)

help_wanted = Table(
    "help_wanted",  # what an owner needs, or what a reader of a summary asks
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request_id", ForeignKey("request.id"), index=True),
    Column("summary_id", ForeignKey("summary.id")),
    Column("priority_key", ForeignKey("priority.key")),
    Column("what", Text, nullable=False),
    Column("from_whom", Text, nullable=False),
    Column("by_when", Date),
    Column("wanted_by", ForeignKey("person.id"), nullable=False),
    Column("wanted_at", Instant, nullable=False),
    Column("receipt", Key, unique=True),  # of what was said; the same message asks once
    Column("outcome", String(16)),  # ask, action, answered
    Column("settled_by", ForeignKey("person.id")),
    Column("reply", Text),
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
    Column("kind", String(8), nullable=False),  # action, ask
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
    Column("blocked_by", ForeignKey("person.id")),
    Column("blocked_until", Date),
    Index("ix_action_owner", "owner_id", "state"),
)

problem = Table(
    "problem",  # entered by rule or by hand; never deleted
    metadata,
    Column("id", Serial, primary_key=True),  # shown as P-3
    Column("priority_key", ForeignKey("priority.key"), nullable=False, index=True),
    Column("cycle_id", ForeignKey("cycle.id"), nullable=False),
    Column("rule", String(64), nullable=False),  # the rule that proposed it; empty when staff did
    Column("about", Text, nullable=False),  # which target, milestone or action the rule speaks of
    Column("entered_on", Date, nullable=False),
)

problem_version = Table(
    "problem_version",  # a problem as it stood after each change; the latest counts
    metadata,
    Column("id", Serial, primary_key=True),
    Column("problem_id", ForeignKey("problem.id"), nullable=False, index=True),
    Column("level", Integer, nullable=False),  # 1 watch to 4 intensive drive
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("cause", Text, nullable=False),  # what lies behind it
    Column("lead_id", ForeignKey("person.id")),
    Column("exit_criteria", Text, nullable=False),
    Column("exit_note", Text, nullable=False),
    Column("left_on", Date),
    Column("changed_by", ForeignKey("person.id")),  # nobody, where a rule proposed it
    Column("changed_at", Instant, nullable=False),
)

milestone = Table(
    "milestone",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("priority_key", ForeignKey("priority.key"), nullable=False),
    Column("text", String(500), nullable=False),
    Column("owner_id", ForeignKey("person.id"), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("original_due_on", Date, nullable=False),
    Column("state", String(16), nullable=False),  # due, done, late, dropped
    Column("note", Text, nullable=False),
    Column("told_by", ForeignKey("person.id")),
    Column("told_at", Instant),
    UniqueConstraint("priority_key", "text"),
    Index("ix_milestone_owner", "owner_id", "state"),
)

draft = Table(
    "draft",  # what staff made of a summary before it goes out
    metadata,
    Column("cycle_id", ForeignKey("cycle.id"), primary_key=True),
    Column("priority_key", ForeignKey("priority.key"), primary_key=True),
    Column("why", Text),
    Column("needed", Text),
    Column("needed_by", Date),
    Column("edited_by", ForeignKey("person.id")),
    Column("held_by", ForeignKey("person.id")),
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
