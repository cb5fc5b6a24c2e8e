"""Limits on a crowd: a flood of accounts that nobody knows costs little and says little.

What strangers open is looked at and gets its check run all the same; the comments on it are counted by author and by
repository, as lines of the audit trail. How often one repository is looked at within an hour has a bound, too.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.effects.kinds import CreateComment
from bot.facts.errors import FactsUnavailable, Wait
from bot.journeys.telling import tell

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.people import Account
    from bot.facts.repository import Subject
    from bot.journeys.desk import Desk

HOUR = timedelta(hours=1)
HOUSE = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
"""GitHub's words for those who belong to a repository: they are not counted."""
MOST_BY_AUTHOR, MOST_IN_REPOSITORY = 5, 30
"""New comments within an hour on what one stranger opened, and on what all of them opened in one repository."""
MOST_LOOKS = 600
"""Pull requests and issues of one repository that are looked at within an hour, by process."""
_COUNTED = frozenset({"pull_request", "issue"})


def stranger(author: Account, association: str) -> int:
    """Return the number of who opened it, 0 where that is somebody of the house."""
    return 0 if association.upper() in HOUSE else author.id


async def within_crowd(
    desk: Desk, subject: Subject, by: int, effects: tuple[Effect, ...], now: datetime
) -> tuple[Effect, ...]:
    """Return the effects without a new comment where strangers had as many within the hour as they may.

    `by` is the stranger who opened it, 0 for somebody of the house. The subject is then due again after the hour.
    """
    topic = f"crowd:{subject.repository}"
    if not by or not any(isinstance(effect, CreateComment) for effect in effects):
        return effects
    told = await desk.journal.told_strangers(subject.installation, now - HOUR)
    theirs = sum(author == by for _, author in told)
    here = sum(repository == subject.repository for repository, _ in told)
    if theirs < MOST_BY_AUTHOR and here < MOST_IN_REPOSITORY:
        await desk.journal.settle(subject, topic)
        return effects
    says = "many strangers opened something within the hour: check runs go on, new comments on it wait"
    await tell(desk.journal, subject, topic, says, now)
    await desk.agenda.mark([subject], now + HOUR)
    return tuple(effect for effect in effects if not isinstance(effect, CreateComment))


@dataclass(slots=True)
class Looks:
    """When pull requests and issues of each repository were looked at within the last hour."""

    most: int = MOST_LOOKS
    _at: dict[int, deque[datetime]] = field(default_factory=dict)

    def admit(self, subject: Subject, now: datetime) -> None:
        """Count a look; raises FactsUnavailable where the repository had its share of the hour."""
        if subject.kind not in _COUNTED:
            return
        for repository in [one for one, looks in self._at.items() if looks[-1] <= now - HOUR]:
            del self._at[repository]
        looks = self._at.setdefault(subject.repository, deque())
        while looks and looks[0] <= now - HOUR:
            looks.popleft()
        if len(looks) >= self.most:
            says = f"{self.most} pull requests and issues of {subject.full_name} were looked at within an hour"
            raise FactsUnavailable(Wait(says, looks[0] + HOUR))
        looks.append(now)
