"""The map's words as a search tree: which phrase speaks for which area, and how strongly."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.triage.surfaces import is_address
from bot.triage.tokens import phrase

if TYPE_CHECKING:
    from bot.policy.ownership import Area, OwnershipMap

NAME_WEIGHT = 2.0
KEYWORD_WEIGHT = 1.0
DESCRIPTION_WEIGHT = 0.3
PHRASE_WEIGHT = 1.5
"""A keyword of several words is rarer than its words, and says more."""

FUNCTION_WORDS = phrase(
    "a about all an and are as at between but by can didn doesn don everything for from has have how if in into is isn "
    "issue it its not of on or other our own than that the their these this to under use used user what when where "
    "which with you your"
)
"""Words of a description that say nothing about its area; `don` is what is left of "don't"."""


@dataclass(slots=True)
class Node:
    """A word inside a phrase: the words that may follow, and the phrase that ends here (None for none)."""

    following: dict[str, Node] = field(default_factory=dict)
    ends: tuple[str, ...] | None = None


@dataclass(slots=True)
class Lexicon:
    """`claims` gives each phrase's weight by area, the phrase's rarity included; `vetoes` the areas it rules out."""

    root: Node = field(default_factory=Node)
    claims: dict[tuple[str, ...], dict[str, float]] = field(default_factory=dict)
    written: dict[tuple[str, ...], str] = field(default_factory=dict)
    vetoes: dict[tuple[str, ...], list[str]] = field(default_factory=dict)


def build_lexicon(ownership: OwnershipMap) -> Lexicon:
    """Return the lexicon of a map. A phrase that several areas claim counts less for each of them.

    The rarity factor is the inverse document frequency of Spärck Jones (1972) with areas as documents, scaled so that
    a phrase of one area alone has the factor 1.
    """
    lexicon = Lexicon()
    for area in ownership.areas:
        for text, weight in _claims(area):
            words = phrase(text)
            if not words:
                continue
            by_area = lexicon.claims.setdefault(words, {})
            by_area[area.id] = max(weight, by_area.get(area.id, 0.0))
            lexicon.written.setdefault(words, text)
            _insert(lexicon.root, words)
        for text in area.not_keywords:
            if words := phrase(text):
                lexicon.vetoes.setdefault(words, []).append(area.id)
                _insert(lexicon.root, words)
    count = len(ownership.areas)
    for words, by_area in lexicon.claims.items():
        rarity = math.log(1 + count / len(by_area)) / math.log(1 + count)
        factor = rarity * (PHRASE_WEIGHT if sum(len(word) > 1 for word in words) > 1 else 1.0)
        for area_id in by_area:
            by_area[area_id] *= factor
    return lexicon


def _claims(area: Area) -> list[tuple[str, float]]:
    names = [(text, NAME_WEIGHT) for text in (area.title or area.id, *area.aliases)]
    screens = [(text, NAME_WEIGHT) for text in area.surfaces if not is_address(text)]
    keywords = [(text, KEYWORD_WEIGHT) for text in area.keywords]
    described = [
        (word, DESCRIPTION_WEIGHT)
        for word in phrase(area.description)
        if len(word) > 2 and word not in FUNCTION_WORDS  # noqa: PLR2004
    ]
    return [*names, *screens, *keywords, *described]


def _insert(node: Node, words: tuple[str, ...]) -> None:
    for word in words:
        node = node.following.setdefault(word, Node())
    node.ends = words
