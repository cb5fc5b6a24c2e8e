"""When what was learned has to be learned anew: enough new answers, or a map or a format that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LEAST = 20
"""Answers below which nothing is learned: keywords know more."""

NEWS, GROWTH = 10, 0.05
"""New answers after which it is learned anew: so many, and this share of those that were learned from."""

OLDEST = timedelta(days=1)
"""The age at which a single new answer is reason enough."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to learn from: answers, those among them that came since the last fit, the map in force by its
    texts, and the format that this program reads.
    """

    labels: int
    news: int
    map_texts: str
    form: str


@dataclass(frozen=True, slots=True)
class Learned:
    """A model that is there: how many answers it was fitted to, by which map, in which format, and when (UTC)."""

    labels: int
    map_texts: str
    form: str
    fitted_at: datetime


def is_due(known: Known, learned: Learned | None, now: datetime) -> bool:
    """Return whether to fit."""
    if known.labels < LEAST:
        return False
    if learned is None or (learned.map_texts, learned.form) != (known.map_texts, known.form):
        return True
    if known.news >= max(NEWS, GROWTH * learned.labels):
        return True
    return known.news > 0 and now - learned.fitted_at >= OLDEST
