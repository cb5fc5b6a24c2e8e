"""A full-text index (PostgreSQL's GIN) of what feedback says, to find related issues."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index, which forgets what the table of texts forgets; a chore brings in what is there already."""
    if op.get_bind().dialect.name != "postgresql":
        return
    follows = "bigint PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE"
    op.execute(f"CREATE TABLE text_words (id {follows}, words tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_text_words_words ON text_words USING gin (words)")
