"""Owners' clocks, kept: who is away, whose turn it is on which issue, and what has to be looked at again when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, select, union_all, update

from bot.facts.absence import Absence
from bot.facts.turn import KeptReport, KeptTurn, Turn
from bot.inbox.digests import Digests, digests_due, touch
from bot.inbox.feedback_tables import TEXTS
from bot.inbox.marks import Mark, insert, mark
from bot.inbox.tables import COMMANDS
from bot.inbox.turn_tables import DIGESTS, TURNS
from bot.inbox.waiting import issue_of, stands_away

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.facts.repository import Subject
    from bot.inbox.database import Database

_ROW, _ASKED = TURNS.c, COMMANDS.c
_TEXT = TEXTS.c
MOST_REPORTS = 2_000
_READ = 500
"""Characters of a text that are read to find what is alike."""
_KEY = ("repository", "number", "began_at")


class Timekeeper(Digests):
    """Keeps turns and reminders. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)

    async def absences(self, installation: int) -> tuple[Absence, ...]:
        """Return the days away that people set by command and have not taken back, in the order they said so."""
        said = (_ASKED.installation == installation) & stands_away()
        look = select(_ASKED.by, _ASKED.arguments).where(said).order_by(_ASKED.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_absence(row.by, row.arguments) for row in rows)

    async def keep(
        self, issue: Subject, since: datetime, turns: Sequence[Turn], now: datetime, *, reminds: bool = False
    ) -> None:
        """Keep the turns since somebody has the issue; an older one that is still open was moved to them.

        Turns of before that GitHub's state does not show any more (their comment was deleted) are forgotten. What
        has not changed is not written; what has is looked at in the digest soon, where the map wants one (`reminds`).
        """
        rows = [_values(issue, each, now) for each in turns]
        here = and_(_ROW.repository == issue.repository, _ROW.number == issue.number)
        gone = delete(TURNS).where(
            here, _ROW.began_at >= since, _ROW.began_at.not_in([each.began_at for each in turns])
        )
        moved = {"ended_at": since, "how": "moved", "next_at": None}

        def keep(connection: Connection) -> None:
            connection.execute(gone)
            connection.execute(update(TURNS).where(here, _ROW.began_at < since, _ROW.how == "").values(**moved))
            statement = insert(connection.dialect.name, TURNS)
            news = {name: statement.excluded[name] for name in rows[0] if name not in _KEY}
            connection.execute(statement.on_conflict_do_update(index_elements=list(_KEY), set_=news), rows)
            if reminds:
                touch(connection, issue, now)

        look = select(TURNS).where(here, (_ROW.began_at >= since) | (_ROW.how == "")).order_by(_ROW.began_at)
        there = await self._database.read(lambda connection: connection.execute(look).mappings().all())
        if rows and [{name: row[name] for name in rows[0]} for row in there] != rows:
            await self._database.write(keep)

    async def mark_due(self, now: datetime) -> int:
        """Make due the issues whose turn passes to somebody else by now, and the digests of now; returns how many.

        Marked and ticked off in one transaction: of several servers one does it, and none after a restart.
        """
        passed = _ROW.next_at <= now

        def take(connection: Connection) -> int:
            ticked = connection.execute(update(TURNS).where(passed).values(next_at=None).returning(TURNS))
            subjects = [issue_of(row) for row in ticked]
            subjects += digests_due(connection, now)
            mark(connection, [Mark(subject, now, now, "") for subject in subjects])
            return len(subjects)

        return await self._database.write(take) if await self._is_due(passed, now) else 0

    async def _is_due(self, passed: ColumnElement[bool], now: datetime) -> bool:
        look = union_all(select(_ROW.id).where(passed), select(DIGESTS.c.repository).where(DIGESTS.c.next_at <= now))
        return await self._database.read(lambda connection: connection.execute(look.limit(1)).first()) is not None

    async def let_go(self, issue: Subject, now: datetime) -> None:
        """End the turn that is open on an issue which is nobody's to answer any more; nothing where there is none."""
        here = and_(_ROW.repository == issue.repository, _ROW.number == issue.number, _ROW.how == "")
        look = select(_ROW.id).where(here).limit(1)
        if await self._database.read(lambda connection: connection.execute(look).first()) is None:
            return
        ended = update(TURNS).where(here).values(ended_at=now, how="let_go", next_at=None)

        def keep(connection: Connection) -> None:
            connection.execute(ended)
            touch(connection, issue, now)

        await self._database.write(keep)

    async def turns(self, installation: int, since: datetime) -> tuple[KeptTurn, ...]:
        """Return the turns of an installation that are open, or began since a moment; the oldest first."""
        return await self._read(_ROW.installation == installation, (_ROW.how == "") | (_ROW.began_at >= since))

    async def reports(self, repository: int, since: datetime) -> tuple[KeptReport, ...]:
        """Return the issues of a repository on which a first turn began since a moment, the newest 2,000.

        Each with the area that has it now, its title and the beginning of its text, as they stood last; without words
        where none are kept.
        """
        began = func.min(_ROW.began_at).label("began_at")
        first = select(_ROW.number, began, func.max(_ROW.id).label("last")).where(_ROW.repository == repository)
        first = first.group_by(_ROW.number).having(began >= since).order_by(began.desc()).limit(MOST_REPORTS)
        newest = select(_TEXT.number, func.max(_TEXT.id).label("id")).where(_TEXT.repository == repository)
        each, text = first.subquery(), newest.group_by(_TEXT.number).subquery()
        body = func.coalesce(func.substr(_TEXT.body, 1, _READ), "").label("body")
        title = func.coalesce(_TEXT.title, "").label("title")
        look = select(each.c.number, each.c.began_at, _ROW.area, title, body).select_from(
            each.join(TURNS, _ROW.id == each.c.last)
            .outerjoin(text, text.c.number == each.c.number)
            .outerjoin(TEXTS, _TEXT.id == text.c.id)
        )
        rows = await self._database.read(lambda connection: connection.execute(look.where(_ROW.area != "")).all())
        return tuple(KeptReport(row.number, row.area, row.began_at, row.title, row.body) for row in rows)

    async def open_in(self, repository: int) -> tuple[KeptTurn, ...]:
        """Return the turns of a repository in which somebody waits, the oldest first."""
        return await self._read(_ROW.repository == repository, _ROW.how == "")

    async def _read(self, *which: ColumnElement[bool]) -> tuple[KeptTurn, ...]:
        look = select(TURNS).where(*which).order_by(_ROW.began_at, _ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(KeptTurn(issue_of(row), _turn(row)) for row in rows)


def _absence(by: str, arguments: list[str]) -> Absence:
    first, _, last = arguments[0].partition("..")
    cover = arguments[1] if len(arguments) > 1 else ""
    return Absence(by, date.fromisoformat(first), date.fromisoformat(last), cover)


def _turn(row: Row[Any]) -> Turn:
    return Turn(
        row.area or None,
        row.owner,
        row.began_at,
        row.due_at,
        row.late_at,
        row.backup or None,
        row.escalation or None,
        row.ended_at,
        row.ended_by,
        row.how or None,
        row.minutes,
    )


def _values(issue: Subject, turn: Turn, now: datetime) -> dict[str, object]:
    return {
        "installation": issue.installation,
        "repository": issue.repository,
        "full_name": issue.full_name,
        "number": issue.number,
        "area": turn.area or "",
        "owner": turn.owner,
        "backup": turn.backup or "",
        "escalation": turn.escalation or "",
        "began_at": turn.began_at,
        "due_at": turn.due_at,
        "late_at": turn.late_at,
        "ended_at": turn.ended_at,
        "ended_by": turn.ended_by,
        "how": turn.how or "",
        "minutes": turn.minutes,
        "next_at": turn.next_at(now),
    }
