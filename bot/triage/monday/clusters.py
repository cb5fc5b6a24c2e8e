"""What people said: issues of one area that share words, found without a model and the same every time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from bot.facts.report import Cluster
from bot.triage.issue_text import read_issue_text
from bot.triage.people import without_people
from bot.triage.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.report import Said

ALIKE = 0.35
"""Weighted share of words in common (Jaccard) from which two titles say much the same."""

MOST_WORDS = 60
"""Words of a text that are compared: its title and how it begins."""

SHOWN_WORDS = 3
_LEAST = 2
_STOP_WORDS = """
    a about after again all also an and any are as at be because been but by can cannot could did do doe doesn don
    for from get got had has have how i if in into is isn it its just like me my no not now of on one only or our
    please should so some still than that the their them then there these they this to too up use using very was
    way we were what when where which while who why will with without won work working would you your"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(slots=True)
class _Group:
    words: Counter[str] = field(default_factory=Counter)
    members: list[Said] = field(default_factory=list)
    weight: float = 0.0


@dataclass(slots=True)
class _Groups:
    """The groups of one area, in the order in which they began, and by the words that half of a group has."""

    weights: dict[str, float]
    each: list[_Group] = field(default_factory=list)
    having: dict[str, set[int]] = field(default_factory=dict)

    def join(self, said: Said, words: frozenset[str]) -> None:
        """Put an issue into the group that it is most alike, or begin one."""
        which = self._likest(words)
        if which is None:
            which = len(self.each)
            self.each.append(_Group())
        group = self.each[which]
        self._forget(which)
        group.members.append(said)
        group.words.update(words)
        core = _core(group)
        group.weight = _sum(core, self.weights)
        for word in core:
            self.having.setdefault(word, set()).add(which)

    def _likest(self, words: frozenset[str]) -> int | None:
        """Return the group most alike, the oldest of several: the weighted share of the shorter text's words."""
        common: dict[int, float] = {}
        for word in sorted(words):  # sums of fractions depend on their order
            for which in self.having.get(word, ()):
                common[which] = common.get(which, 0.0) + self.weights[word]
        own = _sum(words, self.weights)
        alike = {which: shared / min(own, self.each[which].weight) for which, shared in common.items()}
        best = min(alike, key=lambda which: (-alike[which], which), default=None)
        return None if best is None or alike[best] < ALIKE else best

    def _forget(self, which: int) -> None:
        for word in _core(self.each[which]):
            self.having[word].discard(which)


def cluster(said: Sequence[Said]) -> tuple[tuple[Cluster, ...], int]:
    """Return the clusters of two or more, the largest first, and how many issues stand alone.

    Each issue, oldest first, joins the group of its area that it is most alike, or begins one.
    """
    ordered = sorted(said, key=lambda each: each.issue)
    texts = [_words(each) for each in ordered]
    weights = _rarity(texts)
    groups: dict[str | None, _Groups] = {}
    for each, words in zip(ordered, texts, strict=True):
        groups.setdefault(each.area, _Groups(weights)).join(each, words)
    found = [
        Cluster(area, _shared(group, weights), tuple(each.issue for each in group.members))
        for area, here in groups.items()
        for group in here.each
        if len(group.members) >= _LEAST
    ]
    found.sort(key=lambda each: (-len(each.issues), each.area or "", each.issues))
    return tuple(found), len(said) - sum(len(each.issues) for each in found)


def _words(said: Said) -> frozenset[str]:
    text = without_people(read_issue_text(said.title, said.body))
    words = [token.word for token in tokenise(f"{text.title}\n{text.prose[:1_000]}")]
    kept = [word for word in words if word not in _STOP and (len(word) > 1 or not word.isascii())]
    return frozenset(kept[:MOST_WORDS])


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return a word's weight: what stands in every text tells nothing."""
    seen = Counter(word for text in texts for word in text)
    return {word: log(1 + len(texts) / count) for word, count in seen.items()}


def _core(group: _Group) -> set[str]:
    """Return the words that half of the group, or more, has."""
    return {word for word, count in group.words.items() if 2 * count >= len(group.members)}


def _sum(words: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights[word] for word in sorted(words))


def _shared(group: _Group, weights: dict[str, float]) -> tuple[str, ...]:
    """Return the words that most of the group has, the telling ones first."""
    ranked = sorted(group.words.items(), key=lambda pair: (-pair[1] * weights[pair[0]], pair[0]))
    return tuple(word for word, count in ranked if count >= _LEAST)[:SHOWN_WORDS]
