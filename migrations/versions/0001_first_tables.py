"""Every table of the first version, and the bot itself among the people it writes down as actors."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
EXACT = sa.String(length=40)


def upgrade() -> None:
    _who()
    _promised()
    _routine()
    _ledger()
    _the_bot()


def _who() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("pseudonym", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32)),
        sa.Column("introduced_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_person_pseudonym")),
    )
    op.create_table(
        "stand_in",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("stand_in_id", sa.String(length=32), nullable=False),
        sa.Column("capacity", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stand_in_person_id")),
        sa.ForeignKeyConstraint(["stand_in_id"], ["person.id"], name=op.f("fk_stand_in_stand_in_id")),
        sa.PrimaryKeyConstraint("person_id", "stand_in_id", name=op.f("pk_stand_in")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("subdivision", sa.String(length=16)),
        sa.Column("holidays", sa.JSON(), nullable=False),
        sa.Column("weekend", sa.JSON(), nullable=False),
        sa.Column("opens", sa.String(length=5), nullable=False),
        sa.Column("closes", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _promised() -> None:
    op.create_table(
        "priority",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("visibility", sa.String(length=16), nullable=False),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.Column("principal_id", sa.String(length=32), nullable=False),
        sa.Column("leader_id", sa.String(length=32), nullable=False),
        sa.Column("delivery_lead_id", sa.String(length=32)),
        sa.Column("closed_on", sa.Date()),
        sa.ForeignKeyConstraint(["delivery_lead_id"], ["person.id"], name=op.f("fk_priority_delivery_lead_id")),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_priority_leader_id")),
        sa.ForeignKeyConstraint(["principal_id"], ["person.id"], name=op.f("fk_priority_principal_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_priority")),
    )
    op.create_table(
        "indicator",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("people_unit", sa.String(length=64)),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("polarity", sa.String(length=8), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("frequency", sa.String(length=16), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=False),
        sa.Column("lag_working", sa.Boolean(), nullable=False),
        sa.Column("baseline_period", sa.String(length=16), nullable=False),
        sa.Column("baseline", EXACT, nullable=False),
        sa.Column("tolerance", EXACT, nullable=False),
        sa.Column("low", EXACT),
        sa.Column("high", EXACT),
        sa.Column("numerator", sa.String(length=200)),
        sa.Column("denominator", sa.String(length=200)),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("definition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_indicator_owner_id")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_indicator_priority_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_indicator")),
    )
    op.create_table(
        "target",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("indicator_key", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("value", EXACT, nullable=False),
        sa.Column("comparator", sa.String(length=2), nullable=False),
        sa.Column("interim", sa.Boolean(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_target_indicator_key")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_target_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_indicator_key"), "target", ["indicator_key"])
    op.create_table(
        "trajectory",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("indicator_key", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(length=16), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("approved_by", sa.String(length=32), nullable=False),
        sa.Column("approved_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_trajectory_approved_by")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_trajectory_indicator_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory")),
        sa.UniqueConstraint("indicator_key", "version", name=op.f("uq_trajectory_indicator_key_version")),
    )
    op.create_table(
        "observation",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("indicator_key", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("value", EXACT, nullable=False),
        sa.Column("numerator", EXACT),
        sa.Column("denominator", EXACT),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("submitted_by", sa.String(length=32), nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.Column("evidence", sa.Text()),
        sa.Column("supersedes", SERIAL),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_observation_indicator_key")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_observation_submitted_by")),
        sa.ForeignKeyConstraint(["supersedes"], ["observation.id"], name=op.f("fk_observation_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index("ix_observation_series", "observation", ["indicator_key", "period", "id"])


def _routine() -> None:
    op.create_table(
        "routine",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("principal_id", sa.String(length=32), nullable=False),
        sa.Column("chair_id", sa.String(length=32), nullable=False),
        sa.Column("lead_times", sa.JSON(), nullable=False),
        sa.Column("cadence", sa.JSON(), nullable=False),
        sa.Column("wall_time", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["chair_id"], ["person.id"], name=op.f("fk_routine_chair_id")),
        sa.ForeignKeyConstraint(["principal_id"], ["person.id"], name=op.f("fk_routine_principal_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_routine")),
    )
    op.create_table(
        "routine_priority",
        sa.Column("routine_key", sa.String(length=32), nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_routine_priority_priority_key")),
        sa.ForeignKeyConstraint(["routine_key"], ["routine.key"], name=op.f("fk_routine_priority_routine_key")),
        sa.PrimaryKeyConstraint("routine_key", "priority_key", name=op.f("pk_routine_priority")),
    )
    op.create_table(
        "cycle",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("routine_key", sa.String(length=32), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("frozen_at", INSTANT),
        sa.ForeignKeyConstraint(["routine_key"], ["routine.key"], name=op.f("fk_cycle_routine_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("routine_key", "meeting_on", name=op.f("uq_cycle_routine_key_meeting_on")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("capacity", sa.String(length=16), nullable=False),
        sa.Column("likelihood", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.String(length=32), nullable=False),
        sa.Column("judged_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_assessment_cycle_id")),
        sa.ForeignKeyConstraint(["judged_by"], ["person.id"], name=op.f("fk_assessment_judged_by")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_assessment_priority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index("ix_assessment_latest", "assessment", ["priority_key", "capacity", "id"])
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
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_request_cycle_id")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_request_indicator_key")),
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
    op.create_index("ix_request_open", "request", ["person_id", "state"])
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
        "help_wanted",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("request_id", SERIAL, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.Column("by_when", sa.Date()),
        sa.Column("wanted_by", sa.String(length=32), nullable=False),
        sa.Column("wanted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_help_wanted_request_id")),
        sa.ForeignKeyConstraint(["wanted_by"], ["person.id"], name=op.f("fk_help_wanted_wanted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_wanted")),
    )
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
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_action_created_by")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_action_cycle_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_action_priority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index("ix_action_owner", "action", ["owner_id", "state"])
    op.create_index(op.f("ix_action_priority_key"), "action", ["priority_key"])
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


def _ledger() -> None:
    op.create_table(
        "due",
        sa.Column("key", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("lease", INSTANT),
        sa.Column("token", sa.String(length=32)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_due")),
    )
    op.create_index(
        "ix_due_leased",
        "due",
        ["lease"],
        sqlite_where=sa.text("lease IS NOT NULL"),
        postgresql_where=sa.text("lease IS NOT NULL"),
    )
    op.create_index("ix_due_next", "due", ["state", "due_at"])
    op.create_index("ix_due_subject", "due", ["subject"])
    op.create_table(
        "message",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("parent", SERIAL),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_tried_at", INSTANT),
        sa.Column("tried_at", INSTANT),
        sa.Column("token", sa.String(length=32)),
        sa.Column("channel", sa.String(length=32)),
        sa.Column("ts", sa.String(length=32)),
        sa.Column("carried", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["message.id"], name=op.f("fk_message_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    op.create_index("ix_message_posted", "message", ["channel", "ts"])
    op.create_index("ix_message_subject", "message", ["subject"])
    op.create_index("ix_message_lane", "message", ["lane", "state"])
    op.create_index(
        "ix_message_waiting",
        "message",
        ["priority", "not_before", "id"],
        sqlite_where=sa.text("state IN ('planned', 'claimed', 'doubtful')"),
        postgresql_where=sa.text("state IN ('planned', 'claimed', 'doubtful')"),
    )
    op.create_table(
        "lane",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("lease", INSTANT),
        sa.Column("token", sa.String(length=32)),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lane")),
    )
    op.create_table(
        "surface",
        sa.Column("message_id", SERIAL, nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("lease", INSTANT),
        sa.Column("token", sa.String(length=32)),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_surface_message_id")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_surface")),
    )
    op.create_index(
        "ix_surface_stale",
        "surface",
        ["next_at"],
        sqlite_where=sa.text("wanted > shown"),
        postgresql_where=sa.text("wanted > shown"),
    )
    op.create_table(
        "receipt",
        sa.Column("key", KEY, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_receipt")),
    )
    op.create_index(op.f("ix_receipt_received_at"), "receipt", ["received_at"])
    op.create_table(
        "watermark",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("conversation", name=op.f("pk_watermark")),
    )
    op.create_table(
        "picture",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_picture")),
    )
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("position", sa.BigInteger()),
        sa.Column("seal", sa.String(length=64)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("position", name=op.f("uq_audit_position")),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"])


def _the_bot() -> None:
    people = sa.table("person", *(sa.column(name) for name in _BOT))
    op.execute(people.insert().values(_BOT))


_BOT = {
    "id": "stocktake",
    "name": "Stocktake",
    "zone": "UTC",
    "locale": "en-GB",
    "guest": False,
    "deactivated": False,
    "role": "none",
    "pseudonym": "stocktake",
}
