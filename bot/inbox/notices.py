"""What a maintainer should know and no pull request says: each kept once, until it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.inbox.marks import insert
from bot.inbox.tables import NOTICES

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.inbox.database import Database


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know; `repository` 0 is the whole installation. `topic` is its name, `says` the words."""

    installation: int
    repository: int
    topic: str
    says: str
    noticed_at: datetime


class Notices:
    """Keeps notices. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def notice(self, subject: Subject, topic: str, says: str, now: datetime, *, everywhere: bool = False) -> bool:
        """Keep a notice about the subject's repository, or `everywhere` in its installation; True if it is news."""
        where = {"installation": subject.installation, "repository": 0 if everywhere else subject.repository}

        def keep(connection: Connection) -> bool:
            same = (NOTICES.c[name] == value for name, value in where.items())
            known = connection.execute(select(NOTICES.c.says).where(*same, NOTICES.c.topic == topic)).scalar()
            if known == says:
                return False
            statement = insert(connection.dialect.name, NOTICES).values(**where, topic=topic, says=says, noticed_at=now)
            news = {"says": says, "noticed_at": now}
            connection.execute(statement.on_conflict_do_update(index_elements=[*where, "topic"], set_=news))
            return True

        return await self._database.write(keep)

    async def settle(self, subject: Subject, topic: str) -> None:
        """Forget a notice about the subject's repository: it is not so any more."""
        here = (NOTICES.c.installation == subject.installation, NOTICES.c.repository == subject.repository)
        look = select(NOTICES.c.topic).where(*here, NOTICES.c.topic == topic)
        if await self._database.read(lambda connection: connection.execute(look).first()) is not None:
            forget = delete(NOTICES).where(*here, NOTICES.c.topic == topic)
            await self._database.write(lambda connection: connection.execute(forget).rowcount)

    async def standing(self, installation: int | None = None) -> tuple[Notice, ...]:
        """Return what stands, of one installation or of all, the oldest first."""
        look = select(NOTICES).order_by(NOTICES.c.noticed_at, NOTICES.c.topic)
        if installation is not None:
            look = look.where(NOTICES.c.installation == installation)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(Notice(row.installation, row.repository, row.topic, row.says, row.noticed_at) for row in rows)
