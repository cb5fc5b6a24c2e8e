"""The words and neighbouring pairs of an issue, as numbers: no text of a reporter is kept in a model."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from bot.triage.tokens import tokenise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.triage.issue_text import IssueText

TITLE_WEIGHT = 2.0
CODE_WEIGHT = 0.3
PART_WEIGHT = 0.6

_TITLE, _PROSE, _CODE = 1_000, 9_000, 6_000  # characters of each that are read
_MAX_PARTS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """`keys` are hashes of words and pairs, ascending, each once; `amounts` how often each occurs, by its place."""

    keys: NDArray[np.uint32]
    amounts: NDArray[np.float32]


def read_grams(text: IssueText) -> Grams:
    """Return the grams of an issue; total, empty for a text without words.

    Feature hashing (Weinberger et al., 2009) into 32 bits: among half a million grams some thirty collide.
    """
    amounts: dict[int, float] = defaultdict(float)
    for words, amount in count_grams(text).items():
        amounts[key_of(words)] += amount
    keys = sorted(amounts)
    return Grams(np.array(keys, np.uint32), np.array([amounts[key] for key in keys], np.float32))


def count_grams(text: IssueText) -> dict[str, float]:
    """Return how often each word and each pair of neighbours occurs; words inside identifiers count less."""
    counts: dict[str, float] = defaultdict(float)
    parts = ((text.title[:_TITLE], TITLE_WEIGHT), (text.prose[:_PROSE], 1.0), (text.code[:_CODE], CODE_WEIGHT))
    for part, weight in parts:
        before = ""
        for token in tokenise(part):
            counts[token.word] += weight
            if token.parts:
                for inner in sorted(set(token.parts[:_MAX_PARTS]) - {token.word}):
                    counts[inner] += PART_WEIGHT * weight
            if before:
                counts[f"{before} {token.word}"] += weight
            before = token.word
    return counts


def key_of(words: str) -> int:
    """Return the hash of a gram: CRC-32 of its UTF-8 bytes (ITU-T V.42), the same on every machine."""
    return crc32(words.encode("utf-8", "replace"))
