"""One issue as the learner sees it: its grams, what the map's keywords say of each area, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.triage.issue_text import read_issue_text
from bot.triage.learned.grams import Grams, read_grams
from bot.triage.learned.meaning import read_meaning
from bot.triage.lexical import listen
from bot.triage.lexicon import build_lexicon
from bot.triage.people import without_people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.policy.ownership import OwnershipMap
    from bot.triage.issue_text import IssueText
    from bot.triage.learned.meaning import Encoder
    from bot.triage.learned.rows import Lesson

SILENCE = 0.03
"""The keyword score of an average area that no word speaks for: unlikely, never impossible."""


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """`keywords` are the scores of step 2, `prior` their logarithmic shares: one number an area of the map each.

    `meaning` is the encoder's vector, empty without one.
    """

    grams: Grams
    keywords: NDArray[np.float64]
    prior: NDArray[np.float64]
    meaning: NDArray[np.float32]


def observe(
    text: IssueText, scores: Mapping[str, float], ownership: OwnershipMap, encoder: Encoder | None = None
) -> Observation:
    """Return the observation of an issue that names no people, whose keyword scores by area id are known."""
    keywords = np.array([scores.get(area.id, 0.0) for area in ownership.areas], np.float64)
    breadth = np.array([1.0 + len(area.keywords) for area in ownership.areas], np.float64)
    floor = SILENCE * breadth / breadth.mean() if breadth.size else breadth
    prior = np.log((keywords + floor) / (keywords.sum() + 1.0))
    return Observation(read_grams(text), keywords, prior, read_meaning(text, encoder))


def observe_all(
    rows: Sequence[Lesson], ownership: OwnershipMap, encoder: Encoder | None = None
) -> tuple[Observation, ...]:
    """Return the observation of each row, in order."""
    lexicon = build_lexicon(ownership)
    texts = (read_issue_text(row.title, row.body) for row in rows)
    return tuple(observe(without_people(text), listen(text, lexicon).scores, ownership, encoder) for text in texts)
