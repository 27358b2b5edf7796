"""The timetable and the ledger: what falls due, what is sent, what was heard, who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
older_may_run = True  # new tables only

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
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
    op.create_index("ix_message_lane", "message", ["lane", "state"])
    op.create_index("ix_message_posted", "message", ["channel", "ts"])
    op.create_index("ix_message_subject", "message", ["subject"])
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
        sa.Column("says", sa.String(length=32)),
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
