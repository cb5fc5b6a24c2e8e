"""Which merged pull requests closed which feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of fixes."""
    op.create_table(
        "fixes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("pull_name", sa.String(200), nullable=False),
        sa.Column("pull_number", sa.BigInteger, nullable=False),
        sa.Column("merged_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_fixes_pull", "fixes", ["repository", "number", "pull_name", "pull_number"], unique=True)
    op.create_index("ix_fixes_installation", "fixes", ["installation"])
    op.create_index("ix_fixes_merged_at", "fixes", ["merged_at"])
