"""How much the first labels help: the learning curve of a history, read on its newest issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.triage.learned.figures import figures_of
from bot.triage.learned.judge import owners_in
from bot.triage.learned.model import learn
from bot.triage.learned.outcome import outcomes_of
from bot.triage.learned.trials import Trials, targets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ownership import OwnershipMap
    from bot.triage.learned.observation import Observation
    from bot.triage.learned.rows import Lesson

LEVELS = (0, 5, 20, 100)
"""Labels an area at which the curve is read."""


@dataclass(frozen=True, slots=True)
class Point:
    """The curve at one place: at most `labels` of each area learned from, `rows` in all; shares of areas and owners."""

    labels: int
    rows: int
    top1: float | None
    top3: float | None
    owner_right: float | None


def read_curve(
    rows: Sequence[Lesson], observations: Sequence[Observation], begin: int, ownership: OwnershipMap
) -> tuple[Point, ...]:
    """Learn the newest few labels of each area before `begin`; predict all from there on and learn none of them."""
    points: list[Point] = []
    owners = owners_in(ownership)
    ahead = observations[begin:]
    wanted = targets_of(rows[begin:], len(ownership.areas))
    prior = np.array([each.prior for each in ahead]).reshape(wanted.shape)
    for level in LEVELS:
        places = newest(rows[:begin], level)
        border, judge = learn([rows[place] for place in places], [observations[place] for place in places], ownership)
        said = np.array([border.learned(each) for each in ahead]).reshape(wanted.shape)
        trials = Trials(said, np.broadcast_to(border.support, wanted.shape), prior, wanted)
        found = figures_of(outcomes_of(rows[begin:], trials, judge, owners, ownership))
        points.append(Point(level, len(places), found.top1, found.top3, found.owner_right))
    return tuple(points)


def newest(rows: Sequence[Lesson], level: int) -> tuple[int, ...]:
    """Return the places of the newest `level` rows of each area; a row of several areas counts for its first."""
    taken: dict[int, int] = {}
    places: list[int] = []
    for place in reversed(range(len(rows))):
        area = rows[place].targets[0]
        if taken.get(area, 0) < level:
            taken[area] = taken.get(area, 0) + 1
            places.append(place)
    return tuple(reversed(places))
