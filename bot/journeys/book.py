"""What the journeys ask of whoever remembers commands and ticks; bot.inbox answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.facts.commands import CommandName
    from bot.facts.repository import Subject
    from bot.facts.ticks import Tick
    from bot.facts.wishes import Heard, LastWord, Press, Standing, Wish


class CommandBook(Protocol):
    """What people asked for, and what came of each line of their comments; bot.inbox.commands answers."""

    async def lines(self, repository: int, comment: int) -> frozenset[str]:
        """Return the names of the lines that stood in a comment when it was read last."""
        ...

    async def about(self, subject: Subject) -> Subject | None:
        """Return the pull request or issue that a comment is on; None where nothing was heard of it."""
        ...

    async def hear(
        self, on: Subject, comment: int, heard: Sequence[Heard], now: datetime, *, gone: Collection[str] = ()
    ) -> None:
        """Keep what was heard, take back what is gone; what was accepted or taken back makes `on` due at once."""
        ...

    async def unanswered(self, repository: int, comment: int) -> tuple[Heard, ...]:
        """Return the lines whose reaction is not there yet."""
        ...

    async def answered(self, repository: int, comment: int, now: datetime) -> None:
        """Keep that every reaction of a comment is there."""
        ...

    async def wishes(self, on: Subject) -> tuple[Wish, ...]:
        """Return what people asked for on a pull request or issue and what holds still."""
        ...

    async def standing(self, installation: int, by_id: int, command: CommandName) -> tuple[Standing, ...]:
        """Return what a person asked for in an installation and what holds still."""
        ...

    async def said_on_page(self, on: Subject, by_id: int) -> tuple[Standing, ...]:
        """Return what a person asked for on a page or by a button about a pull request or issue, and what holds."""
        ...

    async def said_lately(self, installation: int, by_id: int, since: datetime) -> int:
        """Return how often a person asked for something on pages of an installation since a moment."""
        ...

    async def withdraw(self, on: Subject, by_id: int, row: int, now: datetime) -> bool:
        """Take back what a person said on a page; False where there is nothing of theirs to take back."""
        ...

    async def take_back(self, on: Subject, command: CommandName, now: datetime) -> None:
        """End what a command asked for, whoever asked."""
        ...

    async def last_word(self, on: Subject) -> LastWord:
        """Return what was decided last."""
        ...

    async def presses(self, commit: Subject) -> tuple[Press, ...]:
        """Return the buttons that were pressed on a commit's check run and not looked at yet."""
        ...

    async def pressed(self, commit: Subject, presses: Sequence[Press]) -> None:
        """Forget the first buttons of a commit."""
        ...


class TickBook(Protocol):
    """Who touched the boxes of a checklist; bot.inbox.ticks answers."""

    async def ticks(self, on: Subject) -> tuple[Tick, ...]:
        """Return the last act on each box of a pull request, the first one first."""
        ...

    async def touched(self, on: Subject, since: datetime) -> int:
        """Return how many boxes people touched since then."""
        ...
