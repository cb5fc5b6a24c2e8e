"""A full-text index (SQLite's FTS5) of what feedback says, to find related issues."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index and let it forget what the table of texts forgets; without FTS5 there is none."""
    if op.get_bind().dialect.name != "sqlite":
        return
    options = {str(row[0]) for row in op.get_bind().exec_driver_sql("PRAGMA compile_options")}
    if "ENABLE_FTS5" not in options:
        return
    op.execute("CREATE VIRTUAL TABLE text_words USING fts5(home, title, body, tokenize = 'unicode61')")
    op.execute(
        "CREATE TRIGGER texts_forgotten AFTER DELETE ON texts BEGIN DELETE FROM text_words WHERE rowid = old.id; END"
    )
