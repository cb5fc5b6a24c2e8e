"""Who ticked which box of a checklist."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of ticks."""
    op.create_table(
        "ticks",
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("item", sa.String(16), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("ticked", sa.Boolean, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("by_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_ticks_installation", "ticks", ["installation"])
