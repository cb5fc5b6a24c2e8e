"""From groups to parts of one sitting each: never more than six, none so small that it is only a detour."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.splitting.steps import Draft
from bot.splitting.touching import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.splitting.study import Study

MOST_PARTS = 6
SMALL = 0.15
"""Below this share of a sitting a piece of a stack goes to its closest neighbour."""
ROOM = 0.8
"""Share of a sitting that lines and files may fill: finding one's way comes on top."""


def drafts_of_groups(study: Study, groups: Sequence[int]) -> list[Draft]:
    """Return one draft for each group, the closest ones joined until there are at most MOST_PARTS."""
    members: dict[int, list[int]] = {}
    for node, group in enumerate(groups):
        members.setdefault(group, []).append(node)
    parts = list(members.values())
    while len(parts) > MOST_PARTS:
        one, other = max(
            ((one, other) for one in range(len(parts)) for other in range(one + 1, len(parts))),
            key=lambda pair: (closeness(study, parts[pair[0]], parts[pair[1]]), -pair[0], -pair[1]),
        )
        parts[one] += parts.pop(other)
    return joined([Draft(tuple(sorted(atom for node in part for atom in study.nodes[node]))) for part in parts], study)


def closeness(study: Study, one: Sequence[int], other: Sequence[int]) -> float:
    """Return the mean likeness of the pairs between two sets of nodes."""
    total = math.fsum(study.likeness[left][right] for left in one for right in other)
    return total / (len(one) * len(other)) if one and other else 0.0


def minutes_of_atoms(study: Study) -> list[float]:
    """Return about how long each atom takes: its share of its file's minutes."""
    seen: defaultdict[int, int] = defaultdict(int)
    count: defaultdict[int, int] = defaultdict(int)
    for atom in study.atoms:
        seen[atom.file] += atom.size
        count[atom.file] += 1
    return [
        study.readings[atom.file].minutes * (atom.size / seen[atom.file] if seen[atom.file] else 1 / count[atom.file])
        for atom in study.atoms
    ]


def sittings(study: Study, draft: Draft, budget: float) -> list[Draft]:
    """Return a draft cut into pieces that fit a sitting, in an order that keeps definitions before their uses.

    Nodes that must stay together are not taken apart; a piece that is larger than a sitting is one such.
    """
    minutes = minutes_of_atoms(study)
    own = frozenset(draft.atoms)
    units = _units(study, own)
    order = _in_order(study, units)
    pieces: list[list[int]] = []
    filled = math.inf
    for unit in order:
        cost = math.fsum(minutes[atom] for atom in unit)
        if filled + cost > budget * ROOM:
            pieces.append([])
            filled = 0.0
        pieces[-1] += unit
        filled += cost
    if len(pieces) > 1 and filled < budget * SMALL:
        last = pieces.pop()
        pieces[-1] += last
    return [Draft(tuple(sorted(piece)), draft.merged) for piece in pieces]


def folded(pieces: Sequence[Draft], most: int = MOST_PARTS) -> list[tuple[Draft, ...]]:
    """Return pieces in runs, at most `most` of them: a part may be more than one sitting, one after the other."""
    count = min(most, len(pieces))
    bounds = [len(pieces) * at // count for at in range(count + 1)] if count else [0]
    return [tuple(pieces[one:other]) for one, other in pairwise(bounds)]


def _units(study: Study, own: frozenset[int]) -> list[list[int]]:
    """Return the atoms of a draft as units: nodes that a bond holds together are one."""
    root = list(range(len(study.nodes)))

    def find(node: int) -> int:
        while root[node] != node:
            node = root[node]
        return node

    for bond in study.bonds:
        root[find(bond.other)] = find(bond.one)
    units: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    long: dict[int, int] = {}
    for index, node in enumerate(study.nodes):
        # A long new file is one node of many atoms: those are what it may be cut between. What it is bound to goes with
        # the last of them, when all of it is there.
        tail = node[-1] if len(node) == 1 or long.setdefault(find(index), index) == index else -1
        for atom in node:
            if atom in own:
                units[find(index), -1 if atom == tail else atom].append(atom)
    return list(units.values())


def _in_order(study: Study, units: list[list[int]]) -> list[list[int]]:
    """Return units with definitions before uses as far as that has no cycle, else as they stand in the tree."""
    home = {atom: at for at, unit in enumerate(units) for atom in unit}
    waits: list[set[int]] = [set() for _ in units]
    for before in study.orders:
        for one in {home[atom] for atom in study.nodes[before.one] if atom in home}:
            for other in {home[atom] for atom in study.nodes[before.other] if atom in home}:
                if one != other:
                    waits[other].add(one)
    left = sorted(range(len(units)), key=lambda at: min(units[at]))
    out: list[list[int]] = []
    done: set[int] = set()
    while left:
        following = next((at for at in left if waits[at] <= done), left[0])
        left.remove(following)
        done.add(following)
        out.append(units[following])
    return out
