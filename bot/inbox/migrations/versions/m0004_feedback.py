"""What became of feedback: its words, predictions, corrections and answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of feedback."""
    op.create_table(
        "texts",
        *_issue(),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("kept_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_texts_repository_number_digest", "texts", ["repository", "number", "digest"], unique=True)
    op.create_index("ix_texts_kept_at", "texts", ["kept_at"])
    op.create_table(
        "predictions",
        *_issue(),
        sa.Column("text", sa.BigInteger),
        sa.Column("map_revision", sa.String(40), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("area", sa.String(200)),
        sa.Column("owner", sa.String(100)),
        sa.Column("acted", sa.String(20), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("candidates", sa.JSON, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.Column("predicted_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_predictions_repository_number", "predictions", ["repository", "number"])
    op.create_index("ix_predictions_predicted_at", "predictions", ["predicted_at"])
    op.create_table(
        "corrections",
        *_issue(),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("area", sa.String(200)),
        sa.Column("owner", sa.String(100)),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("firm", sa.Boolean, nullable=False),
        sa.Column("acted_at", sa.BigInteger, nullable=False),
    )
    act = ["repository", "number", "how", "by", "acted_at"]
    op.create_index("ix_corrections_act", "corrections", act, unique=True)
    op.create_index("ix_corrections_acted_at", "corrections", ["acted_at"])
    op.create_table(
        "finals",
        *_issue(),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("areas", sa.JSON, nullable=False),
        sa.Column("owner", sa.String(100)),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("text", sa.BigInteger),
        sa.Column("answered_at", sa.BigInteger, nullable=False),
        sa.Column("kept_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_finals_repository_number", "finals", ["repository", "number"], unique=True)
    op.create_index("ix_finals_kept_at", "finals", ["kept_at"])
    for table in ("texts", "predictions", "corrections", "finals"):
        op.create_index(f"ix_{table}_installation", table, ["installation"])


def _issue() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
