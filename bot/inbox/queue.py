"""The queue's port: subjects that are due, one worker each, in a fair order. Every time is passed in.

What each verb promises is written once more as tests: tests/inbox/queue_contract.py. Every verb raises
DatabaseUnavailable where nothing was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from bot.facts.repository import Subject


@dataclass(frozen=True, slots=True)
class Claim:
    """A subject in a worker's hand until `until`. `attempt` counts from 1; `delivery` is the newest GUID that asked."""

    subject: Subject
    lease: str
    attempt: int
    delivery: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """A dead letter: a subject that failed too often, kept with its last error."""

    subject: Subject
    error: str
    attempts: int
    delivery: str
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """Counts of subjects. `age` is how long the oldest one that a worker could take now has been waiting for that.

    A paused installation is one that goes on by itself: not one that is suspended or deleted.
    """

    due: int
    waiting: int
    in_hand: int
    parked: int
    paused_installations: int
    age: timedelta


class Queue(Protocol):
    """What a home of the queue can do. A claim that lapsed can no longer finish, fail or renew: those return False."""

    async def mark(self, subjects: Iterable[Subject], now: datetime, delivery: str = "") -> None:
        """Something happened: due one window after the first unseen event, or again after the work in progress."""
        ...

    async def claim(self, now: datetime, busy: frozenset[int] = frozenset()) -> Claim | None:
        """Take the fairest due subject: of the installation that was served longest ago; None where nothing is due.

        Installations that are `busy` are passed over.
        """
        ...

    async def renew(self, claim: Claim, now: datetime) -> bool:
        """Keep the claim for another lease from `now`."""
        ...

    async def finish(self, claim: Claim, now: datetime) -> bool:
        """Done: idle, or due again where events came during the work."""
        ...

    async def reschedule(self, claim: Claim, at: datetime, reason: str, now: datetime) -> bool:
        """Not before `at`, whatever events come; the attempt does not count."""
        ...

    async def fail(self, claim: Claim, error: str, now: datetime, *, away: bool = False) -> bool:
        """Try again after a growing pause; parked after the last attempt, which comes a day later with `away`."""
        ...

    async def park(self, claim: Claim, error: str, now: datetime) -> bool:
        """Keep it as a dead letter: another attempt would not help. A new event still opens it again."""
        ...

    async def reopen(self, key: str, now: datetime) -> bool:
        """Make a parked subject due now; False where it is not parked."""
        ...

    async def pause(self, installation: int, until: datetime) -> None:
        """Nothing of this installation is claimed before `until`; a shorter pause does not cut a longer one."""
        ...

    async def resume(self, installation: int) -> None:
        """End an installation's pause."""
        ...

    async def recover(self, now: datetime) -> int:
        """Take back what a crash left in hand, at start; returns how many.

        Claims that lapsed, and those of processes that are known to be gone. What broke off at its last attempt is
        parked.
        """
        ...

    async def next_due(self, busy: frozenset[int] = frozenset()) -> datetime | None:
        """Return when something can be claimed next (it may be past); None where nothing waits.

        What waits in installations that are `busy` does not count.
        """
        ...

    async def parked(self, limit: int = 100) -> tuple[Parked, ...]:
        """Return the dead letters, the newest first."""
        ...

    async def health(self, now: datetime) -> QueueHealth:
        """Return how the queue stands."""
        ...
