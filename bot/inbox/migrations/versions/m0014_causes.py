"""Which delivery made which subject due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of causes."""
    op.create_table(
        "causes",
        sa.Column("guid", sa.String(64), primary_key=True),
        sa.Column("subject", sa.String(100), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_causes_subject", "causes", ["subject"])
    op.create_index("ix_causes_installation", "causes", ["installation"])
    op.create_index("ix_causes_received_at", "causes", ["received_at"])
