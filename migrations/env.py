"""What Alembic runs: the revisions, on the connection it is given, in that connection's transaction."""

from alembic import context

config = context.config
connection = config.attributes["connection"]

context.configure(connection=connection, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
