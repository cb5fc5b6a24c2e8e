"""Whose turn it is on an issue, until when, and how it ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of turns."""
    op.create_table(
        "turns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("area", sa.String(200), nullable=False),
        sa.Column("owner", sa.String(100), nullable=False),
        sa.Column("backup", sa.String(100), nullable=False),
        sa.Column("escalation", sa.String(100), nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("late_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("ended_by", sa.String(100), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger),
    )
    op.create_index("ix_turns_repository_number_began_at", "turns", ["repository", "number", "began_at"], unique=True)
    op.create_index("ix_turns_installation", "turns", ["installation"])
    op.create_index("ix_turns_next_at", "turns", ["next_at"])
    op.create_index("ix_turns_began_at", "turns", ["began_at"])
