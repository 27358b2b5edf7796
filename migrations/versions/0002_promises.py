"""What is promised: priorities, indicators, targets, paths, figures, milestones; routines and their cycles."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
older_may_run = True  # new tables only

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
EXACT = sa.String(length=40)


def upgrade() -> None:
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
        sa.Column("breaks", sa.JSON(), nullable=False),
        sa.Column("together", sa.JSON(), nullable=False),
        sa.Column("subgroups", sa.JSON(), nullable=False),
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
        sa.Column("interventions", sa.JSON(), nullable=False),
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
    op.create_table(
        "subgroup_figures",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("indicator_key", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("submitted_by", sa.String(length=32), nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_subgroup_figures_indicator_key")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_subgroup_figures_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subgroup_figures")),
    )
    op.create_index("ix_subgroup_figures_series", "subgroup_figures", ["indicator_key", "period", "id"])
    op.create_table(
        "milestone",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("priority_key", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("told_by", sa.String(length=32)),
        sa.Column("told_at", INSTANT),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_milestone_owner_id")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_milestone_priority_key")),
        sa.ForeignKeyConstraint(["told_by"], ["person.id"], name=op.f("fk_milestone_told_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("priority_key", "text", name=op.f("uq_milestone_priority_key_text")),
    )
    op.create_index("ix_milestone_owner", "milestone", ["owner_id", "state"])
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
        sa.Column("channel", sa.String(length=32)),
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
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("frozen_at", INSTANT),
        sa.Column("gaps", sa.String(length=16)),
        sa.Column("agenda", sa.String(length=32)),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
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
        sa.Column("challenge", sa.String(length=16)),
        sa.Column("planning", sa.String(length=16)),
        sa.Column("drive", sa.String(length=16)),
        sa.Column("stage", sa.Integer()),
        sa.Column("explains", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.String(length=32), nullable=False),
        sa.Column("judged_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_assessment_cycle_id")),
        sa.ForeignKeyConstraint(["judged_by"], ["person.id"], name=op.f("fk_assessment_judged_by")),
        sa.ForeignKeyConstraint(["priority_key"], ["priority.key"], name=op.f("fk_assessment_priority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index("ix_assessment_latest", "assessment", ["priority_key", "capacity", "id"])
    op.create_table(
        "forecast",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("indicator_key", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", SERIAL, nullable=False),
        sa.Column("capacity", sa.String(length=16), nullable=False),
        sa.Column("said_by", sa.String(length=32)),
        sa.Column("said_at", INSTANT, nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("milestone_id", SERIAL),
        sa.Column("due_on", sa.Date()),
        sa.Column("goal", EXACT),
        sa.Column("comparator", sa.String(length=2)),
        sa.Column("chance", sa.Float()),
        sa.Column("value", EXACT),
        sa.Column("model", sa.Float()),
        sa.Column("unled", sa.Boolean(), nullable=False),
        sa.Column("outcome", EXACT),
        sa.Column("known_at", INSTANT),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_forecast_cycle_id")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_forecast_indicator_key")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_forecast_milestone_id")),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_forecast_said_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
    )
    op.create_index(op.f("ix_forecast_known_at"), "forecast", ["known_at"])
    op.create_index("ix_forecast_said", "forecast", ["said_by", "id"])
    op.create_index("ix_forecast_cycle", "forecast", ["cycle_id", "indicator_key", "id"])
