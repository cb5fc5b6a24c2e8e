"""The tables of recovery: how far GitHub's deliveries were looked through, what was missed, what was swept.

See bot.inbox.tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Index, Integer, String
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime


class WalkRow(SQLModel, table=True):
    """A list at GitHub that is looked through from the newest entry to the newest one of last time (`seen`).

    `next_at` is when it is due; whoever looks has moved it first, so that of several processes one does. A walk under
    way goes on at `cursor`, and has begun at entry `top`.
    """

    __tablename__ = "walks"

    name: str = Field(sa_column=Column(String(20), primary_key=True))
    next_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    seen: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    top: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    cursor: str = Field(default="", sa_column=Column(String(200), nullable=False))


class MissedRow(SQLModel, table=True):
    """A delivery that no attempt has brought to us; `attempt` is the newest, `asks` how often another was asked for."""

    __tablename__ = "missed"
    __table_args__ = (Index("ix_missed_next_at", "next_at"), Index("ix_missed_installation", "installation"))

    guid: str = Field(sa_column=Column(String(64), primary_key=True))
    installation: int | None = Field(sa_column=Column(BigInteger))
    attempt: int = Field(sa_column=Column(BigInteger, nullable=False))
    sent_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    asks: int = Field(default=0, sa_column=Column(Integer, nullable=False))
    next_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class SweepRow(SQLModel, table=True):
    """When an installation's repositories were looked through last, and how far the present sweep has come.

    `since` is up to when everything was seen; a sweep under way has begun at `began_at` and goes on at `page`.
    """

    __tablename__ = "sweeps"

    installation: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    since: datetime | None = Field(default=None, sa_column=Column(Moment))
    began_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    page: int = Field(default=0, sa_column=Column(Integer, nullable=False))
    next_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class SpendingRow(SQLModel, table=True):
    """One change that was made on GitHub: GitHub limits how many an installation makes in a minute and in an hour."""

    __tablename__ = "spendings"
    __table_args__ = (Index("ix_spendings_installation_spent_at", "installation", "spent_at"),)

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    spent_at: datetime = Field(sa_column=Column(Moment, nullable=False))


WALKS = METADATA.tables["walks"]
MISSED = METADATA.tables["missed"]
SWEEPS = METADATA.tables["sweeps"]
SPENDINGS = METADATA.tables["spendings"]
