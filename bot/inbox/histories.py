"""How far the labelled issues of a repository have been read, and the answers that were found in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.inbox.feedback_tables import FINALS
from bot.inbox.learning_tables import HISTORIES
from bot.inbox.ledger import keep_text
from bot.inbox.marks import Mark, insert, mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.outcome import PastAnswer
    from bot.facts.repository import Subject
    from bot.inbox.database import Database

MOST_ISSUES = 2_500
"""Issues that are looked at in one repository: a hundred questions to GitHub, a fiftieth of an hour's."""

_ROW = HISTORIES.c


class Histories:
    """Keeps how far each history was read. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, subject: Subject, labels: str, now: datetime) -> None:
        """Have the history of the subject's repository read, unless that was begun with these labels (a digest).

        With other labels, after a change of the map, it begins anew. It is due in the same transaction.
        """
        look = select(_ROW.labels).where(_ROW.repository == subject.repository)
        if await self._database.read(lambda connection: connection.execute(look).scalar()) == labels:
            return
        row = {
            "repository": subject.repository,
            "installation": subject.installation,
            "labels": labels,
            "cursor": "",
            "issues": 0,
            "done_at": None,
        }

        def begin(connection: Connection) -> None:
            statement = insert(connection.dialect.name, HISTORIES).values(**row)
            connection.execute(statement.on_conflict_do_update(index_elements=["repository"], set_=row))
            mark(connection, [Mark(replace(subject, kind="history", number=0), now, now, "")])

        await self._database.write(begin)

    async def cursor(self, subject: Subject) -> str | None:
        """Return where to read on, empty at the beginning; None where it has been read, or was never begun."""
        look = select(_ROW.cursor).where(_ROW.repository == subject.repository, _ROW.done_at.is_(None))
        return await self._database.read(lambda connection: connection.execute(look).scalar())

    async def read_on(
        self, subject: Subject, answers: Sequence[PastAnswer], issues: int, cursor: str | None, now: datetime
    ) -> None:
        """Keep the answers of a page of so many issues; the next one, where there is one at `cursor`, is due.

        An answer that is there already stays: it was given while we looked.
        """

        def keep(connection: Connection) -> None:
            for each in answers:
                _keep(connection, subject, each, now)
            here = _ROW.repository == subject.repository
            looked_at = int(connection.execute(select(_ROW.issues).where(here)).scalar() or 0) + issues
            on = cursor is not None and looked_at < MOST_ISSUES
            news = {"cursor": cursor or "", "issues": looked_at, "done_at": None if on else now}
            connection.execute(update(HISTORIES).where(here).values(**news))
            if on:
                mark(connection, [Mark(subject, now, now, "")])

        await self._database.write(keep)


def _keep(connection: Connection, subject: Subject, answer: PastAnswer, now: datetime) -> None:
    final = answer.final
    row = {
        "installation": subject.installation,
        "repository": subject.repository,
        "number": answer.number,
        "how": final.how,
        "areas": list(final.areas),
        "owner": final.owner,
        "by": final.by,
        "answered_at": final.at,
        "kept_at": now,
    }
    here = (FINALS.c.repository == subject.repository, FINALS.c.number == answer.number)
    if connection.execute(select(FINALS.c.id).where(*here)).first() is None:
        text = keep_text(connection, subject, answer.number, (answer.title, answer.body), now)
        connection.execute(insert(connection.dialect.name, FINALS).values(**row, text=text))
