"""What goes into a part as one: lines that a bond holds together, and what has to go before them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.splitting.disjoint import DisjointSets
from bot.splitting.graph import components

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bot.splitting.study import Study

Unit = tuple[int, ...]
"""Indices of atoms, in order."""


def units_of(study: Study, own: AbstractSet[int]) -> list[Unit]:
    """Return some atoms as units, in their order: what a bond holds together is one."""
    bound = DisjointSets(len(study.nodes))
    for bond in study.bonds:
        bound.join(bond.one, bond.other)
    units: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    long: dict[int, int] = {}
    for index, node in enumerate(study.nodes):
        # A long new file is one node of many atoms: those are what it may be cut between. What it is bound to goes with
        # the last of them, when all of it is there.
        root = bound.find(index)
        tail = node[-1] if len(node) == 1 or long.setdefault(root, index) == index else -1
        for atom in node:
            if atom in own:
                units[root, -1 if atom == tail else atom].append(atom)
    return sorted(tuple(sorted(unit)) for unit in units.values())


def waits_of(study: Study, units: Sequence[Unit]) -> list[set[int]]:
    """Return for each unit the others that go in before it."""
    home = {atom: at for at, unit in enumerate(units) for atom in unit}
    waits: list[set[int]] = [set() for _ in units]
    for before in study.orders:
        one, other = home.get(before.one), home.get(before.other)
        if one is not None and other is not None and one != other:
            waits[other].add(one)
    return waits


def without_cycles(study: Study, units: Sequence[Unit]) -> list[Unit]:
    """Return the units with those put together that need each other."""
    edges = [(one, other) for other, before in enumerate(waits_of(study, units)) for one in before]
    together: defaultdict[int, list[int]] = defaultdict(list)
    for unit, low in zip(units, components(len(units), edges), strict=True):
        together[low] += unit
    return sorted(tuple(sorted(atoms)) for atoms in together.values())
