"""What a test saw when it failed: it may not come again for days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from bot.inbox.tables import DECISIONS, EFFECTS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Table

    from bot.practice import PracticeIssue
    from tests.burst.server import Server

MOST = 10
"""Subjects of which all is told, and lines of each log from its end."""
LINES = 60


def wrong(found: Mapping[PracticeIssue, str], servers: Sequence[Server]) -> str:
    """Return each complaint with what the database knows of its subject; then the logs."""
    told = [f"{says}\n{_known(thing, servers[0])}" for thing, says in list(found.items())[:MOST]]
    return "\n".join([f"{len(found)} are wrong", *told, _logs(servers)])


def unrest(servers: Sequence[Server]) -> str:
    """Return which subjects are not idle; then the logs."""
    busy = or_(SUBJECTS.c.due_at.is_not(None), SUBJECTS.c.parked_at.is_not(None))
    return "\n".join(["the queue did not come to rest", _rows(servers[0], SUBJECTS, busy), _logs(servers)])


def _known(thing: PracticeIssue, server: Server) -> str:
    name, number = thing.repository.full_name, thing.number
    here = (SUBJECTS.c.full_name == name) & (SUBJECTS.c.number == number)
    rows = [_rows(server, SUBJECTS, here)]
    key = f"{'pull_request' if thing.is_pull_request else 'issue'}:{thing.repository.id}:{number}"
    return "\n".join([*rows, *(_rows(server, table, table.c.subject == key) for table in (DECISIONS, EFFECTS))])


def _rows(server: Server, table: Table, where: ColumnElement[bool]) -> str:
    columns = [column for column in table.c if column.name != "record" or table is EFFECTS]
    found = server.select(select(*columns).where(where).limit(MOST))
    named = ([f"{column.name}={value}" for column, value in zip(columns, row, strict=True) if value] for row in found)
    return "\n".join(f"  {table.name}: {' '.join(row)}" for row in named)


def _logs(servers: Sequence[Server]) -> str:
    return "\n".join(f"-- {server.log}\n" + "\n".join(server.log_lines()[-LINES:]) for server in servers)
