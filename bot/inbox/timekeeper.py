"""Owners' clocks, kept: who is away, whose turn it is on which issue, and what has to be looked at again when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, select, update

from bot.facts.absence import Absence
from bot.facts.repository import Subject
from bot.facts.turn import Turn
from bot.inbox.marks import Mark, insert, mark
from bot.inbox.tables import COMMANDS
from bot.inbox.turn_tables import TURNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.inbox.database import Database

_ROW, _ASKED = TURNS.c, COMMANDS.c
_KEY = ("repository", "number", "began_at")


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn with the issue it is on: what the digest and the report count from."""

    issue: Subject
    turn: Turn


class Timekeeper:
    """Keeps turns. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def absences(self, installation: int) -> tuple[Absence, ...]:
        """Return the days away that people set by command and have not taken back, in the order they said so."""
        said = (
            _ASKED.installation == installation,
            _ASKED.command == "away",
            _ASKED.outcome == "accepted",
            _ASKED.withdrawn_at.is_(None),
        )
        look = select(_ASKED.by, _ASKED.arguments).where(*said).order_by(_ASKED.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_absence(row.by, row.arguments) for row in rows)

    async def keep(self, issue: Subject, since: datetime, turns: Sequence[Turn], now: datetime) -> None:
        """Keep the turns since somebody has the issue; an older one that is still open was moved to them.

        Turns of before that GitHub's state does not show any more (their comment was deleted) are forgotten.
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

        if rows:
            await self._database.write(keep)

    async def mark_due(self, now: datetime) -> int:
        """Make the issues due whose turn passes to somebody else by now, each once; returns how many.

        Marked and ticked off in one transaction: of several servers one does it, and none after a restart.
        """
        passed = _ROW.next_at <= now

        def take(connection: Connection) -> int:
            issues = [_issue(row) for row in connection.execute(select(TURNS).where(passed))]
            if issues:
                connection.execute(update(TURNS).where(passed).values(next_at=None))
                mark(connection, [Mark(issue, now, now, "") for issue in issues])
            return len(issues)

        look = select(_ROW.id).where(passed).limit(1)
        nothing = await self._database.read(lambda connection: connection.execute(look).first()) is None
        return 0 if nothing else await self._database.write(take)

    async def look_again(self, installation: int, login: str, now: datetime) -> None:
        """Make every issue due on which somebody waits for this person: their clock has changed."""
        theirs = (_ROW.installation == installation, _ROW.how == "")

        def take(connection: Connection) -> None:
            rows = connection.execute(select(TURNS).where(*theirs))
            who = login.casefold()
            mark(connection, [Mark(_issue(row), now, now, "") for row in rows if who in _people(row)])

        await self._database.write(take)

    async def turns(self, installation: int, since: datetime) -> tuple[KeptTurn, ...]:
        """Return the turns of an installation that are open, or began since a moment; the oldest first."""
        return await self._read(_ROW.installation == installation, (_ROW.how == "") | (_ROW.began_at >= since))

    async def open_in(self, repository: int) -> tuple[KeptTurn, ...]:
        """Return the turns of a repository in which somebody waits, the oldest first."""
        return await self._read(_ROW.repository == repository, _ROW.how == "")

    async def _read(self, *which: ColumnElement[bool]) -> tuple[KeptTurn, ...]:
        look = select(TURNS).where(*which).order_by(_ROW.began_at, _ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(KeptTurn(_issue(row), _turn(row)) for row in rows)


def _absence(by: str, arguments: list[str]) -> Absence:
    first, _, last = arguments[0].partition("..")
    cover = arguments[1] if len(arguments) > 1 else ""
    return Absence(by, date.fromisoformat(first), date.fromisoformat(last), cover)


def _people(row: Row[Any]) -> set[str]:
    return {login.casefold() for login in (row.owner, row.backup, row.escalation)}


def _issue(row: Row[Any]) -> Subject:
    return Subject("issue", row.installation, row.repository, row.full_name, row.number)


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
