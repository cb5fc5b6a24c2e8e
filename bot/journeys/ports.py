"""What the journeys ask of the outside; bot.wiring introduces who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.verdict import Verdict
    from bot.github.client import GitHub
    from bot.github.perform import Done


class Installations(Protocol):
    """Who gives access to GitHub: one installation of our app, narrowed to one repository."""

    def installation(self, installation: int, repository: int | None = None) -> GitHub:
        """Return GitHub as that installation sees it."""
        ...


class Journal(Protocol):
    """What GitHub cannot tell and so is remembered: decisions for the replay, and the audit trail of every effect."""

    async def decided(self, subject: Subject, decision: Verdict | Routing, now: datetime) -> None:
        """Keep the last decision about a subject."""
        ...

    async def done(self, subject: Subject, done: Done, now: datetime) -> None:
        """Add one performed effect to the audit trail."""
        ...
