"""What a person may ask for about a pull request or an issue, and the asking: each command without a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.github.fetch_comment import fetch_opener
from bot.journeys.gate import Gate
from bot.journeys.spoken import spoken, understood
from bot.messages.asking_page import asking_page
from bot.policy.commands import read_command_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.facts.people import Account
    from bot.facts.repository import Subject, SubjectKind
    from bot.github.client import App
    from bot.journeys.book import CommandBook
    from bot.journeys.desk import Desk
    from bot.messages.asking_page import AskingPage


class Known(Protocol):
    """Which pull requests and issues were looked at; bot.inbox.archive answers."""

    async def known(self, kind: SubjectKind, repository: int, number: int) -> Subject | None:
        """Return a pull request or issue that we have looked at; None for any other."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """Shows what may be asked for and does what is asked; None and False where nothing is known of the subject."""

    app: App
    desk: Desk
    archive: Known
    now: Callable[[], datetime]

    async def page(self, kind: SubjectKind, repository: int, number: int, person: Account) -> AskingPage | None:
        """Return what the person may ask for, by GitHub's word at this moment. Raises FactsUnavailable."""
        on, book = await self.archive.known(kind, repository, number), self.desk.commands
        if on is None or book is None:
            return None
        gate = await self._gate(book, on, person)
        said = await gate.book.said_on_page(gate.on, person.id)
        commit = (await gate.book.last_word(gate.on)).sha
        rules = read_command_rules(self.desk.shipped)
        name = f"{gate.on.full_name}#{number}"
        return asking_page(name, rules, gate.here, await gate.may(), said, commit=commit)

    async def say(
        self, kind: SubjectKind, repository: int, number: int, person: Account, words: str, *, seen: str = ""
    ) -> str:
        """Do what a command does (`ignore too_large one rename`); return why not, empty where it is done.

        `seen` is the commit that the person's page showed. Raises FactsUnavailable.
        """
        on, book, now = await self.archive.known(kind, repository, number), self.desk.commands, self.now()
        if on is None or book is None:
            return "nothing is known of it"
        asked = await understood(self.desk, on, person, words, now)
        return (
            asked if isinstance(asked, str) else await spoken(await self._gate(book, on, person), asked, now, seen=seen)
        )

    async def withdraw(self, kind: SubjectKind, repository: int, number: int, person: Account, row: int) -> bool:
        """Take back what the person said on the page; False where there is nothing of theirs."""
        on, book = await self.archive.known(kind, repository, number), self.desk.commands
        return on is not None and book is not None and await book.withdraw(on, person.id, row, self.now())

    async def _gate(self, book: CommandBook, on: Subject, person: Account) -> Gate:
        github = self.app.installation(on.installation, on.repository, purpose="page")
        return Gate(github, self.desk, book, on, person, await fetch_opener(github, on))
