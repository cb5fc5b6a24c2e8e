"""Which issues may be about the same: the words to look up, and whether what was found shares enough of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.triage.issue_text import read_issue_text
from bot.triage.lexicon import FUNCTION_WORDS
from bot.triage.people import without_people
from bot.triage.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_RELATED = 3
MOST_WORDS = 24
"""Words that are looked up: those of the title, then the most frequent of the text."""

LEAST_SHARED, LEAST_SHARE = 3, 0.3
"""Words that both must have, and their share of those that were looked up: one rare word in common is chance."""

_TITLE, _PROSE, _CODE = 1_000, 4_000, 1_000  # characters of each that are read


def index_words(title: str, body: str) -> tuple[str, str]:
    """Return the words of a title and of a body as they are compared, separated by spaces."""
    text = without_people(read_issue_text(title, body))
    prose = (*_words(text.prose[:_PROSE]), *_words(text.code[:_CODE]))
    return " ".join(_words(text.title[:_TITLE])), " ".join(prose)


def words_to_look_up(title: str, body: str) -> tuple[str, ...]:
    """Return the words that tell most of an issue, each once; none where it says nothing."""
    first, rest = index_words(title, body)
    frequent = (word for word, _ in Counter(rest.split()).most_common())
    telling = (word for word in (*first.split(), *frequent) if word not in FUNCTION_WORDS)
    return tuple(dict.fromkeys(telling))[:MOST_WORDS]


def shares_enough(asked: tuple[str, ...], found: Iterable[str]) -> bool:
    """Return whether an issue with the words `found` may be about the same as one that asked for `asked`."""
    shared = len(set(asked) & set(found))
    return shared >= LEAST_SHARED and shared >= LEAST_SHARE * len(asked)


def _words(text: str) -> list[str]:
    return [token.word for token in tokenise(text) if any(map(str.isalnum, token.word))]
