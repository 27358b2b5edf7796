"""What a version may do while old replicas run: a column that they need not fill, an index, a table of its own."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "0004"
branch_labels = None
depends_on = None
older_may_run = True  # they never name the column, and know nothing of the table


def upgrade() -> None:
    op.add_column("message", sa.Column("mood", sa.Text()))
    op.create_index("ix_message_mood", "message", ["mood"])
    op.create_table("mood", sa.Column("key", sa.String(32), primary_key=True))
