"""What is compared with each other: atoms, or several of them as one where a change has too many."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from bot.facts.change import FileChange
    from bot.splitting.atoms import Atom

MAX_NODES = 200
"""Nodes that are compared pair by pair: 20,000 pairs take about a second."""

Node = tuple[int, ...]
"""Indices of the atoms that are taken as one."""


def gather(files: Sequence[FileChange], atoms: Sequence[Atom], most: int = MAX_NODES) -> tuple[Node, ...]:
    """Return the atoms as nodes, coarser the more there are: atom, definition, file, folder, folder above ...

    A new file is one node from the start: it is written for one purpose.
    """
    depth = max((file.path.count("/") for file in files), default=0)

    def folder(levels: int) -> Callable[[Atom], Hashable]:
        return lambda atom: tuple(files[atom.file].path.split("/")[:-1][:levels])

    ways: list[Callable[[Atom], Hashable]] = [
        lambda atom: (atom.file, None if files[atom.file].status == "added" else (atom.old_at, atom.new_at)),
        lambda atom: (atom.file, atom.section),
        lambda atom: atom.file,
        *(folder(levels) for levels in range(depth, -1, -1)),
    ]
    nodes: tuple[Node, ...] = ()
    for way in ways:
        groups: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, atom in enumerate(atoms):
            groups[way(atom)].append(index)
        nodes = tuple(tuple(group) for group in groups.values())
        if len(nodes) <= most:
            break
    return nodes
