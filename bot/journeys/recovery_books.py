"""What recovery asks of whoever remembers it; bot.inbox.missed, bot.inbox.sweeps and bot.inbox.census answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.checkup import Granted, Sent
    from bot.facts.recovery import Listed, Sweeping, Walk
    from bot.facts.repository import Subject
    from bot.facts.standing import StandingChange


class MissedBook(Protocol):
    """Walks through GitHub's lists, and the deliveries that nobody took."""

    async def turn(self, name: str, now: datetime, until: datetime) -> Walk | None:
        """Return how far a walk has come; None where it is not due, or somebody else's until then."""
        ...

    async def walked(self, name: str, walk: Walk) -> None:
        """Keep how far it has come."""
        ...

    async def rest(self, name: str, until: datetime) -> None:
        """Let nobody walk before `until`."""
        ...

    async def note(self, failed: Sequence[Sent], taken: Sequence[str], now: datetime) -> int:
        """Keep which deliveries failed, forget those that were taken; returns how many are new."""
        ...

    async def take(self, now: datetime) -> tuple[str, int] | None:
        """Return GUID and attempt of the oldest that is to be asked for now, written down as asked for."""
        ...

    async def give_back(self, guid: str, at: datetime) -> None:
        """Ask for it at `at`."""
        ...

    async def give_up(self, guid: str) -> None:
        """Forget it."""
        ...


class Census(Protocol):
    """Who has the app, as far as we know."""

    async def news(self, granted: Sequence[Granted]) -> tuple[StandingChange, ...]:
        """Return what GitHub's list says that no event has told."""
        ...

    async def unlisted(self, granted: Sequence[Granted]) -> tuple[int, ...]:
        """Return the installations that are thought to have the app and are not in GitHub's list."""
        ...

    async def strange(self, granted: Sequence[Granted]) -> tuple[int, ...]:
        """Return the installations that are not in GitHub's list and belong to another app, as far as is known."""
        ...

    async def claim(self, granted: Sequence[Granted]) -> None:
        """Keep whose installations these are."""
        ...

    async def apply(self, changes: Sequence[StandingChange], now: datetime) -> None:
        """Let them take effect, as if the events had come."""
        ...


class SweepBook(Protocol):
    """When which installation was swept, and what of a list nobody has looked at."""

    async def mark_due(self, sweeps: Sequence[Subject], now: datetime) -> int:
        """Make those sweeps due whose time has come; returns how many."""
        ...

    async def begin(self, installation: int, now: datetime) -> Sweeping:
        """Return where a sweep goes on, or begin one."""
        ...

    async def turn_page(self, sweep: Subject, now: datetime, *, more: bool) -> None:
        """Keep that a page was looked at; the next one is due soon, or the sweep is over."""
        ...

    async def unseen(self, listed: Sequence[Listed], since: datetime) -> tuple[Subject, ...]:
        """Return the subjects that changed after they were looked at last, or should have been and never were."""
        ...
