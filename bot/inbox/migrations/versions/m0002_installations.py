"""What events say of installations, and what was noticed and kept for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give subjects a commit, installations their standing; make the tables for departures, notices and good rules."""
    op.add_column("subjects", sa.Column("sha", sa.String(64), nullable=False, server_default=""))
    op.add_column("installations", sa.Column("account", sa.String(100), nullable=False, server_default=""))
    op.add_column("installations", sa.Column("permissions", sa.JSON))
    for moment in ("told_at", "suspended_at", "deleted_at"):
        op.add_column("installations", sa.Column(moment, sa.BigInteger))
    op.create_table(
        "departures",
        sa.Column("installation", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("departed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("installation", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.String(100), primary_key=True),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("noticed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "good_rules",
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.String(200), nullable=False),
        sa.Column("texts", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.BigInteger, nullable=False),
    )
