"""What people asked for in comments and by buttons, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of commands."""
    op.create_table(
        "commands",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("sha", sa.String(64), nullable=False, server_default=""),
        sa.Column("comment", sa.BigInteger, nullable=False),
        sa.Column("line", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("command", sa.String(20), nullable=False),
        sa.Column("arguments", sa.JSON, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("by_id", sa.BigInteger, nullable=False),
        sa.Column("lifts_block", sa.Boolean, nullable=False),
        sa.Column("reaction", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("heard_at", sa.BigInteger, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_index("ix_commands_repository_comment", "commands", ["repository", "comment"])
    op.create_index("ix_commands_repository_kind_number", "commands", ["repository", "kind", "number"])
    op.create_index("ix_commands_installation", "commands", ["installation"])
