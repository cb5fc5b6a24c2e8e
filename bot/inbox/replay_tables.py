"""The table of changes that are kept for replays, where a maintainer asks for it, by the rules of bot.inbox.tables."""

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


CHANGES = METADATA.tables["changes"]
