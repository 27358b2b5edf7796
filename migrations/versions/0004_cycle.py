"""A cycle's work: requests, answers, help, actions, drafts, summaries."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
older_may_run = True  # new tables only

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "request",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("indicator_key", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("promised_for", sa.Date()),
        sa.Column("reason", sa.Text()),
        sa.Column("message_id", SERIAL),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_request_cycle_id")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_request_indicator_key")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_request_message_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint(
            "cycle_id",
            "indicator_key",
            "period",
            "person_id",
            name=op.f("uq_request_cycle_id_indicator_key_period_person_id"),
        ),
    )
    op.create_index(op.f("ix_request_message_id"), "request", ["message_id"])
    op.create_index("ix_request_open", "request", ["person_id", "state"])
    op.create_index("ix_request_figure", "request", ["indicator_key", "period"])
    op.create_table(
        "answer",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("request_id", SERIAL, nullable=False),
        sa.Column("observation_id", SERIAL),
        sa.Column("for_summary", sa.Text(), nullable=False),
        sa.Column("for_unit", sa.Text(), nullable=False),
        sa.Column("given_by", sa.String(length=32), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("receipt", KEY, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_answer_given_by")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_answer_observation_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_answer_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("receipt", name=op.f("uq_answer_receipt")),
    )
    op.create_index(op.f("ix_answer_request_id"), "answer", ["request_id"])
    op.create_table(
        "stray",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("receipt", KEY, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("request_id", SERIAL),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=False),
        sa.Column("said_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stray_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_stray_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stray")),
        sa.UniqueConstraint("receipt", name=op.f("uq_stray_receipt")),
    )
    op.create_table(
        "action",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("moves_number", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=False),
        sa.Column("proposed_due_on", sa.Date()),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("closure_test", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("offered_at", INSTANT),
        sa.Column("claimed_at", INSTANT),
        sa.Column("closed_at", INSTANT),
        sa.Column("reason", sa.Text()),
        sa.Column("blocked_by", sa.String(length=32)),
        sa.Column("blocked_until", sa.Date()),
        sa.ForeignKeyConstraint(["blocked_by"], ["person.id"], name=op.f("fk_action_blocked_by")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_action_created_by")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_action_cycle_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_action_priority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index("ix_action_owner", "action", ["owner_id", "state"])
    op.create_index(op.f("ix_action_priority_key"), "action", ["priority_key"])
    op.create_table(
        "problem",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_problem_cycle_id")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_problem_priority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_index(op.f("ix_problem_priority_key"), "problem", ["priority_key"])
    op.create_table(
        "problem_version",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("problem_id", SERIAL, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.String(length=32)),
        sa.Column("exit_criteria", sa.Text(), nullable=False),
        sa.Column("exit_note", sa.Text(), nullable=False),
        sa.Column("left_on", sa.Date()),
        sa.Column("changed_by", sa.String(length=32)),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_problem_version_changed_by")),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name=op.f("fk_problem_version_lead_id")),
        sa.ForeignKeyConstraint(["problem_id"], ["problem.id"], name=op.f("fk_problem_version_problem_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_version")),
    )
    op.create_index(op.f("ix_problem_version_problem_id"), "problem_version", ["problem_id"])
    op.create_table(
        "no_action",
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_no_action_cycle_id")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_no_action_priority_key")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_no_action_recorded_by")),
        sa.PrimaryKeyConstraint("cycle_id", "priority_key", name=op.f("pk_no_action")),
    )
    op.create_table(
        "draft",
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("needed", sa.Text()),
        sa.Column("needed_by", sa.Date()),
        sa.Column("edited_by", sa.String(length=32)),
        sa.Column("held_by", sa.String(length=32)),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_draft_cycle_id")),
        sa.ForeignKeyConstraint(["edited_by"], ["person.id"], name=op.f("fk_draft_edited_by")),
        sa.ForeignKeyConstraint(["held_by"], ["person.id"], name=op.f("fk_draft_held_by")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_draft_priority_key")),
        sa.PrimaryKeyConstraint("cycle_id", "priority_key", name=op.f("pk_draft")),
    )
    op.create_table(
        "summary",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("posted_by", sa.String(length=32), nullable=False),
        sa.Column("posted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_summary_cycle_id")),
        sa.ForeignKeyConstraint(["posted_by"], ["person.id"], name=op.f("fk_summary_posted_by")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_summary_priority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
        sa.UniqueConstraint("cycle_id", "priority_key", name=op.f("uq_summary_cycle_id_priority_key")),
    )
    op.create_table(
        "help_wanted",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("request_id", SERIAL),
        sa.Column("summary_id", SERIAL),
        sa.Column("priority_key", sa.String(length=32)),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.Column("by_when", sa.Date()),
        sa.Column("wanted_by", sa.String(length=32), nullable=False),
        sa.Column("wanted_at", INSTANT, nullable=False),
        sa.Column("receipt", KEY),
        sa.Column("outcome", sa.String(length=16)),
        sa.Column("settled_by", sa.String(length=32)),
        sa.Column("reply", sa.Text()),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_help_wanted_priority_key")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_help_wanted_request_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_help_wanted_settled_by")),
        sa.ForeignKeyConstraint(["summary_id"], ["summary.id"], name=op.f("fk_help_wanted_summary_id")),
        sa.ForeignKeyConstraint(["wanted_by"], ["person.id"], name=op.f("fk_help_wanted_wanted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_wanted")),
        sa.UniqueConstraint("receipt", name=op.f("uq_help_wanted_receipt")),
    )
    op.create_index(op.f("ix_help_wanted_request_id"), "help_wanted", ["request_id"])
