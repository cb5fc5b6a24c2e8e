"""A journal and an agenda that keep nothing: for looking at a subject without any trace of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.rule_text import RuleText
    from bot.facts.verdict import Verdict


class Forgetful:
    """See bot.journeys.ports; every question about the past is answered with "nothing"."""

    async def verdict(self, subject: Subject, verdict: Verdict, now: datetime) -> None:
        """Forget it."""

    async def routing(self, subject: Subject, routing: Routing, now: datetime) -> None:
        """Forget it."""

    async def effect(
        self, subject: Subject, effect: object, outcome: Literal["done", "refused"], now: datetime, *, kind: str = ""
    ) -> None:
        """Forget it."""

    async def mark(self, subjects: Iterable[Subject], now: datetime, delivery: str = "") -> None:
        """Make nothing due."""

    async def writes(self, key: str, since: datetime) -> int:  # noqa: ARG002 - the port's arguments
        """Return that nothing was written."""
        return 0

    async def told_strangers(self, installation: int, since: datetime) -> tuple[tuple[int, int], ...]:  # noqa: ARG002
        """Return that nobody was told anything."""
        return ()

    async def checked_since(self, key: str, since: datetime) -> frozenset[str]:  # noqa: ARG002
        """Return that nothing was checked."""
        return frozenset()

    async def keep_good(
        self, subject: Subject, kind: Literal["rules", "ownership"], texts: Sequence[RuleText], now: datetime
    ) -> None:
        """Forget them."""

    async def last_good(self, subject: Subject, kind: Literal["rules", "ownership"]) -> tuple[RuleText, ...]:  # noqa: ARG002
        """Return that there is none."""
        return ()

    async def judged_head(self, subject: Subject) -> str:  # noqa: ARG002
        """Return that it was not judged."""
        return ""

    async def judged_at(self, subject: Subject, sha: str) -> tuple[int, ...]:  # noqa: ARG002
        """Return that nothing was judged."""
        return ()

    async def notice(
        self,
        subject: Subject,  # noqa: ARG002
        topic: str,  # noqa: ARG002
        says: str,  # noqa: ARG002
        now: datetime,  # noqa: ARG002
        *,
        everywhere: bool = False,  # noqa: ARG002
    ) -> bool:
        """Return that it is news: it is worth a line of the log."""
        return True

    async def settle(self, subject: Subject, topic: str) -> None:
        """Nothing stood."""
