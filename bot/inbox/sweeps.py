"""Sweeps: when each installation was looked through last, and which subjects of a list nobody has looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from bot.facts.recovery import Sweeping
from bot.inbox.marks import Mark, insert, mark
from bot.inbox.recovery_tables import SWEEPS
from bot.inbox.tables import DECISIONS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.recovery import Listed
    from bot.facts.repository import Subject
    from bot.inbox.database import Database

EVERY = timedelta(hours=6)
NEXT_PAGE = timedelta(minutes=1)
"""Between two pages of one sweep: a sweep is in no hurry."""
_ROW, _SUBJECT = SWEEPS.c, SUBJECTS.c


class Sweeps:
    """Keeps sweeps. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mark_due(self, sweeps: Sequence[Subject], now: datetime) -> int:
        """Make those sweeps due whose time has come, in one transaction with writing that down; returns how many."""

        def take(connection: Connection) -> int:
            due = [sweep for sweep in sweeps if self._is_due(connection, sweep.installation, now)]
            mark(connection, [Mark(sweep, now, now, "") for sweep in due])
            return len(due)

        return await self._database.write(take) if sweeps else 0

    @staticmethod
    def _is_due(connection: Connection, installation: int, now: datetime) -> bool:
        new = insert(connection.dialect.name, SWEEPS).values(installation=installation, next_at=now, page=0)
        connection.execute(new.on_conflict_do_nothing())
        due = update(SWEEPS).where(_ROW.installation == installation, _ROW.next_at <= now)
        return connection.execute(due.values(next_at=now + EVERY)).rowcount == 1

    async def begin(self, installation: int, now: datetime) -> Sweeping:
        """Return where the installation's sweep goes on, or begin one."""

        def begin(connection: Connection) -> Sweeping:
            new = insert(connection.dialect.name, SWEEPS).values(installation=installation, next_at=now + EVERY, page=0)
            connection.execute(new.on_conflict_do_nothing())
            first = update(SWEEPS).where(_ROW.installation == installation, _ROW.page == 0)
            connection.execute(first.values(page=1, began_at=now))
            row = connection.execute(select(SWEEPS).where(_ROW.installation == installation)).one()
            return Sweeping(row.since, row.page)

        return await self._database.write(begin)

    async def turn_page(self, sweep: Subject, now: datetime, *, more: bool) -> None:
        """Keep that the page was looked at: the next one is due soon, or (without `more`) the sweep is over."""
        here = update(SWEEPS).where(_ROW.installation == sweep.installation)

        def turn(connection: Connection) -> None:
            if more:
                connection.execute(here.values(page=_ROW.page + 1))
                mark(connection, [Mark(sweep, now + NEXT_PAGE, now, "")])
            else:
                connection.execute(here.values(page=0, since=_ROW.began_at, began_at=None))

        await self._database.write(turn)

    async def unseen(self, listed: Sequence[Listed], since: datetime) -> tuple[Subject, ...]:
        """Return the subjects that changed after they were looked at last, or never were and should have been.

        Of what nobody knows those count that are open: pull requests, and issues opened `since`.
        """
        keys = [one.subject.key for one in listed]
        decided = select(DECISIONS.c.subject, DECISIONS.c.decided_at).where(DECISIONS.c.subject.in_(keys))
        last = func.coalesce(_SUBJECT.parked_at, _SUBJECT.changed_at).label("last")
        queued = select(_SUBJECT.key, _SUBJECT.due_at, last).where(
            _SUBJECT.key.in_(keys), _SUBJECT.due_at.is_not(None) | _SUBJECT.parked_at.is_not(None)
        )

        def look(connection: Connection) -> tuple[Subject, ...]:
            seen: dict[str, datetime] = {row.subject: row.decided_at for row in connection.execute(decided)}
            waiting = set()
            for row in connection.execute(queued):
                seen[row.key] = max(seen.get(row.key, row.last), row.last)
                waiting |= {row.key} if row.due_at is not None else set()
            return tuple(
                one.subject for one in listed if one.subject.key not in waiting and _is_unseen(one, seen, since)
            )

        return await self._database.read(look) if keys else ()


def _is_unseen(one: Listed, seen: Mapping[str, datetime], since: datetime) -> bool:
    at = seen.get(one.subject.key)
    if at is not None:
        return one.updated_at > at
    return one.is_open and (one.subject.kind == "pull_request" or one.created_at >= since)
