"""How Alembic runs our migrations: on the connection, and inside the transaction, that it is given."""

from __future__ import annotations

from alembic import context

from bot.inbox.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,
)
context.run_migrations()
