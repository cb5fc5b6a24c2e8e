"""Systematic edits: the same substitution made again and again, wherever it stands."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.marks import MarkedFile

READ_SITES = 3
"""Sites of a substitution that are read; from the next on it is known."""

LONGEST_LINE = 500
"""Characters above which a line is not compared token by token."""

LONGEST_EDIT = 12
"""Tokens on either side of a substitution; what is longer is a new line, not an edit of the old one."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]\w", re.UNICODE)

Substitution: TypeAlias = tuple[str, str]


class _Site(NamedTuple):
    """A removed line, the added line that took its place, and what was put for what."""

    file: MarkedFile
    removed: int
    added: int
    edits: frozenset[Substitution]


def mark_systematic(files: Sequence[MarkedFile]) -> None:
    """Mark the sites of a substitution after its first three, and runs of lines that were edited alike before.

    The order of the files decides which sites are the first.
    """
    _mark_repeated_runs(files)
    sites = [site for file in files for run in file.runs for site in _sites(file, run)]
    total = Counter(edit for site in sites for edit in site.edits)
    seen: Counter[Substitution] = Counter()
    for site in sites:
        if all(total[edit] > READ_SITES and seen[edit] >= READ_SITES for edit in site.edits):
            site.file.kinds[site.removed] = site.file.kinds[site.added] = "systematic"
        seen.update(site.edits)
    known = dict(sorted(edit for edit in total if total[edit] > READ_SITES and _is_one_word(edit)))
    for file in files:
        for run in file.runs:
            _mark_known(file, run, known)


def _mark_repeated_runs(files: Sequence[MarkedFile]) -> None:
    """Mark a whole run where the same lines were replaced by the same lines in three places before."""
    seen: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for file in files:
        for run in file.runs:
            sides = [file.unmarked(run, sign) for sign in ("-", "+")]
            old, new = (tuple(file.lines[at].text.strip()[:LONGEST_LINE] for at in side) for side in sides)
            if not _has_word(*old, *new):
                continue
            # Something was replaced, or taken away: lines that were only added may be alike in any new code.
            if old and seen[old, new] >= READ_SITES:
                for at in (*sides[0], *sides[1]):
                    file.kinds[at] = "systematic"
            seen[old, new] += 1


def _sites(file: MarkedFile, run: range) -> Iterator[_Site]:
    """Yield the lines of a run that took each other's place: as many were removed as were added."""
    removed, added = file.unmarked(run, "-"), file.unmarked(run, "+")
    if len(removed) != len(added):
        return
    for old, new in zip(removed, added, strict=True):
        if edits := _edits(file.lines[old].text, file.lines[new].text):
            yield _Site(file, old, new, edits)


def _edits(old: str, new: str) -> frozenset[Substitution]:
    """Return what was put for what, none where the lines have little in common."""
    if max(len(old), len(new)) > LONGEST_LINE:
        return frozenset()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) == len(after):
        edits = frozenset((one, other) for one, other in zip(before, after, strict=True) if one != other)
        changed = sum(one != other for one, other in zip(before, after, strict=True))
        if changed * 2 <= len(before) and all(_has_word(*edit) for edit in edits):
            return edits
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    if max(len(gone), len(come)) > LONGEST_EDIT or not _has_word(*before[:start], *before[len(before) - end :]):
        return frozenset()
    edit = ("".join(gone).strip(), "".join(come).strip())
    return frozenset({edit}) if _has_word(*edit) else frozenset()


def _mark_known(file: MarkedFile, run: range, known: dict[str, str]) -> None:
    """Mark lines that a known substitution of a word explains although the run has more lines on one side."""
    removed, added = file.unmarked(run, "-"), file.unmarked(run, "+")
    if not known or len(removed) == len(added):
        return
    waiting: dict[str, list[int]] = {}
    for at in reversed(added):
        waiting.setdefault(file.lines[at].text, []).append(at)
    for at in removed:
        text = file.lines[at].text
        if len(text) <= LONGEST_LINE:
            turned = "".join(known.get(token, token) for token in _TOKEN.findall(text))
            if turned != text and waiting.get(turned):
                file.kinds[at] = file.kinds[waiting[turned].pop()] = "systematic"


def _is_one_word(edit: Substitution) -> bool:
    return _TOKEN.fullmatch(edit[0]) is not None


def _has_word(*texts: str) -> bool:
    """Return whether there is a name in it: numbers and operators that change alike are no pattern."""
    return any(_WORD.search(text) for text in texts)
