"""Likeness of sets of words: cosine with inverse document frequency, for all pairs that share a word."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

Pair = tuple[int, int]
"""Two indices, the smaller one first."""


class Weights:
    """Which sets hold a word, and how much that tells: log((sets + 1) / sets with the word)."""

    def __init__(self, sets: Sequence[AbstractSet[str]]) -> None:
        self.frequency = Counter(word for words in sets for word in words)
        self.idf = {word: math.log((len(sets) + 1) / count) for word, count in self.frequency.items()}

    def norm(self, words: AbstractSet[str]) -> float:
        """Return the length of a set's vector, 1 for the empty set; sorted, so that sums are the same in every run."""
        return math.sqrt(math.fsum(self.idf[word] ** 2 for word in words)) or 1.0


def cosines(sets: Sequence[AbstractSet[str]], weights: Weights, cap: int) -> dict[Pair, float]:
    """Return the cosine of each pair of sets that shares a word held by at most `cap` sets."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(sets):
        for word in words:
            holders[word].append(index)
    shared: defaultdict[Pair, float] = defaultdict(float)
    for word in sorted(holders):
        among = holders[word]
        if 1 < len(among) <= cap:
            weight = weights.idf[word] ** 2
            for at, one in enumerate(among):
                for other in among[at + 1 :]:
                    shared[one, other] += weight
    norms = [weights.norm(words) for words in sets]
    return {(one, other): dot / (norms[one] * norms[other]) for (one, other), dot in shared.items()}


def strongest(values: Mapping[Pair, float], count: int) -> list[float]:
    """Return each index's highest value, 0 where it has none."""
    best = [0.0] * count
    for (one, other), value in values.items():
        best[one] = max(best[one], value)
        best[other] = max(best[other], value)
    return best
