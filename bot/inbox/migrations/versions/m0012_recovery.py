"""How far deliveries were looked through, what was missed, what was swept, and what was spent of GitHub's limits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of recovery."""
    op.create_table(
        "walks",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("top", sa.BigInteger, nullable=False),
        sa.Column("cursor", sa.String(200), nullable=False),
    )
    op.create_table(
        "missed",
        sa.Column("guid", sa.String(64), primary_key=True),
        sa.Column("installation", sa.BigInteger),
        sa.Column("attempt", sa.BigInteger, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.Column("asks", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_missed_next_at", "missed", ["next_at"])
    op.create_index("ix_missed_installation", "missed", ["installation"])
    op.create_table(
        "sweeps",
        sa.Column("installation", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("since", sa.BigInteger),
        sa.Column("began_at", sa.BigInteger),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "spendings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("spent_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_spendings_installation_spent_at", "spendings", ["installation", "spent_at"])
