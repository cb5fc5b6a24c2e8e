"""Words that issues of an area say and others do not: offered to its owner as keywords, never adopted."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.triage.issue_text import read_issue_text
from bot.triage.lexicon import FUNCTION_WORDS
from bot.triage.people import without_people
from bot.triage.tokens import phrase, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.policy.ownership import OwnershipMap
    from bot.triage.learned.rows import Lesson

LEAST_ISSUES = 3
"""Issues of an area that must say a word."""

LEAST_Z = 1.96
"""Standard errors by which it must be more frequent there: less is chance, one time in twenty."""

LEAST_SHARE = 0.25
"""Of all issues that say it, so many must be the area's: a keyword that mostly leads elsewhere misleads."""

_NOT_WORDS = re.compile(r"@[\w-]+|https?://\S+")
"""Names of people and addresses: they say who was there, not what it is about."""

_TITLE, _PROSE = 1_000, 3_000  # characters of each that are read
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word or a pair for an area: how many of its issues say it, how many others do, and how clear that is (z)."""

    area: str
    word: str
    here: int
    elsewhere: int
    z: float


def suggest_keywords(rows: Sequence[Lesson], ownership: OwnershipMap, most: int) -> tuple[Suggestion, ...]:
    """Return at most so many suggestions an area, the clearest first, the areas in the order of the map.

    Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008), counted in issues: a word that
    one reporter repeats is one issue. What the map knows already, as a keyword of any area, is left out.
    """
    by_area = [Counter[str]() for _ in ownership.areas]
    issues = [0] * len(ownership.areas)
    every: Counter[str] = Counter()
    for row in rows:
        words = set(_grams(row))
        every.update(words)
        for target in row.targets:
            by_area[target].update(words)
            issues[target] += 1
    known = {
        phrase(text)
        for area in ownership.areas
        for text in (*area.keywords, *area.not_keywords, area.name, *area.aliases)
    }
    found: list[Suggestion] = []
    for place, area in enumerate(ownership.areas):
        scored = (
            Suggestion(area.id, word, here, every[word] - here, round(z, 2))
            for word, here in by_area[place].items()
            if here >= max(LEAST_ISSUES, LEAST_SHARE * every[word]) and phrase(word) not in known
            if (z := _z(here, every[word] - here, (issues[place], len(rows) - issues[place]))) >= LEAST_Z
        )
        found += _without_parts(sorted(scored, key=lambda each: (-each.z, each.word)))[:most]
    return tuple(found)


def _z(here: int, elsewhere: int, issues: tuple[int, int]) -> float:
    """Return the z-score of the log-odds ratio; the prior is the word's frequency in all issues, one issue strong."""
    inside, outside = issues
    prior = (here + elsewhere) / (inside + outside)
    ahead = math.log((here + prior) / (inside - here + 1)) - math.log((elsewhere + prior) / (outside - elsewhere + 1))
    return ahead / math.sqrt(1 / (here + prior) + 1 / (elsewhere + prior))


def _grams(row: Lesson) -> Iterator[str]:
    text = without_people(read_issue_text(row.title, row.body))
    for part in (text.title[:_TITLE], text.prose[:_PROSE]):
        before = ""
        for token in tokenise(_NOT_WORDS.sub(" ", part)):
            telling = len(token.word) >= _SHORTEST and token.word not in FUNCTION_WORDS and not token.word.isdecimal()
            if telling:
                yield token.word
                if before:
                    yield f"{before} {token.word}"
            before = token.word if telling else ""


def _without_parts(ordered: list[Suggestion]) -> list[Suggestion]:
    """Return them without words that a clearer pair holds already, and the other way round."""
    kept: list[Suggestion] = []
    for each in ordered:
        mine = set(each.word.split())
        if not any(mine <= set(other.word.split()) or set(other.word.split()) <= mine for other in kept):
            kept.append(each)
    return kept
