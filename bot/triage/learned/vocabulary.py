"""Which grams are worth a number, and how rare each is: TF-IDF vectors of unit length, all else appended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.triage.learned.observation import Observation

SEEN_IN = 2
"""A gram of one issue alone teaches nothing about the next."""

MOST = 60_000
"""Grams that are kept, those of most issues first; bounds a model's size."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """`keys` ascending, and the inverse document frequency of each by its place."""

    keys: NDArray[np.uint32]
    rarity: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A sparse vector: each index once. Behind the vocabulary's stand scores by area, then the meaning."""

    indices: NDArray[np.intp]
    values: NDArray[np.float32]


def choose_vocabulary(observations: Sequence[Observation]) -> Vocabulary:
    """Return the vocabulary of a history; deterministic, ties broken by the hash."""
    every = [each.grams.keys for each in observations]
    keys, issues = np.unique(np.concatenate(every) if every else np.empty(0, np.uint32), return_counts=True)
    kept = np.flatnonzero(issues >= SEEN_IN)
    if kept.size > MOST:
        kept = np.sort(kept[np.argsort(-issues[kept], kind="stable")[:MOST]])
    # Smoothed idf as scikit-learn defines it: as though one issue held every gram.
    rarity = np.log((1 + len(observations)) / (1 + issues[kept])) + 1
    return Vocabulary(keys[kept].astype(np.uint32), rarity.astype(np.float32))


def vector_of(observation: Observation, vocabulary: Vocabulary) -> Vector:
    """Return TF-IDF with logarithmic counts at length 1, each area's keyword score s as s / (s + 1), the meaning."""
    grams = observation.grams
    places = np.searchsorted(vocabulary.keys, grams.keys)
    places[places == vocabulary.keys.size] = 0
    known = vocabulary.keys[places] == grams.keys if vocabulary.keys.size else np.zeros(grams.keys.size, bool)
    indices = places[known]
    values = np.log1p(grams.amounts[known]) * vocabulary.rarity[indices]
    length = float(np.sqrt(values @ values))
    heard = np.flatnonzero(observation.keywords)
    scores = observation.keywords[heard]
    behind = vocabulary.keys.size + observation.keywords.size
    meant = np.arange(behind, behind + observation.meaning.size)
    return Vector(
        np.concatenate([indices, vocabulary.keys.size + heard, meant]).astype(np.intp),
        np.concatenate([values / (length or 1.0), scores / (scores + 1.0), observation.meaning]).astype(np.float32),
    )
