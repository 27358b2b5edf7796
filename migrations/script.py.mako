"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
older_may_run = None  # True or False: whether bots of the version before may go on, and why


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
