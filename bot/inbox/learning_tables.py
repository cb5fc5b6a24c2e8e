"""The tables of learning: one model a repository, and how far its past issues have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Text
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime


class ModelRow(SQLModel, table=True):
    """What answers have taught, as versioned arrays (bot.triage.learned.stored); made anew from the data at will.

    `labels` is how many answers it was fitted to, `map_texts` names the map by its texts, `form` the format.
    """

    __tablename__ = "models"
    __table_args__ = (Index("ix_models_installation", "installation"),)

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    labels: int = Field(sa_column=Column(Integer, nullable=False))
    map_texts: str = Field(sa_column=Column(String(200), nullable=False))
    form: str = Field(sa_column=Column(String(40), nullable=False))
    arrays: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    fitted_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class HistoryRow(SQLModel, table=True):
    """How far the labelled issues from before were read: `labels` is a digest of the labels that were asked for."""

    __tablename__ = "histories"
    __table_args__ = (Index("ix_histories_installation", "installation"),)

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    labels: str = Field(sa_column=Column(String(64), nullable=False))
    cursor: str = Field(sa_column=Column(Text, nullable=False))
    issues: int = Field(sa_column=Column(Integer, nullable=False))
    done_at: datetime | None = Field(sa_column=Column(Moment))


MODELS = METADATA.tables["models"]
HISTORIES = METADATA.tables["histories"]
