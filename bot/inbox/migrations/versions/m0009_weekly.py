"""Each area's number by week, and which Monday reports were made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the Monday report."""
    op.create_table(
        "numbers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("area", sa.String(200), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("shown", sa.String(100), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("failed", sa.Text, nullable=False),
        sa.Column("read_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_numbers_installation_area_week", "numbers", ["installation", "area", "week"], unique=True)
    op.create_index("ix_numbers_read_at", "numbers", ["read_at"])
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("asked_at", sa.BigInteger),
    )
    op.create_index("ix_reports_installation_week", "reports", ["installation", "week"], unique=True)
    op.create_index("ix_reports_made_at", "reports", ["made_at"])
