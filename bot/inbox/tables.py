"""The tables: deliveries, subjects, installations and their repositories; what we decided, did, noticed and were asked.

Moments are whole microseconds since 1970 in the database (exact, comparable and the same in SQLite and PostgreSQL) and
aware UTC datetimes in Python. There are no foreign keys: rows are pruned by age, each table on its own.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Dialect, Index, Integer, LargeBinary, String, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

if TYPE_CHECKING:
    from sqlalchemy import Table

NEVER = _EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@compiles(String, "postgresql")
def _without_a_bound(*_: object, **__: object) -> str:
    """Render a text's type for PostgreSQL.

    It would refuse a row for a name longer than SQLite keeps without a word, and saves nothing by it
    (https://www.postgresql.org/docs/current/datatype-character.html).
    """
    return "TEXT"


def microseconds(moment: datetime) -> int:
    """Return an aware datetime as the number that is stored for it."""
    return (moment - _EPOCH) // _MICROSECOND


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the interface
        """Return the number that is stored."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the interface
        """Return the moment that was stored."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class DeliveryRow(SQLModel, table=True):
    """One webhook delivery, keyed by `X-GitHub-Delivery`; `body` is the raw body, zlib-compressed."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_received_at", "received_at"),)

    guid: str = Field(sa_column=Column(String(64), primary_key=True))
    event: str = Field(sa_column=Column(String(64), nullable=False))
    action: str = Field(sa_column=Column(String(64), nullable=False))
    installation: int | None = Field(sa_column=Column(BigInteger))
    received_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class CauseRow(SQLModel, table=True):
    """Which delivery made which subject due: how a decision came about. It goes with the delivery, by its age."""

    __tablename__ = "causes"
    __table_args__ = (
        Index("ix_causes_subject", "subject"),
        Index("ix_causes_installation", "installation"),
        Index("ix_causes_received_at", "received_at"),
    )

    guid: str = Field(sa_column=Column(String(64), primary_key=True))
    subject: str = Field(sa_column=Column(String(100), primary_key=True))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    received_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class SubjectRow(SQLModel, table=True):
    """A thing we keep right, and its place in the queue.

    idle: no `due_at`. Waiting: `due_at` says when a worker may take it. In hand: `lease` names the worker's claim and
    `due_at` is when that claim lapses; `again_at` is when events that came meanwhile want it again. Parked:
    `parked_at`, with the `error`. `held_until` is a moment before which no event may bring it forward.
    """

    __tablename__ = "subjects"
    __table_args__ = (
        Index("ix_subjects_installation_due_at", "installation", "due_at"),
        Index("ix_subjects_due_at", "due_at"),
        Index("ix_subjects_parked_at", "parked_at"),
    )

    key: str = Field(sa_column=Column(String(100), primary_key=True))
    kind: str = Field(sa_column=Column(String(20), nullable=False))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    full_name: str = Field(sa_column=Column(String(200), nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha: str = Field(default="", sa_column=Column(String(64), nullable=False, default="", server_default=""))
    delivery: str = Field(sa_column=Column(String(64), nullable=False))
    due_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    again_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    held_until: datetime | None = Field(default=None, sa_column=Column(Moment))
    lease: str | None = Field(default=None, sa_column=Column(String(36)))
    attempts: int = Field(default=0, sa_column=Column(Integer, nullable=False, default=0))
    parked_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    error: str | None = Field(default=None, sa_column=Column(Text))
    changed_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class InstallationRow(SQLModel, table=True):
    """An account that installed the app: when it was served last (fairness) and until when it is paused.

    What events say of it (bot.inbox.standing): `told_at` is the newest `updated_at` that was heard; a `suspended_at` or
    `deleted_at` comes with a pause without end. `app` is the number of the app that is installed there, None as long as
    nobody told.
    """

    __tablename__ = "installations"
    __table_args__ = (Index("ix_installations_served_at", "served_at"),)

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    served_at: datetime = Field(default=NEVER, sa_column=Column(Moment, nullable=False, default=NEVER))
    paused_until: datetime | None = Field(default=None, sa_column=Column(Moment))
    account: str = Field(default="", sa_column=Column(String(100), nullable=False, default="", server_default=""))
    permissions: dict[str, str] | None = Field(default=None, sa_column=Column(JSON))
    told_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    suspended_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    deleted_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    app: int | None = Field(default=None, sa_column=Column(BigInteger))


class DepartureRow(SQLModel, table=True):
    """A repository that an installation does not have any more: its data is deleted after the grace period."""

    __tablename__ = "departures"

    installation: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    departed_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class NoticeRow(SQLModel, table=True):
    """What a maintainer should know and no pull request says: a missing permission, a map that cannot be used."""

    __tablename__ = "notices"

    installation: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    topic: str = Field(sa_column=Column(String(100), primary_key=True))
    says: str = Field(sa_column=Column(Text, nullable=False))
    noticed_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class GoodRulesRow(SQLModel, table=True):
    """The last texts of a kind ("rules", "ownership") that could be used; `revision` names them by their blobs."""

    __tablename__ = "good_rules"

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str = Field(sa_column=Column(String(20), primary_key=True))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    revision: str = Field(sa_column=Column(String(200), nullable=False))
    texts: list[dict[str, str]] = Field(sa_column=Column(JSON, nullable=False))
    kept_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class DecisionRow(SQLModel, table=True):
    """The last verdict of a pull request or the routing of an issue, as JSON; `revision` is the head or the map's."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_installation", "installation"),)

    subject: str = Field(sa_column=Column(String(100), primary_key=True))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    full_name: str = Field(sa_column=Column(String(200), nullable=False))
    revision: str = Field(sa_column=Column(String(100), nullable=False))
    record: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    decided_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class EffectRow(SQLModel, table=True):
    """One line of the audit trail: what was done on GitHub (or refused), on which subject, when."""

    __tablename__ = "effects"
    __table_args__ = (
        Index("ix_effects_subject_done_at", "subject", "done_at"),
        Index("ix_effects_installation", "installation"),
    )

    # SQLite numbers rows by itself only where the key is its INTEGER.
    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    subject: str = Field(sa_column=Column(String(100), nullable=False))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    kind: str = Field(sa_column=Column(String(50), nullable=False))
    outcome: str = Field(sa_column=Column(String(20), nullable=False))
    record: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    done_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class CommandRow(SQLModel, table=True):
    """A line of a comment that begins like a command, or a button (comment 0), and what came of it.

    `kind` and `number` are the pull request or issue; a button that nobody has looked at yet has the kind "commit" and
    the `sha` alone. `answered_at`: the reaction is there. `withdrawn_at`: the line is gone, and what it asked for ends.
    """

    __tablename__ = "commands"
    __table_args__ = (
        Index("ix_commands_repository_comment", "repository", "comment"),
        Index("ix_commands_repository_kind_number", "repository", "kind", "number"),
        Index("ix_commands_installation", "installation"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    repository: int = Field(sa_column=Column(BigInteger, nullable=False))
    kind: str = Field(sa_column=Column(String(20), nullable=False))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha: str = Field(default="", sa_column=Column(String(64), nullable=False, default="", server_default=""))
    comment: int = Field(sa_column=Column(BigInteger, nullable=False))
    line: str = Field(sa_column=Column(String(64), nullable=False))
    outcome: str = Field(sa_column=Column(String(20), nullable=False))
    command: str = Field(sa_column=Column(String(20), nullable=False))
    arguments: list[str] = Field(sa_column=Column(JSON, nullable=False))
    by: str = Field(sa_column=Column(String(100), nullable=False))
    by_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    lifts_block: bool = Field(sa_column=Column(Boolean, nullable=False))
    reaction: str = Field(sa_column=Column(String(20), nullable=False))
    why: str = Field(sa_column=Column(Text, nullable=False))
    heard_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(Moment))


class TickRow(SQLModel, table=True):
    """The last act on one box of our checklist on a pull request: ticked or opened again, by whom and when."""

    __tablename__ = "ticks"
    __table_args__ = (Index("ix_ticks_installation", "installation"),)

    repository: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    item: str = Field(sa_column=Column(String(16), primary_key=True))
    installation: int = Field(sa_column=Column(BigInteger, nullable=False))
    ticked: bool = Field(sa_column=Column(Boolean, nullable=False))
    by: str = Field(sa_column=Column(String(120), nullable=False))
    by_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    at: datetime = Field(sa_column=Column(Moment, nullable=False))


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


METADATA = SQLModel.metadata
DELIVERIES = _table(DeliveryRow)
CAUSES = _table(CauseRow)
SUBJECTS = _table(SubjectRow)
INSTALLATIONS = _table(InstallationRow)
DECISIONS = _table(DecisionRow)
EFFECTS = _table(EffectRow)
DEPARTURES = _table(DepartureRow)
NOTICES = _table(NoticeRow)
GOOD_RULES = _table(GoodRulesRow)
COMMANDS = _table(CommandRow)
TICKS = _table(TickRow)
