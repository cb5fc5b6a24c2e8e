"""The tables of owners' clocks: who owes an answer by when, how it came, and who was reminded of what.

They follow the rules of bot.inbox.tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String
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


class DigestRow(SQLModel, table=True):
    """The one issue of a repository that reminds (`number` 0: none yet), and when to look at it again."""

    __tablename__ = "digests"
    __table_args__ = (Index("ix_digests_installation", "installation"), Index("ix_digests_next_at", "next_at"))

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    full_name: str = Field(sa_column=Column(String(200), nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    next_at: datetime | None = Field(default=None, sa_column=Column(Moment))


class ReminderRow(SQLModel, table=True):
    """The one call that a person (`login` in lower case) gets on a day of theirs, in whatever repository.

    It is taken before it is written: without `told_at` it may not have been. `keys` are what it told them.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        Index("ix_reminders_installation_login_day", "installation", "login", "day", unique=True),
        Index("ix_reminders_repository", "repository"),
        Index("ix_reminders_day", "day"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    login: str = Field(sa_column=Column(String(100), nullable=False))
    day: str = Field(sa_column=Column(String(10), nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    keys: list[str] = Field(sa_column=Column(JSON, nullable=False))
    told_at: datetime | None = Field(default=None, sa_column=Column(Moment))


DIGESTS = METADATA.tables["digests"]
REMINDERS = METADATA.tables["reminders"]
TURNS = METADATA.tables["turns"]
