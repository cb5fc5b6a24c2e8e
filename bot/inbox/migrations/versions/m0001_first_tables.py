"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the five tables of bot.inbox.tables as they were at first."""
    op.create_table(
        "deliveries",
        sa.Column("guid", sa.String(64), primary_key=True),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("installation", sa.BigInteger),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_deliveries_received_at", "deliveries", ["received_at"])
    op.create_table(
        "subjects",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("repository", sa.BigInteger, nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("delivery", sa.String(64), nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("again_at", sa.BigInteger),
        sa.Column("held_until", sa.BigInteger),
        sa.Column("lease", sa.String(36)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("parked_at", sa.BigInteger),
        sa.Column("error", sa.Text),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_subjects_installation_due_at", "subjects", ["installation", "due_at"])
    op.create_index("ix_subjects_due_at", "subjects", ["due_at"])
    op.create_index("ix_subjects_parked_at", "subjects", ["parked_at"])
    op.create_table(
        "installations",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("served_at", sa.BigInteger, nullable=False),
        sa.Column("paused_until", sa.BigInteger),
    )
    op.create_index("ix_installations_served_at", "installations", ["served_at"])
    op.create_table(
        "decisions",
        sa.Column("subject", sa.String(100), primary_key=True),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("revision", sa.String(100), nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_decisions_installation", "decisions", ["installation"])
    op.create_table(
        "effects",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("installation", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(50), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.Column("done_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_effects_subject_done_at", "effects", ["subject", "done_at"])
    op.create_index("ix_effects_installation", "effects", ["installation"])
