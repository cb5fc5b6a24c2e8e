"""Gradient-boosted decision trees, evaluated: a sum of small yes-or-no questions turned into a probability.

Friedman 2001; the trees are trained by scripts/train_split and shipped as numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Tree = tuple[tuple[int, float, int, int], ...]
"""Nodes as (feature, threshold, left, right): left where value <= threshold. A leaf has feature -1 and its value."""


@dataclass(frozen=True, slots=True)
class Forest:
    """A model: the names of its features in order, a start value (log odds), and trees."""

    features: tuple[str, ...]
    start: float
    trees: tuple[Tree, ...]

    def probability(self, values: Sequence[float]) -> float:
        """Return the probability for the values of the features: the logistic function of the sum."""
        total = self.total(values)
        return 1.0 / (1.0 + math.exp(-total)) if total > -500 else 0.0  # noqa: PLR2004 - exp overflows at 710

    def total(self, values: Sequence[float]) -> float:
        """Return the sum of the start value and what each tree says."""
        total = self.start
        for tree in self.trees:
            feature, threshold, left, right = tree[0]
            while feature >= 0:
                feature, threshold, left, right = tree[left if values[feature] <= threshold else right]
            total += threshold
        return total


def read_forest(raw: object, features: Sequence[str]) -> Forest:
    """Return the model of decoded JSON; raises ValueError where it does not fit `features`."""
    if not isinstance(raw, Mapping):
        raise ValueError("a model is a JSON object")  # noqa: TRY004 - one kind of error for one bad file
    names, start, trees = raw.get("features"), raw.get("start"), raw.get("trees")
    if names != list(features) or not isinstance(start, int | float) or not isinstance(trees, list):
        raise ValueError("the weights are of another version of the program: train them again")
    return Forest(tuple(features), float(start), tuple(_read_tree(tree, len(features)) for tree in trees))


def _read_tree(raw: object, count: int) -> Tree:
    """Read one tree; children must come after their parent, so that evaluation ends."""
    if not isinstance(raw, list) or not raw:
        raise ValueError("a tree is a list of nodes")
    nodes = []
    for at, node in enumerate(raw):
        try:
            feature, threshold, left, right = node
            feature, threshold, left, right = int(feature), float(threshold), int(left), int(right)
        except (TypeError, ValueError, OverflowError):
            raise ValueError("a node of a tree is four numbers") from None
        if feature >= 0 and not (feature < count and at < left < len(raw) and at < right < len(raw)):
            raise ValueError("a node of a tree points outside it")
        nodes.append((feature, threshold, left, right))
    return tuple(nodes)
