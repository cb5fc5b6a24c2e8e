"""Which Monday reports and Friday questions were due, and what became of them: each comes up once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select, update

from bot.inbox.marks import Mark, insert, mark
from bot.inbox.weekly_tables import REPORTS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.inbox.database import Database

ReportOutcome = Literal["begun", "due", "posted", "tried", "refused"]
"""begun: the app was new, the next week is reported first; tried: made without posting; refused: the log says why."""

_ROW = REPORTS.c


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What became of a week's report; `repository` and `number` are 0 where no issue was posted."""

    week: str
    outcome: ReportOutcome
    repository: int
    number: int


class Diary:
    """Keeps what was due. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def report_due(self, report: Subject, week: str, now: datetime) -> bool:
        """Make a week's report due, once: marked and written down in one transaction, whoever looks.

        Where nothing was ever written down for the installation the report is not made: it would tell of a week in
        which nobody was there to count.
        """
        here = _ROW.installation == report.installation

        def take(connection: Connection) -> bool:
            weeks = set(connection.execute(select(_ROW.week).where(here)).scalars())
            if week in weeks:
                return False
            row = {"installation": report.installation, "week": week, "repository": 0, "number": 0, "made_at": now}
            new = insert(connection.dialect.name, REPORTS).values(**row, outcome="due" if weeks else "begun")
            first = connection.execute(new.on_conflict_do_nothing()).rowcount == 1  # and nobody at the same moment
            if first and weeks:
                mark(connection, [Mark(report, now, now, "")])
            return first and bool(weeks)

        known = await self.kept(report.installation, week)
        return False if known is not None else await self._database.write(take)

    async def question_due(self, question: Subject, last_week: str, now: datetime) -> bool:
        """Make the question of a running week due, once, where last week's report was posted."""
        where = (
            _ROW.installation == question.installation,
            _ROW.week == last_week,
            _ROW.outcome == "posted",
            _ROW.asked_at.is_(None),
        )

        def take(connection: Connection) -> bool:
            taken = connection.execute(update(REPORTS).where(*where).values(asked_at=now)).rowcount > 0
            if taken:
                mark(connection, [Mark(question, now, now, "")])
            return taken

        look = select(_ROW.id).where(*where)
        due = await self._database.read(lambda connection: connection.execute(look).first()) is not None
        return await self._database.write(take) if due else False

    async def kept(self, installation: int, week: str) -> KeptReport | None:
        """Return what became of a week's report; None where it never was due."""
        look = select(REPORTS).where(_ROW.installation == installation, _ROW.week == week)
        row = await self._database.read(lambda connection: connection.execute(look).first())
        return None if row is None else KeptReport(row.week, row.outcome, row.repository, row.number)

    async def issue(self, installation: int, week: str) -> tuple[int, int] | None:
        """Return the repository's id and the number of a posted report; None where there is none."""
        kept = await self.kept(installation, week)
        return (kept.repository, kept.number) if kept is not None and kept.number else None

    async def settle(
        self, installation: int, week: str, outcome: ReportOutcome, now: datetime, issue: tuple[int, int] = (0, 0)
    ) -> None:
        """Write down what became of a report; `issue` is its repository's id and its number."""
        values = {"outcome": outcome, "repository": issue[0], "number": issue[1], "made_at": now}
        done = update(REPORTS).where(_ROW.installation == installation, _ROW.week == week).values(**values)
        await self._database.write(lambda connection: connection.execute(done).rowcount)
