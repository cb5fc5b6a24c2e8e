"""How routing does in a repository, and what a person says on their own page: days away, the number of the week.

What is said here is the command of the same name: the same words, the same gate, the same row that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.facts.people import Account
from bot.facts.report import Answer
from bot.facts.week import Schedule
from bot.journeys.gate import Gate
from bot.journeys.map_in_force import last_good_map
from bot.journeys.monday_areas import known_areas
from bot.journeys.onlooker import Onlooker
from bot.journeys.spoken import spoken, understood
from bot.messages.feedback_page import OwnPage, away_row, feedback_page, number_row
from bot.policy.logins import same_login
from bot.triage.monday.areas import meant_by, reported_by
from bot.triage.monday.health import health_of
from bot.triage.monday.weeks import running_week

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.facts.outcome import Judged
    from bot.facts.repository import Subject
    from bot.github.client import App
    from bot.journeys.desk import Desk
    from bot.messages.feedback_page import FeedbackPage

LOOKED_BACK = timedelta(weeks=13)
"""A quarter, as in the Monday report: a share stands on more than a few issues."""


class Homes(Protocol):
    """Which repositories feedback was looked at in; bot.inbox.archive answers."""

    async def home(self, repository: int) -> Subject | None:
        """Return a repository as a subject without a number; None for one that is not known."""
        ...


class Answers(Protocol):
    """What was thought and what people said in the end; bot.inbox.ledger answers."""

    async def judged(self, installation: int, since: datetime) -> Sequence[Judged]:
        """Return every issue's prediction since a moment beside its answer."""
        ...


@dataclass(frozen=True, slots=True)
class FeedbackPages:
    """Makes the pages and does what is said on them; None where nothing is known of the repository."""

    app: App
    desk: Desk
    homes: Homes
    answers: Answers
    now: Callable[[], datetime]

    async def health(self, repository: int) -> FeedbackPage | None:
        """Return accuracy, coverage and abstention by area, of this repository's issues alone."""
        home = await self.homes.home(repository)
        if home is None:
            return None
        every = await self.answers.judged(home.installation, self.now() - LOOKED_BACK)
        ownership = await last_good_map(self.desk, home)
        here = health_of([each for each in every if each.repository == repository])
        return feedback_page(home, here, ownership.areas if ownership is not None else ())

    async def own(self, repository: int, person: Account) -> OwnPage | None:
        """Return a person's own page. Raises FactsUnavailable."""
        home, book = await self.homes.home(repository), self.desk.commands
        if home is None or book is None:
            return None
        desk = replace(self.desk, journal=Onlooker(self.desk.journal))
        github = self.app.installation(home.installation, home.repository, purpose="page")
        areas, ownership = await known_areas(github, desk, home), await last_good_map(self.desk, home)
        week = running_week(self._schedule(home), self.now())
        numbers = {}
        for each in await book.standing(home.installation, person.id, "report"):
            area, _ = meant_by(Answer(person.login, each.arguments[0], each.arguments[1], each.at), areas)
            if area is not None and week.holds(each.at):
                numbers[area.id] = each.arguments[0]  # the last word counts
        mapped = ownership.people_of_areas() if ownership is not None else ()
        return OwnPage(
            home.full_name,
            person.login,
            week.name,
            tuple(away_row(each) for each in await book.standing(home.installation, person.id, "away")),
            tuple(number_row(area, numbers.get(area.id, "")) for area in reported_by(person.login, areas)),
            any(same_login(login, person.login) for login in mapped),
            ownership is not None,
        )

    async def say(self, repository: int, person: Account, words: str) -> str:
        """Do what the command does (`away 2026-12-20 cover bo`); return why not, empty where it is done.

        What was refused is kept as well, as it is of a comment. Raises FactsUnavailable.
        """
        home, book, now = await self.homes.home(repository), self.desk.commands, self.now()
        if home is None or book is None:
            return "nothing is known of this repository"
        asked = await understood(self.desk, home, person, words, now)
        if isinstance(asked, str):
            return asked
        github = self.app.installation(home.installation, home.repository, purpose="page")
        return await spoken(Gate(github, self.desk, book, home, person, Account("")), asked, now)

    async def withdraw(self, repository: int, person: Account, row: int) -> bool:
        """Take back what the person said on the page; False where there is nothing of theirs."""
        home, book = await self.homes.home(repository), self.desk.commands
        if home is None or book is None:
            return False
        return await book.withdraw(home, person.id, row, self.now())

    def _schedule(self, home: Subject) -> Schedule:
        office = self.desk.office
        monday = office.file.of(home.full_name.partition("/")[0]) if office is not None else None
        return monday.schedule if monday is not None else Schedule()
