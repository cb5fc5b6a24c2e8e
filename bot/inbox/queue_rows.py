"""The queue, row by row: what is due and since when, what is in hand, what waits and until when, what was given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.facts.checkup import Check
from bot.inbox.table_queue import SUBJECTS_AND_WHOSE, standings
from bot.inbox.tables import INSTALLATIONS, SUBJECTS
from bot.judgement.naming import counted

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.inbox.database import Database

SHOWN = 20
"""Rows of each sort; the counts of all stand above them."""
SUBJECT = SUBJECTS.c


async def check_rows(database: Database, now: datetime) -> tuple[Check, ...]:
    """Return a line for each subject that is not idle, the most pressing first. Raises DatabaseUnavailable."""

    def look(connection: Connection) -> tuple[Check, ...]:
        stand = standings(now)
        return (
            *(_due(row) for row in _rows(connection, stand.takeable)),
            *(_in_hand(row) for row in _rows(connection, stand.in_hand)),
            *(_waits(row, now) for row in _rows(connection, stand.waiting)),
            *(_given_up(row) for row in _rows(connection, SUBJECT.parked_at.is_not(None))),
        )

    return await database.read(look)


def _rows(connection: Connection, which: ColumnElement[bool]) -> list[Row[Any]]:
    asked = select(SUBJECTS, INSTALLATIONS.c.paused_until).select_from(SUBJECTS_AND_WHOSE).where(which)
    return list(connection.execute(asked.order_by(SUBJECT.due_at, SUBJECT.parked_at.desc()).limit(SHOWN)))


def _due(row: Row[Any]) -> Check:
    return Check("due", "note", f"{_name(row)} since {_clock(row.due_at)}{_tried(row)}")


def _in_hand(row: Row[Any]) -> Check:
    return Check("in hand", "note", f"{_name(row)}, attempt {row.attempts}, the lease ends at {_clock(row.due_at)}")


def _waits(row: Row[Any], now: datetime) -> Check:
    paused = row.paused_until is not None and row.paused_until > now
    until = max(row.due_at, row.paused_until) if paused else row.due_at
    why = ", its installation is paused" if paused else ""
    return Check("waiting", "note", f"{_name(row)} until {_clock(until)}{why}{_tried(row)}")


def _given_up(row: Row[Any]) -> Check:
    says = f"{_name(row)} at {_clock(row.parked_at)} after {_times(row)}: {row.error or 'no error is kept'}"
    return Check("given up", "note", says, f"`onesitting replay {row.key}` looks at it again")


def _name(row: Row[Any]) -> str:
    return f"{row.full_name} {row.kind} {row.number or row.sha} ({row.key})"


def _tried(row: Row[Any]) -> str:
    return f", after {_times(row)}: {row.error or 'no error is kept'}" if row.attempts else ""


def _times(row: Row[Any]) -> str:
    return counted(row.attempts, "attempt")


def _clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
