"""The issue of a repository that reminds of answers, and who was reminded of what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of digests and of reminders."""
    op.create_table(
        "digests",
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("next_at", sa.BigInteger),
    )
    op.create_index("ix_digests_installation", "digests", ["installation"])
    op.create_index("ix_digests_next_at", "digests", ["next_at"])
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("login", sa.String(100), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("keys", sa.JSON, nullable=False),
        sa.Column("told_at", sa.BigInteger),
    )
    op.create_index("ix_reminders_installation_login_day", "reminders", ["installation", "login", "day"], unique=True)
    op.create_index("ix_reminders_repository", "reminders", ["repository"])
    op.create_index("ix_reminders_day", "reminders", ["day"])
