"""What rules did: which fired where and what became of it, and changes kept for replays where a maintainer asks for it.

They follow the rules of bot.inbox.tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime


class ChangeRow(SQLModel, table=True):
    """A pull request as it was judged last: `sealed` is its facts, compressed and encrypted with the server's key."""

    __tablename__ = "changes"

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    head_sha: str = Field(sa_column=Column(String(64), nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    kept_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class FiringRow(SQLModel, table=True):
    """A rule that gave a reason on a pull request: since when, by which rules, and when and by what that ended.

    `ended_by` is "change" where the pull request was changed, "rules" where the rules were; null while it stands.
    """

    __tablename__ = "firings"

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    rule: str = Field(sa_column=Column(String(100), primary_key=True))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    revision: str = Field(sa_column=Column(String(12), nullable=False))
    fired_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
    ended_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    ended_by: str | None = Field(default=None, sa_column=Column(String(10)))


CHANGES = METADATA.tables["changes"]
FIRINGS = METADATA.tables["firings"]
