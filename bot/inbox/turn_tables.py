"""The table of owners' clocks: who owes an answer by when, and how it came. See bot.inbox.tables for its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Index, Integer, String
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime


class TurnRow(SQLModel, table=True):
    """One turn on an issue (bot.facts.turn), read off GitHub's state; `next_at` is when it has to be looked at again.

    An empty `area` is the rota's; `how` is empty while somebody waits.
    """

    __tablename__ = "turns"
    __table_args__ = (
        Index("ix_turns_repository_number_began_at", "repository", "number", "began_at", unique=True),
        Index("ix_turns_installation", "installation"),
        Index("ix_turns_next_at", "next_at"),
        Index("ix_turns_began_at", "began_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    full_name: str = Field(sa_column=Column(String(200), nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    area: str = Field(sa_column=Column(String(200), nullable=False))
    owner: str = Field(sa_column=Column(String(100), nullable=False))
    backup: str = Field(sa_column=Column(String(100), nullable=False))
    escalation: str = Field(sa_column=Column(String(100), nullable=False))
    began_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    due_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    late_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    ended_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    ended_by: str = Field(sa_column=Column(String(100), nullable=False))
    how: str = Field(sa_column=Column(String(20), nullable=False))
    minutes: int = Field(sa_column=Column(Integer, nullable=False))
    next_at: datetime | None = Field(default=None, sa_column=Column(Moment))


TURNS = METADATA.tables["turns"]
