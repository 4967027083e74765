"""Run by Alembic: carry out the steps on the connection that `iusml.store.database` gives."""

from alembic import context

from iusml.store.database.migrate import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
