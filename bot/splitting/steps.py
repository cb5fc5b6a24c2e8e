"""Parts while they are still being put together: which atoms each has, and what has to go before what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.splitting.graph import closure, components, sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.splitting.study import Study

TOUCH = 2
"""Unchanged lines between two atoms up to which they are said to touch."""
MECHANICAL, ORDINARY, DOCUMENTATION = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Draft:
    """One part: its atoms, in order, and why some of them are together."""

    atoms: tuple[int, ...]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """Drafts in the order in which they go in, what each needs (indices of earlier ones), and why."""

    drafts: tuple[Draft, ...]
    needs: Mapping[int, frozenset[int]] = field(default_factory=dict)
    why: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def all_needs(self, index: int) -> frozenset[int]:
        """Return every draft that this one cannot do without, directly or not."""
        return closure(index, self.needs)


def stacked(study: Study, drafts: Iterable[Draft]) -> Stack:
    """Put drafts in order; those that need each other become one, with the reason."""
    parts = list(drafts)
    while True:
        asked = _asked(study, parts)
        lowest = components(len(parts), asked)
        if len(set(lowest)) == len(parts):
            break
        parts = _joined(parts, lowest, asked)
    order = sequence(len(parts), frozenset(asked), [_rank(study, draft) for draft in parts])
    place = {old: new for new, old in enumerate(order)}
    needs: dict[int, set[int]] = {at: set() for at in range(len(parts))}
    why = {}
    for (one, other), reason in asked.items():
        needs[place[other]].add(place[one])
        why[place[one], place[other]] = reason
    return Stack(tuple(parts[at] for at in order), {at: frozenset(found) for at, found in needs.items()}, why)


def _asked(study: Study, parts: list[Draft]) -> dict[tuple[int, int], str]:
    """Return what has to go before what, part by part, each with its first reason."""
    home = {atom: part for part, draft in enumerate(parts) for atom in draft.atoms}
    asked: dict[tuple[int, int], str] = {}
    for before in study.orders:
        ones = {home[atom] for atom in study.nodes[before.one]}
        others = {home[atom] for atom in study.nodes[before.other]}
        if len(ones) == len(others) == 1 and ones != others:
            asked.setdefault((ones.pop(), others.pop()), before.why)
    return asked | _same_file(study, home, asked) | _touching(study, home, asked)


def _same_file(
    study: Study, home: Mapping[int, int], asked: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], str]:
    """Return that a file which is new, renamed or changes its mode begins in one part, and goes on in others."""
    found = {}
    homes: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for at, atom in enumerate(study.atoms):
        homes[atom.file].setdefault(home[at])
    for index, file in enumerate(study.files):
        if file.status in ("modified", "removed") and file.old_mode == file.new_mode:
            continue
        parts = list(homes[index])
        first = min(parts, key=lambda part: (sum((other, part) in asked for other in parts), parts.index(part)))
        what = "renamed" if file.status == "renamed" else "begun"
        found.update({(first, part): f"`{file.path}` is {what} there" for part in parts if part != first})
    return found


def _touching(
    study: Study, home: Mapping[int, int], asked: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], str]:
    """Return which of two parts whose lines touch goes in first.

    Entries that carry numbers of issues or pull requests were written in their order; else the one further up is first.
    """
    found: dict[tuple[int, int], str] = {}
    numbers = highest_numbers(study)
    for one, other in touching(study):
        pair = home[one], home[other]
        if pair[0] != pair[1] and not {pair, pair[::-1]} & (asked.keys() | found.keys()):
            path = study.files[study.atoms[one].file].path
            left, right = numbers.get(one, 0), numbers.get(other, 0)
            if left and right and left != right:
                found[pair if left < right else pair[::-1]] = (
                    f"in `{path}` #{min(left, right)} is before #{max(left, right)}"
                )
            else:
                found[pair] = f"their lines touch in `{path}`"
    return found


def highest_numbers(study: Study) -> dict[int, int]:
    """Return the highest number of an issue or pull request that each atom refers to."""
    return {
        atom: max(int(number) for number in seen.refers)
        for node, seen in zip(study.nodes, study.looks, strict=True)
        for atom in node
        if seen.refers
    }


def touching(study: Study) -> list[tuple[int, int]]:
    """Return the atoms with at most TOUCH unchanged lines between them: neither merges cleanly without the other."""
    found = []
    for at, (above, below) in enumerate(pairwise(study.atoms)):
        if above.file == below.file and below.new_at - above.new_at - len(above.added) <= TOUCH:
            found.append((at, at + 1))
    return found


def _joined(parts: list[Draft], lowest: tuple[int, ...], asked: Mapping[tuple[int, int], str]) -> list[Draft]:
    out = []
    for at in sorted(set(lowest)):
        among = [index for index, low in enumerate(lowest) if low == at]
        reasons = [reason for (one, other), reason in sorted(asked.items()) if lowest[one] == lowest[other] == at]
        merged = tuple(dict.fromkeys(reason for index in among for reason in parts[index].merged))
        new = (f"they need each other: {reasons[0]}",) if len(among) > 1 and reasons else ()
        out.append(Draft(tuple(sorted(atom for index in among for atom in parts[index].atoms)), merged + new))
    return out


def _rank(study: Study, draft: Draft) -> tuple[int, int]:
    """Return where a part would like to stand: mechanical first, documentation last, else in the order of paths."""
    own = frozenset(draft.atoms)
    looks = [seen for node, seen in zip(study.nodes, study.looks, strict=True) if not own.isdisjoint(node)]
    if all(study.readings[study.atoms[atom].file].kind == "documentation" for atom in draft.atoms):
        kind = DOCUMENTATION
    elif all(seen.blank for seen in looks):
        kind = MECHANICAL
    else:
        kind = ORDINARY
    return kind, draft.atoms[0]
