"""What is promised: priorities, their indicators and targets, the agreed paths, what was observed and judged."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables.base import Serial, metadata
from bot.store.types import Exact, Instant

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
    Column("breaks", JSON, nullable=False),  # [[first period counted in another way, reason], ...]
    Column("together", JSON, nullable=False),  # [frequency, month and day on which its years begin]; [] for none
    Column("subgroups", JSON, nullable=False),  # [what they are called, name, ...]; [] where it is not divided
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
    Column("interventions", JSON, nullable=False),  # [[name, period of its start], ...]
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

subgroup_figures = Table(
    "subgroup_figures",  # of one period, all that were given together; appended, the last set counts
    metadata,
    Column("id", Serial, primary_key=True),
    Column("indicator_key", ForeignKey("indicator.key"), nullable=False),
    Column("period", String(16), nullable=False),
    Column("figures", JSON, nullable=False),  # [[name, value], ...], decimals as text
    Column("submitted_by", ForeignKey("person.id"), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Index("ix_subgroup_figures_series", "indicator_key", "period", "id"),
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
    Column("challenge", String(16)),  # what a rating rests on, as far as it was judged
    Column("planning", String(16)),
    Column("drive", String(16)),  # capacity to drive progress
    Column("stage", Integer),  # of delivery, 1 to 4
    Column("explains", Text, nullable=False),  # why it lies two steps or more from the figures or from the owner
    Column("judged_by", ForeignKey("person.id"), nullable=False),
    Column("judged_at", Instant, nullable=False),
    Index("ix_assessment_latest", "priority_key", "capacity", "id"),
)

forecast = Table(
    "forecast",  # what somebody said would come, and what came
    metadata,
    Column("id", Serial, primary_key=True),
    Column("indicator_key", ForeignKey("indicator.key"), nullable=False),
    Column("cycle_id", ForeignKey("cycle.id"), nullable=False),
    Column("capacity", String(16), nullable=False),  # owner, unit, model
    Column("said_by", ForeignKey("person.id")),  # nobody, where past figures alone say it
    Column("said_at", Instant, nullable=False),
    Column("about", String(40), nullable=False),
    Column("period", String(16), nullable=False),  # what it is about
    Column("milestone_id", ForeignKey("milestone.id")),  # where it is about one, with the date it had on that day
    Column("due_on", Date),
    Column("goal", Exact),  # the target that the chance is of, as it stood on that day
    Column("comparator", String(2)),
    Column("chance", Float),  # 0 to 1, as it was said
    Column("value", Exact),
    Column("model", Float),  # what past figures alone gave on that day, raw
    Column("unled", Boolean, nullable=False),
    Column("outcome", Exact),  # 1 or 0 for a chance, the value that came for a value
    Column("known_at", Instant, index=True),
    Index("ix_forecast_said", "said_by", "id"),
    Index("ix_forecast_cycle", "cycle_id", "indicator_key", "id"),
)
