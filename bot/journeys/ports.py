"""What the journeys ask of the outside; bot.wiring introduces who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.rule_text import RuleText
    from bot.facts.verdict import Verdict


class Agenda(Protocol):
    """What is due, and when: the queue, seen from a journey."""

    async def mark(self, subjects: Iterable[Subject], now: datetime, delivery: str = "") -> None:
        """Make subjects due one window after `now`, which may lie ahead."""
        ...


class KeptChanges(Protocol):
    """Changes of pull requests that are kept for replays, where a maintainer asks for it."""

    async def keep(self, subject: Subject, facts: PullRequestFacts, now: datetime) -> None:
        """Keep a change at its head."""
        ...

    async def kept(self, repository: int, now: datetime) -> Mapping[int, PullRequestFacts]:
        """Return what is kept of a repository, by number."""
        ...

    async def forget(self, repository: int) -> None:
        """Delete what is kept of a repository."""
        ...


class Journal(Protocol):
    """What GitHub cannot tell and so is remembered: decisions for the replay, and the audit trail of every effect."""

    async def verdict(self, subject: Subject, verdict: Verdict, now: datetime) -> None:
        """Keep the last verdict on a pull request."""
        ...

    async def routing(self, subject: Subject, routing: Routing, now: datetime) -> None:
        """Keep the last decision on an issue."""
        ...

    async def effect(
        self, subject: Subject, effect: object, outcome: Literal["done", "refused"], now: datetime, *, kind: str = ""
    ) -> None:
        """Add one effect (a frozen dataclass) to the audit trail."""
        ...

    async def writes(self, key: str, since: datetime) -> int:
        """Return how often we wrote on a subject; the first check run on each head commit is not counted."""
        ...

    async def told_strangers(self, installation: int, since: datetime) -> tuple[tuple[int, int], ...]:
        """Return repository and author of each new comment on what a stranger opened."""
        ...

    async def checked_since(self, key: str, since: datetime) -> frozenset[str]:
        """Return the head commits that got a check run."""
        ...

    async def keep_good(
        self, subject: Subject, kind: Literal["rules", "ownership"], texts: Sequence[RuleText], now: datetime
    ) -> None:
        """Keep texts that could be used, in place of the last ones; without texts those are forgotten."""
        ...

    async def last_good(self, subject: Subject, kind: Literal["rules", "ownership"]) -> tuple[RuleText, ...]:
        """Return the last texts that could be used; none where there never were any."""
        ...

    async def judged_head(self, subject: Subject) -> str:
        """Return the head commit that the last verdict on a pull request is about, empty where there is none."""
        ...

    async def judged_at(self, subject: Subject, sha: str) -> tuple[int, ...]:
        """Return the numbers of the pull requests of the subject's repository whose last verdict is about a commit."""
        ...

    async def notice(self, subject: Subject, topic: str, says: str, now: datetime, *, everywhere: bool = False) -> bool:
        """Keep what maintainers of the repository (`everywhere`: of the account) should know; True if it is news."""
        ...

    async def settle(self, subject: Subject, topic: str) -> None:
        """Forget a notice about the repository."""
        ...
