"""One replayed issue: what would have been done, and what people did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.triage.learned.judge import Judge, Owners, order_of, predict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ownership import OwnershipMap
    from bot.triage.learned.rows import Lesson
    from bot.triage.learned.trials import Trials


@dataclass(frozen=True, slots=True)
class Outcome:
    """`ranked` are the three likeliest areas, `owner` that of the first; `wanted` and `wanted_owners` people's word.

    `routed` says that the owner would have been assigned without asking.
    """

    id: str
    ranked: tuple[str, ...]
    owner: str
    wanted: tuple[str, ...]
    wanted_owners: tuple[str, ...]
    confidence: float
    routed: bool

    @property
    def right(self) -> bool:
        """Whether the owner was one that people chose: areas of one owner may be confused freely."""
        return self.owner in self.wanted_owners


def outcomes_of(
    rows: Sequence[Lesson], trials: Trials, judge: Judge, owners: Owners, ownership: OwnershipMap
) -> list[Outcome]:
    """Return what a judge would have done with some rows; catch-alls (`auto: false`) are never assigned."""
    seen = predict(trials, judge.pool, owners)
    found: list[Outcome] = []
    for place, row in enumerate(rows):
        owner, sure = int(seen.owners[place]), float(seen.sureness[place])
        order = order_of(seen.shares[place], owner, owners)
        best = ownership.areas[order[0]]
        found.append(
            Outcome(
                row.id,
                tuple(ownership.areas[area].id for area in order[:3]),
                str(best.owner),
                tuple(ownership.areas[area].id for area in row.targets),
                tuple(dict.fromkeys(str(ownership.areas[area].owner) for area in row.targets)),
                judge.calibration.confidence_of(sure),
                best.auto and judge.bars.clears(owner, sure),
            )
        )
    return found
