"""Which app an installation is of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the next look at GitHub's list of installations fills it."""
    op.add_column("installations", sa.Column("app", sa.BigInteger))
