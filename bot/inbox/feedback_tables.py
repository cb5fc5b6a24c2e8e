"""The tables of feedback: words as they stood, predictions, people's corrections, and the answers that hold.

The report counts from these, learning reads answers with their words. They belong to bot.inbox.tables and follow its
rules: moments are microseconds, there are no foreign keys, rows are pruned by age.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, Index, Integer, String, Text
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime


class TextRow(SQLModel, table=True):
    """The words of a feedback issue as they stood at one moment; `digest` names them. None of a security report."""

    __tablename__ = "texts"
    __table_args__ = (
        Index("ix_texts_repository_number_digest", "repository", "number", "digest", unique=True),
        Index("ix_texts_installation", "installation"),
        Index("ix_texts_kept_at", "kept_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    digest: str = Field(sa_column=Column(String(64), nullable=False))
    title: str = Field(sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    kept_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class PredictionRow(SQLModel, table=True):
    """Where an issue was thought to belong, on which words of it (`text`, a row of texts), and what was done."""

    __tablename__ = "predictions"
    __table_args__ = (
        Index("ix_predictions_repository_number", "repository", "number"),
        Index("ix_predictions_installation", "installation"),
        Index("ix_predictions_predicted_at", "predicted_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    text: int | None = Field(sa_column=Column(BigInteger))
    map_revision: str = Field(sa_column=Column(String(40), nullable=False))
    step: str = Field(sa_column=Column(String(20), nullable=False))
    kind: str = Field(sa_column=Column(String(20), nullable=False))
    area: str | None = Field(sa_column=Column(String(200)))
    owner: str | None = Field(sa_column=Column(String(100)))
    acted: str = Field(sa_column=Column(String(20), nullable=False))
    confidence: float = Field(sa_column=Column(Float, nullable=False))
    candidates: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    evidence: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    predicted_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class CorrectionRow(SQLModel, table=True):
    """A person's act against a routing: never changed, never taken back."""

    __tablename__ = "corrections"
    __table_args__ = (
        Index("ix_corrections_act", "repository", "number", "how", "by", "acted_at", unique=True),
        Index("ix_corrections_installation", "installation"),
        Index("ix_corrections_acted_at", "acted_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    how: str = Field(sa_column=Column(String(20), nullable=False))
    area: str | None = Field(sa_column=Column(String(200)))
    owner: str | None = Field(sa_column=Column(String(100)))
    target: str = Field(sa_column=Column(String(200), nullable=False))
    by: str = Field(sa_column=Column(String(100), nullable=False))
    firm: bool = Field(sa_column=Column(Boolean, nullable=False))
    acted_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class FinalRow(SQLModel, table=True):
    """The answer that holds for an issue, and the words (`text`) that stood there when it was given."""

    __tablename__ = "finals"
    __table_args__ = (
        Index("ix_finals_repository_number", "repository", "number", unique=True),
        Index("ix_finals_installation", "installation"),
        Index("ix_finals_kept_at", "kept_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    how: str = Field(sa_column=Column(String(20), nullable=False))
    areas: list[str] = Field(sa_column=Column(JSON, nullable=False))
    owner: str | None = Field(sa_column=Column(String(100)))
    by: str = Field(sa_column=Column(String(100), nullable=False))
    text: int | None = Field(sa_column=Column(BigInteger))
    answered_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    kept_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class FixRow(SQLModel, table=True):
    """A merged pull request (`pull_name`, `owner/name`, and its number) that closed a piece of feedback."""

    __tablename__ = "fixes"
    __table_args__ = (
        Index("ix_fixes_pull", "repository", "number", "pull_name", "pull_number", unique=True),
        Index("ix_fixes_installation", "installation"),
        Index("ix_fixes_merged_at", "merged_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    pull_name: str = Field(sa_column=Column(String(200), nullable=False))
    pull_number: int = Field(sa_column=Column(BigInteger, nullable=False))
    merged_at: datetime = Field(sa_column=Column(Moment, nullable=False))


TEXTS = METADATA.tables["texts"]
PREDICTIONS = METADATA.tables["predictions"]
CORRECTIONS = METADATA.tables["corrections"]
FINALS = METADATA.tables["finals"]
FIXES = METADATA.tables["fixes"]
