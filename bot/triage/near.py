"""Texts ranked by the words they share with another one, where no database does it."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = 3.0
"""A word of the title counts as three of the text, as in the full-text index."""
_SATURATION, _LENGTH = 1.2, 0.75


class Near(NamedTuple):
    """A text that shares words: its issue, the issue's title, and its words as they are compared."""

    number: int
    title: str
    words: tuple[str, ...]


def rank_by_words(texts: Sequence[tuple[int, str, tuple[str, str]]], asked: Sequence[str]) -> list[Near]:
    """Return the texts that hold a word of `asked`, the best first; each is its issue, title, and indexed words.

    Okapi BM25 with the constants of SQLite's FTS5 (https://www.sqlite.org/fts5.html#the_bm25_function), the title's
    words counting more; of equal texts the newer issue comes first.
    """
    split = [(number, title, first.split(), rest.split()) for number, title, (first, rest) in texts]
    every = [Counter(first) + Counter(rest) for _, _, first, rest in split]
    mean = sum(map(Counter.total, every)) / max(len(every), 1) or 1.0
    rarity = {word: _rarity(sum(word in each for each in every), len(every)) for word in dict.fromkeys(asked)}
    scored: list[tuple[float, Near]] = []
    for (number, title, first, rest), counts in zip(split, every, strict=True):
        ahead = Counter(first)
        damp = _SATURATION * (1 - _LENGTH + _LENGTH * counts.total() / mean)
        amounts = {word: counts[word] + (TITLE - 1) * ahead[word] for word in rarity if counts[word]}
        score = sum(rarity[word] * amount * (_SATURATION + 1) / (amount + damp) for word, amount in amounts.items())
        if amounts:
            scored.append((score, Near(number, title, (*first, *rest))))
    return [near for _, near in sorted(scored, key=lambda pair: (-pair[0], -pair[1].number))]


def _rarity(holding: int, texts: int) -> float:
    return max(log((texts - holding + 0.5) / (holding + 0.5)), 1e-6)
