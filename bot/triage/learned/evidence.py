"""The words that spoke for an area, strongest first: what a reader needs to believe or to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.routing import Sign
from bot.triage.issue_text import IssueText
from bot.triage.learned.grams import count_grams, key_of
from bot.triage.lexicon import FUNCTION_WORDS

if TYPE_CHECKING:
    from bot.triage.learned.trials import Border
    from bot.triage.learned.vocabulary import Vector

SIGNS = 5
_SHORTEST = 2
_LEAST = 0.0001


def words_for(
    place: tuple[int, str], text: IssueText, vector: Vector, border: Border, factor: float
) -> tuple[Sign, ...]:
    """Return the grams that raised an area's score most, each with its part of the score times `factor`.

    `place` is the area's position and id. A sign's `found` is the gram as it is compared: in lower case and singular.
    """
    area, area_id = place
    known = vector.indices < border.vocabulary.keys.size
    places, values = vector.indices[known], vector.values[known]
    parts = values * border.weights[places, area] * factor
    part_of = dict(zip(border.vocabulary.keys[places].tolist(), parts.tolist(), strict=True))
    in_title = count_grams(IssueText(text.title, "", ""))
    found = (
        (part_of.get(key_of(words), 0.0), words)
        for words in count_grams(text)
        if len(words) >= _SHORTEST and all(map(_is_word, words.split())) and not _says_nothing(words)
    )
    best = sorted(((part, words) for part, words in found if part >= _LEAST), key=lambda pair: (-pair[0], pair[1]))
    return tuple(
        Sign("learned", area_id, words, "title" if words in in_title else "body", round(part, 4))
        for part, words in best[:SIGNS]
    )


def _says_nothing(words: str) -> bool:
    """Return whether these are words like `on` and `it would`: they may have counted, and convince nobody."""
    return all(word in FUNCTION_WORDS for word in words.split())


def _is_word(word: str) -> bool:
    """Return whether a reader knows this for a word: not `509` out of `X509`, not the `i` of `I don't`, not `<`."""
    return any(map(str.isalpha, word)) and (len(word) >= _SHORTEST or not word.isascii())
