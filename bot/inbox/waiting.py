"""Whose issues have to be looked at again when somebody says that they are away, or takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, select

from bot.facts.repository import Subject
from bot.inbox.marks import Mark, mark
from bot.inbox.tables import COMMANDS
from bot.inbox.turn_tables import TURNS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection, Row


def stands_away() -> ColumnElement[bool]:
    """Return the condition of a command that says when somebody is away, was accepted and was not taken back."""
    asked = COMMANDS.c
    return and_(asked.command == "away", asked.outcome == "accepted", asked.withdrawn_at.is_(None))


def clock_changed(connection: Connection, installation: int, logins: Collection[str], now: datetime) -> None:
    """Make every issue due on which somebody waits for one of these, inside a transaction somebody else began.

    Also those that wait for anybody who is away themselves: one of these may stand in for them.
    """
    away = select(COMMANDS.c.by).where(COMMANDS.c.installation == installation, stands_away())
    people = {login.casefold() for login in (*logins, *connection.execute(away).scalars())}
    rows = connection.execute(select(TURNS).where(TURNS.c.installation == installation, TURNS.c.how == ""))
    mark(connection, [Mark(issue_of(row), now, now, "") for row in rows if people & _people(row)])


def issue_of(row: Row[Any]) -> Subject:
    """Return the issue of a row of turns."""
    return Subject("issue", row.installation, row.repository, row.full_name, row.number)


def _people(row: Row[Any]) -> set[str]:
    return {login.casefold() for login in (row.owner, row.backup, row.escalation)}
