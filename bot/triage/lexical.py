"""How strongly an issue's words speak for each area, with no label learned from: step 2 of the cascade."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.facts.routing import Sign
from bot.triage.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.triage.issue_text import IssueText
    from bot.triage.lexicon import Lexicon, Node

Phrase = tuple[str, ...]
Where = Literal["title", "body"]

TITLE_WEIGHT = 3.0
OPENING_WEIGHT = 1.0
REST_WEIGHT = 0.3
CODE_WEIGHT = 0.3
PART_WEIGHT = 0.6
"""A word inside an identifier: `HttpClientFactory` speaks of an HttpClient, but less than the word alone does."""

SATURATION = 2.0
"""A phrase counts n / (n + 2), as in BM25: the tenth time says hardly more than the fifth."""

_TITLE, _OPENING, _REST, _CODE = 1_000, 1_500, 9_000, 6_000  # characters of each that are read
_LONGEST_JOIN = 3
_MAX_PARTS = 12


@dataclass(frozen=True, slots=True)
class Spoken:
    """Scores by area id (only those above zero), the evidence with the strongest first, and the areas ruled out."""

    scores: dict[str, float]
    evidence: tuple[Sign, ...]
    vetoed: tuple[tuple[str, str], ...]


def listen(text: IssueText, lexicon: Lexicon) -> Spoken:
    """Return what the words of an issue say, title three times; deterministic and total."""
    title = _count(text.title[:_TITLE], lexicon)
    body: dict[Phrase, float] = defaultdict(float)
    opening, rest = text.prose[:_OPENING], text.prose[_OPENING:_REST]
    for part, weight in ((opening, OPENING_WEIGHT), (rest, REST_WEIGHT), (text.code[:_CODE], CODE_WEIGHT)):
        for words, times in _count(part, lexicon).items():
            body[words] += weight * times
    vetoes = {
        area_id: " ".join(words)
        for words, areas in lexicon.vetoes.items()
        if title.get(words, 0.0) >= 1 or body.get(words, 0.0) >= REST_WEIGHT
        for area_id in areas
    }
    scores: dict[str, float] = defaultdict(float)
    signs: list[Sign] = []
    for words in sorted(title.keys() | body.keys()):
        amount = TITLE_WEIGHT * title.get(words, 0.0) + body.get(words, 0.0)
        heard = amount / (amount + SATURATION)
        where: Where = "title" if words in title else "body"
        for area_id, claim in lexicon.claims.get(words, {}).items():
            if area_id not in vetoes:
                scores[area_id] += claim * heard
                signs.append(Sign("keywords", area_id, lexicon.written[words], where, round(claim * heard, 4)))
    signs.sort(key=lambda sign: (-sign.weight, sign.area, sign.found))
    rounded = {area_id: round(score, 6) for area_id, score in scores.items()}
    return Spoken(rounded, tuple(signs), tuple(sorted(vetoes.items())))


def _count(text: str, lexicon: Lexicon) -> dict[Phrase, float]:
    """Return how often each phrase of the lexicon occurs; an occurrence inside an identifier counts less."""
    tokens = tokenise(text)
    words = [token.word for token in tokens]
    found: dict[Phrase, float] = defaultdict(float)
    for index, token in enumerate(tokens):
        for phrase in _phrases_at(words, index, lexicon.root):
            found[phrase] += 1.0
        if token.parts:
            for phrase in _inside(token.parts[:_MAX_PARTS], lexicon.root) - {(token.word,)}:
                found[phrase] += PART_WEIGHT
    return found


def _phrases_at(words: Sequence[str], index: int, root: Node) -> list[Phrase]:
    """Return the phrases that begin at `index`; the tree ends the walk, so it costs no more than the longest phrase."""
    found: list[Phrase] = []
    node = root
    while index < len(words) and words[index] in node.following:
        node = node.following[words[index]]
        if node.ends is not None:
            found.append(node.ends)
        index += 1
    return found


def _inside(parts: Sequence[str], root: Node) -> set[Phrase]:
    """Return the phrases among the parts of an identifier, neighbours also joined (`Thread` + `Pool`)."""
    found = {phrase for index in range(len(parts)) for phrase in _phrases_at(parts, index, root)}
    for index in range(len(parts)):
        for length in range(2, _LONGEST_JOIN + 1):
            joined = root.following.get("".join(parts[index : index + length]))
            if joined is not None and joined.ends is not None:
                found.add(joined.ends)
    return found
