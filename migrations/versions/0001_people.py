"""Who: people, stand-ins, the unit, its channels and settings; and the bot itself as an actor of the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
older_may_run = True  # none is older

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("handle", sa.String(length=80), nullable=False),
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
    op.create_index(op.f("ix_person_handle"), "person", ["handle"])
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
        "absence",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.String(length=32)),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_absence_set_by")),
        sa.PrimaryKeyConstraint("person_id", "first_on", name=op.f("pk_absence")),
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
    op.create_table(
        "edition",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_edition")),
    )
    op.create_table(
        "channel",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("guests", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
    )
    op.create_table(
        "home",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("lease", INSTANT),
        sa.Column("token", sa.String(length=32)),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_home_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_home")),
    )
    _the_bot()


def _the_bot() -> None:
    people = sa.table("person", *(sa.column(name) for name in _BOT))
    op.execute(people.insert().values(_BOT))


_BOT = {
    "id": "stocktake",
    "name": "Stocktake",
    "handle": "stocktake",
    "zone": "UTC",
    "locale": "en-GB",
    "guest": False,
    "deactivated": False,
    "role": "none",
    "pseudonym": "stocktake",
}
