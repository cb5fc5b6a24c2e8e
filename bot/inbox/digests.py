"""The digests, kept: which issue reminds in a repository, when to look at it, and who has been told of what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, literal, select, update

from bot.facts.repository import Subject
from bot.inbox.marks import earlier, insert
from bot.inbox.turn_tables import DIGESTS, REMINDERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.inbox.database import Database

GATHERED = timedelta(minutes=5)
"""How long changes are gathered before a digest is looked at."""

_ROW, _TOLD = DIGESTS.c, REMINDERS.c


class Digests:
    """Keeps digests and reminders. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def digest_number(self, home: Subject) -> int:
        """Return the number of the issue that reminds in the subject's repository, 0 where none is known."""
        look = select(_ROW.number).where(_ROW.repository == home.repository)
        return int(await self._database.read(lambda connection: connection.execute(look).scalar()) or 0)

    async def digest_kept(self, home: Subject, number: int, next_at: datetime | None) -> None:
        """Keep the number of that issue, and when to look at it again; an earlier moment that was asked for stays."""
        news = {"number": number}
        here = _ROW.repository == home.repository

        def keep(connection: Connection) -> None:
            connection.execute(update(DIGESTS).where(here).values(**news))
            if next_at is not None:
                soonest = earlier(func.coalesce(_ROW.next_at, _moment(next_at)), _moment(next_at))
                connection.execute(update(DIGESTS).where(here).values(next_at=soonest))

        await self._database.write(keep)

    async def told(self, home: Subject) -> frozenset[tuple[str, str]]:
        """Return whom (in lower case) the digest of a repository has told of what, by key."""
        look = select(_TOLD.login, _TOLD["keys"]).where(_here(home), _TOLD.told_at.is_not(None))
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return frozenset((login, key) for login, keys in rows for key in keys)

    async def may_call(self, home: Subject, login: str, day: str) -> bool:
        """Return whether a person may be called today, and keep that day for this repository: one call a day."""
        row = {"installation": home.installation, "login": login.casefold(), "day": day}

        def take(connection: Connection) -> bool:
            new = insert(connection.dialect.name, REMINDERS).values(**row, repository=home.repository, keys=[])
            connection.execute(new.on_conflict_do_nothing())
            whose = select(_TOLD.repository, _TOLD.told_at).where(*_is(home, login, day))
            taken = connection.execute(whose).one()
            return bool(taken.repository == home.repository and taken.told_at is None)

        return await self._database.write(take)

    async def called(self, home: Subject, login: str, day: str, keys: Sequence[str], now: datetime) -> None:
        """Keep what a person was told."""
        done = update(REMINDERS).where(*_is(home, login, day)).values(keys=list(keys), told_at=now)
        await self._database.write(lambda connection: connection.execute(done).rowcount)


def touch(connection: Connection, issue: Subject, now: datetime) -> None:
    """Have the digest of an issue's repository looked at soon, inside a transaction somebody else began."""
    row = {
        "repository": issue.repository,
        "installation": issue.installation,
        "full_name": issue.full_name,
        "number": 0,
        "next_at": now + GATHERED,
    }
    statement = insert(connection.dialect.name, DIGESTS).values(**row)
    new = statement.excluded
    soonest = earlier(func.coalesce(_ROW.next_at, new.next_at), new.next_at)
    news = {"installation": new.installation, "full_name": new.full_name, "next_at": soonest}
    connection.execute(statement.on_conflict_do_update(index_elements=["repository"], set_=news))


def digests_due(connection: Connection, now: datetime) -> list[Subject]:
    """Return the digests to look at now, and tick them off, inside a transaction somebody else began."""
    rows = connection.execute(update(DIGESTS).where(_ROW.next_at <= now).values(next_at=None).returning(DIGESTS))
    return [Subject("digest", row.installation, row.repository, row.full_name, 0) for row in rows]


def _here(home: Subject) -> ColumnElement[bool]:
    return (_TOLD.installation == home.installation) & (_TOLD.repository == home.repository)


def _is(home: Subject, login: str, day: str) -> tuple[ColumnElement[bool], ...]:
    return _TOLD.installation == home.installation, _TOLD.login == login.casefold(), _TOLD.day == day


def _moment(moment: datetime) -> ColumnElement[datetime]:
    return literal(moment, _ROW.next_at.type)
