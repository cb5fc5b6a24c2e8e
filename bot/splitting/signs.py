"""Hard signs that parts are different concerns: what people wrote about them, and what the code does not share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.split import chained
from bot.splitting.paths import path_words
from bot.splitting.words import identifiers, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.pull_request import PullRequestFacts
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study

_FOLDED = re.compile(
    r"^(?:fixup!|squash!|amend!|merge\b|revert\b|wip\b|initial plan$|lint|format|style\b|typo|address|"
    r"apply suggestions|review|update branch|bump version|changelog)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s{0,3}(?:[-*+]|\d{1,2}[.)])\s+(?!\[[ xX]\])(.{4,300})$", re.MULTILINE)
RARE = 4
"""A word in at most so many nodes is rare enough to tie two parts together."""


def independent(stack: Stack) -> bool:
    """Return whether at least two parts have no path of dependencies between them, through any others."""
    return len(chained({part: stack.needs.get(part, ()) for part in range(len(stack.drafts))})) > 1


def hard_signs(study: Study, stack: Stack, facts: PullRequestFacts) -> tuple[str, ...]:
    """Return in words what speaks for different concerns besides likeness; empty where nothing does."""
    vocabularies = [_vocabulary(study, draft.atoms) for draft in stack.drafts]
    found = []
    titles = [commit.message.partition("\n")[0] for commit in facts.commits if commit.parents < 2]  # noqa: PLR2004
    if _map_apart([title for title in titles if not _FOLDED.match(title.strip())], vocabularies):
        found.append("its commits are about different parts")
    if _map_apart(_BULLET.findall(facts.body[:20_000]), vocabularies):
        found.append("the description lists them one by one")
    if _share_nothing(study, stack):
        found.append("no identifier ties them together")
    return tuple(found)


def _vocabulary(study: Study, atoms: Iterable[int]) -> frozenset[str]:
    own = frozenset(atoms)
    words: set[str] = set()
    for node, seen in zip(study.nodes, study.looks, strict=True):
        if not own.isdisjoint(node):
            words |= seen.parts | path_words(study.files[seen.file].path)
    return frozenset(words)


def _map_apart(texts: Iterable[str], vocabularies: Sequence[frozenset[str]]) -> bool:
    """Return whether two texts each speak of a part that no other part speaks of, and not of the same."""
    spoken = set()
    for text in texts:
        words = {part for word in identifiers([text]) for part in parts_of(word)}
        hits = [
            len({word for word in words & own if sum(word in other for other in vocabularies) == 1})
            for own in vocabularies
        ]
        if hits and max(hits) > 0 and hits.count(max(hits)) == 1:
            spoken.add(hits.index(max(hits)))
    return len(spoken) > 1


def _share_nothing(study: Study, stack: Stack) -> bool:
    """Return whether some part shares no rare word with any other part that it does not depend on."""
    holders: dict[str, set[int]] = {}
    count: dict[str, int] = {}
    home = {atom: part for part, draft in enumerate(stack.drafts) for atom in draft.atoms}
    for node, seen in zip(study.nodes, study.looks, strict=True):
        for word in seen.words:
            holders.setdefault(word, set()).update(home[atom] for atom in node)
            count[word] = count.get(word, 0) + 1
    tied = {part for word, parts in holders.items() if len(parts) > 1 and count[word] <= RARE for part in parts}
    return len(tied) < len(stack.drafts)
