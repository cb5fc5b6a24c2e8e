"""What was learned from answers, and how far past issues were read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of learning."""
    op.create_table(
        "models",
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("labels", sa.Integer, nullable=False),
        sa.Column("map_texts", sa.String(200), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("arrays", sa.LargeBinary, nullable=False),
        sa.Column("fitted_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_models_installation", "models", ["installation"])
    op.create_table(
        "histories",
        sa.Column("repository", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("labels", sa.String(64), nullable=False),
        sa.Column("cursor", sa.Text, nullable=False),
        sa.Column("issues", sa.Integer, nullable=False),
        sa.Column("done_at", sa.BigInteger),
    )
    op.create_index("ix_histories_installation", "histories", ["installation"])
