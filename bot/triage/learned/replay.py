"""Predict, then learn: what routing by words and labels would have done with the last labelled issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.triage.learned.curve import Point, read_curve
from bot.triage.learned.figures import Figures, figures_of
from bot.triage.learned.judge import learn_from, owners_in
from bot.triage.learned.model import TRIED
from bot.triage.learned.observation import observe_all
from bot.triage.learned.outcome import outcomes_of
from bot.triage.learned.trials import targets_of, try_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ownership import OwnershipMap
    from bot.triage.learned.meaning import Encoder
    from bot.triage.learned.outcome import Outcome
    from bot.triage.learned.rows import Lesson

REFIT = 0.1
"""Share by which the history grows between two fits of the classifier while replaying."""

REJUDGE = 25
"""Outcomes after which weights, confidence and bars are read off anew."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The figures of the replayed issues, and the learning curve on the same issues with no learning meanwhile."""

    learned_before: int
    figures: Figures
    curve: tuple[Point, ...]


def replay(rows: Sequence[Lesson], ownership: OwnershipMap, last: int, encoder: Encoder | None = None) -> Replay:
    """Replay the last rows, oldest first: each is predicted from older ones alone, then learned.

    Explicit signs are left out: they need no bar. A catch-all (`auto: false`) is never assigned.
    """
    if not rows:
        return Replay(0, figures_of(()), ())
    observations = observe_all(rows, ownership, encoder)
    targets = targets_of(rows, len(ownership.areas))
    begin = max(0, len(rows) - max(0, last))
    start = max(0, begin - TRIED)
    trials = try_in_order(observations, targets, start, REFIT)
    owners = owners_in(ownership)
    found: list[Outcome] = []
    for first in range(begin - start, len(trials), REJUDGE):
        part = slice(first, first + REJUDGE)
        judge = learn_from(trials[max(0, first - TRIED) : first], owners, ownership.defaults.route_precision)
        found += outcomes_of(rows[start:][part], trials[part], judge, owners, ownership)
    return Replay(begin, figures_of(found), read_curve(rows, observations, begin, ownership))
