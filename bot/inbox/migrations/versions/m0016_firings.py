"""What each rule did on each pull request."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "firings",
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("rule", sa.String(100), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.String(12), nullable=False),
        sa.Column("fired_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("ended_by", sa.String(10)),
    )
    op.create_index("ix_firings_installation", "firings", ["installation"])
    op.create_index("ix_firings_fired_at", "firings", ["fired_at"])
