"""The tables of the Monday report: each area's number by week, and which reports were made. See bot.inbox.tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Text
from sqlmodel import Field, SQLModel

from bot.inbox.tables import METADATA, Moment

if TYPE_CHECKING:
    from datetime import datetime


class NumberRow(SQLModel, table=True):
    """An area's number for one week (bot.facts.report.Reading); no `value` where nobody reported it or it `failed`."""

    __tablename__ = "numbers"
    __table_args__ = (
        Index("ix_numbers_installation_area_week", "installation", "area", "week", unique=True),
        Index("ix_numbers_read_at", "read_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    area: str = Field(sa_column=Column(String(200), nullable=False))
    week: str = Field(sa_column=Column(String(8), nullable=False))
    value: float | None = Field(sa_column=Column(Float))
    shown: str = Field(sa_column=Column(String(100), nullable=False))
    says: str = Field(sa_column=Column(Text, nullable=False))
    by: str = Field(sa_column=Column(String(100), nullable=False))
    failed: str = Field(sa_column=Column(Text, nullable=False))
    read_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class ReportRow(SQLModel, table=True):
    """What became of a week's report: begun (the first one is the next week's), posted, tried, or refused.

    `repository` and `number` are the issue's, 0 where there is none; `asked_at` is when Friday's question was settled.
    """

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_installation_week", "installation", "week", unique=True),
        Index("ix_reports_made_at", "made_at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    week: str = Field(sa_column=Column(String(8), nullable=False))
    outcome: str = Field(sa_column=Column(String(20), nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    asked_at: datetime | None = Field(default=None, sa_column=Column(Moment))


NUMBERS = METADATA.tables["numbers"]
REPORTS = METADATA.tables["reports"]
