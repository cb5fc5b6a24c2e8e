"""A change taken apart and compared with itself: everything that grouping, order and proof look at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.splitting.atoms import cut
from bot.splitting.cutting import MOST_GROUPS, Hints, choose
from bot.splitting.foreseen import foresee
from bot.splitting.linkage import link, matrix, numbered
from bot.splitting.looks import look, runs_of
from bot.splitting.nodes import gather
from bot.splitting.ordering import ordered
from bot.splitting.pairs import Pairs
from bot.splitting.relations import bonds
from bot.splitting.tangle import tangle_features

if TYPE_CHECKING:
    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.atoms import Atom
    from bot.splitting.linkage import Matrix, Merge
    from bot.splitting.looks import Look
    from bot.splitting.nodes import Node
    from bot.splitting.orders import Before
    from bot.splitting.relations import Bond
    from bot.splitting.trees import Forest
    from bot.splitting.weights import SplitWeights


@dataclass(frozen=True, slots=True)
class Study:
    """`files` and `readings` go together one by one; `likeness` is how likely each two nodes are one concern.

    `bonds` are between nodes, `orders` between atoms: where a node has many, only some of them need what others define.
    """

    files: tuple[FileChange, ...]
    readings: tuple[FileReading, ...]
    atoms: tuple[Atom, ...]
    nodes: tuple[Node, ...]
    looks: tuple[Look, ...]
    bonds: tuple[Bond, ...]
    orders: tuple[Before, ...]
    likeness: Matrix
    merges: tuple[Merge, ...]
    hints: Hints

    def groups(self, cutting: Forest, least: int = 1, most: int = MOST_GROUPS) -> tuple[int, ...]:
        """Return each node's group, for the number of groups that looks best."""
        return numbered(choose(self.looks, self.hints, self.merges, cutting, least=least, most=most))


def study(files: tuple[FileChange, ...], readings: tuple[FileReading, ...], weights: SplitWeights) -> Study:
    """Take a change apart; `files` are in path order."""
    atoms = cut(files)
    nodes = gather(files, atoms)
    looks = tuple(look(node, atoms) for node in nodes)
    together = bonds(files, readings, atoms, nodes, looks)
    likely = {pair: weights.pairs.probability(values) for pair, values in Pairs(files, readings, looks).all()}
    rows = matrix(len(nodes), likely)
    merges = link(rows, [(bond.one, bond.other) for bond in together])
    foreseen = foresee(rows, merges, runs_of(looks), MOST_GROUPS)
    features = tangle_features(files, readings, looks, likely, merges, foreseen)
    return Study(
        files=files,
        readings=readings,
        atoms=atoms,
        nodes=nodes,
        looks=looks,
        bonds=together,
        orders=ordered(files, readings, atoms),
        likeness=rows,
        merges=merges,
        hints=Hints(
            likeness=math.fsum(likely.values()) / len(likely) if likely else 1.0,
            foreseen=foreseen,
            concern_score=weights.tangle.probability(features) if len(nodes) > 1 else 0.0,
        ),
    )
