"""Text to words that can be compared: plurals folded, identifiers in parts, scripts without spaces by character."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNSPACED = (  # Thai, Lao, Burmese, Khmer, kana, Han; Hangul too, whose particles cling to the word
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[<#+]")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_MAX_WORD = 100
"""Longer runs are encoded data, not words."""


class Token(NamedTuple):
    """A word as it is compared, and the parts of a compound identifier (empty for a simple word)."""

    word: str
    parts: tuple[str, ...]


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` in order.

    A token is a run of letters and digits, one character of a script written without spaces, or one of `<`, `#` and
    `+`, which tell `memory<` from "memory" and "C#" from "C". `HttpClientFactory` is one word with three parts.
    """
    # One ligature can stand for eighteen letters: what grows beyond any real text is cut.
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)[: 2 * len(text) + _MAX_WORD]
    return tuple(_token(run) for run in _TOKEN.findall(normal) if len(run) <= _MAX_WORD)


@lru_cache(maxsize=65_536)
def _token(run: str) -> Token:
    parts = _PART.findall(run)
    if len(parts) < 2:  # noqa: PLR2004 - one part is the word itself
        return Token(fold_plural(run.casefold()), ())
    return Token(fold_plural(run.casefold()), tuple(fold_plural(part.casefold()) for part in parts))


def fold_plural(word: str) -> str:
    """Return an English plural as its singular; other words stay (they are compared with each other alike)."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - "dns", "css"
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties"
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=16_384)
def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a keyword, in order; empty for one that has none."""
    return tuple(token.word for token in tokenise(text))
