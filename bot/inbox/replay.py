"""Making due again by hand: a subject by its key or its name, one delivery's subjects, or all that was parked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.facts.repository import Subject
from bot.inbox.marks import Mark, mark
from bot.inbox.tables import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.inbox.database import Database

_ROW = SUBJECTS.c


async def find_subjects(database: Database, name: str) -> tuple[Subject, ...]:
    """Return what a key ("pull_request:101:7") or a name ("acme/shop#7") means; nothing where nobody knows it.

    Raises DatabaseUnavailable.
    """
    full_name, sharp, number = name.partition("#")
    if sharp and number.isdecimal():
        return await _subjects(database, _ROW.full_name == full_name, _ROW.number == int(number[:15]))
    return await _subjects(database, _ROW.key == name)


async def parked_subjects(database: Database) -> tuple[Subject, ...]:
    """Return every subject that was given up, in the order of that. Raises DatabaseUnavailable."""
    return await _subjects(database, _ROW.parked_at.is_not(None))


async def look_again(database: Database, subjects: Sequence[Subject], now: datetime, delivery: str = "") -> None:
    """Make subjects due now, whether or not they were parked; a rate limit they wait for still holds.

    Raises DatabaseUnavailable.
    """
    await database.write(lambda connection: mark(connection, [Mark(each, now, now, delivery) for each in subjects]))


async def _subjects(database: Database, *which: ColumnElement[bool]) -> tuple[Subject, ...]:
    look = select(SUBJECTS).where(*which).order_by(_ROW.parked_at, _ROW.key)

    def read(connection: Connection) -> tuple[Subject, ...]:
        return tuple(map(_subject, connection.execute(look)))

    return await database.read(read)


def _subject(row: Row[Any]) -> Subject:
    return Subject(row.kind, row.installation, row.repository, row.full_name, row.number, row.sha)
