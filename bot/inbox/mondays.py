"""The calendar: which Monday report and which Friday question is due now, by the operator's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.repository import Subject
from bot.triage.monday.weeks import asked_at, running_week, week_before

if TYPE_CHECKING:
    from datetime import datetime

    from bot.inbox.diary import Diary
    from bot.inbox.weeks import Weeks
    from bot.policy.monday_file import MondayFile, OrganisationMonday


@dataclass(frozen=True, slots=True)
class Mondays:
    """Looks at the calendar as often as somebody asks: what is due comes up once, and one missed Monday is made up."""

    file: MondayFile
    diary: Diary
    weeks: Weeks

    async def mark_due(self, now: datetime) -> int:
        """Make due what is; returns how many subjects. Raises DatabaseUnavailable."""
        due = 0
        for account, monday in self.file.organisations.items():
            installation = await self.weeks.installation_of(account)
            if installation is not None:
                due += await self._mark(installation, monday, now)
        return due

    async def _mark(self, installation: int, monday: OrganisationMonday, now: datetime) -> int:
        schedule = monday.schedule
        running = running_week(schedule, now)
        last = week_before(running, schedule).name
        report = Subject("report", installation, 0, str(monday.repository), 0, f"{installation}:{last}")
        due = int(await self.diary.report_due(report, last, now))
        if monday.ask and asked_at(running, schedule) <= now:
            question = Subject("question", installation, 0, str(monday.repository), 0, f"{installation}:{running.name}")
            due += int(await self.diary.question_due(question, last, now))
        return due
