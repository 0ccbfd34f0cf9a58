"""Run by alembic: use the connection, and so the transaction, of the caller."""

from alembic import context

from review_app.records.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
