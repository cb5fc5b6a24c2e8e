"""What the journeys of Monday and Friday have at hand: the operator's word, the diary, what was kept of the week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.absence import Absence
    from bot.facts.report import Reading, WeekFacts
    from bot.facts.rule_text import RuleText
    from bot.facts.source import Fetched
    from bot.facts.week import Week
    from bot.policy.metric import Metric
    from bot.policy.monday_file import MondayFile


class Diary(Protocol):
    """What became of each week's report; bot.inbox.diary answers."""

    async def settle(
        self,
        installation: int,
        week: str,
        outcome: Literal["posted", "tried", "refused"],
        now: datetime,
        issue: tuple[int, int] = (0, 0),
    ) -> None:
        """Write down what became of a report; `issue` is its repository's id and its number."""
        ...

    async def issue(self, installation: int, week: str) -> tuple[int, int] | None:
        """Return the repository's id and the number of a posted report; None where there is none."""
        ...


class Weeks(Protocol):
    """What was kept of a week; bot.inbox.weeks answers."""

    async def maps(self, installation: int) -> tuple[tuple[RuleText, ...], ...]:
        """Return the last good ownership map of each repository, as texts."""
        ...

    async def gather(self, organisation: str, installation: int, week: Week) -> WeekFacts:
        """Return what is known of a week."""
        ...

    async def keep(self, installation: int, readings: Sequence[Reading]) -> None:
        """Keep each area's number for its week."""
        ...


class Away(Protocol):
    """Who is away; bot.inbox.timekeeper answers."""

    async def absences(self, installation: int) -> tuple[Absence, ...]:
        """Return the days away that people set and have not taken back."""
        ...


class Metrics(Protocol):
    """Numbers over the network; bot.sources.metrics answers."""

    async def fetch(self, organisation: str, metric: Metric) -> Fetched:
        """Return what a source of kind http or prometheus answers, or why it does not. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Office:
    """All of it, behind one name on the desk."""

    file: MondayFile
    diary: Diary
    weeks: Weeks
    away: Away
    metrics: Metrics
