"""The app that was set up in the browser, and the secrets of a setup that is not finished."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the setup."""
    op.create_table(
        "app",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("public_url", sa.String(300), nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("registered_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "setups",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("choice", sa.JSON),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
    )
