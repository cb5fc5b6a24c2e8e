"""The tables of the setup: the one app that this server works as, and what stands open until it is registered.

They follow the rules of bot.inbox.tables, and keep nothing of any installation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import JSON, BigInteger, Column, Integer, LargeBinary, String
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime

THE_ONE = 1


class AppRow(SQLModel, table=True):
    """The app: one row, whose key makes sure of that.

    `sealed` is the credentials, encrypted with the server's key; null where they were shown once instead.
    """

    __tablename__ = "app"

    place: int = Field(default=THE_ONE, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    id: int = Field(sa_column=Column(BigInteger, nullable=False))
    name: str = Field(sa_column=Column(String(100), nullable=False))
    public_url: str = Field(sa_column=Column(String(300), nullable=False))
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    registered_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class SetupRow(SQLModel, table=True):
    """A secret that somebody holds while the app is set up, as its SHA-256 digest.

    `kind` is "link" for the address that the server printed, or "state" for what GitHub sends back with its code; a
    state has the `choice` that was made.
    """

    __tablename__ = "setups"

    digest: str = Field(sa_column=Column(String(64), primary_key=True))
    kind: str = Field(sa_column=Column(String(10), nullable=False))
    choice: dict[str, str] | None = Field(default=None, sa_column=Column(JSON))
    expires_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(Moment))


APP = METADATA.tables["app"]
SETUPS = METADATA.tables["setups"]
