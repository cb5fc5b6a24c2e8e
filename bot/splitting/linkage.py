"""Average linkage: the two groups that belong together most are joined, again and again.

Lance and Williams 1967; the likeness of two groups is the mean of that of their pairs, so that one strong word between
two large groups does not join them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.splitting.disjoint import DisjointSets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Matrix = list[list[float]]


class Merge(NamedTuple):
    """One step: group `other` became part of group `one`, at this likeness."""

    likeness: float
    one: int
    other: int


def link(likeness: Matrix, together: Iterable[tuple[int, int]] = ()) -> tuple[Merge, ...]:
    """Return the steps from single nodes to one group, the likest first.

    `likeness` is symmetric; pairs that must stay `together` are joined before anything else, at likeness 1.
    Of equal steps the one with the lower indices comes first.
    """
    count = len(likeness)
    rows = [list(row) for row in likeness]
    size = [1] * count
    bound = DisjointSets(count)
    alive = set(range(count))
    merges: list[Merge] = []

    def join(one: int, other: int, value: float) -> None:
        total = size[one] + size[other]
        left, right = rows[one], rows[other]
        for at in alive:
            if at not in (one, other):
                left[at] = rows[at][one] = (left[at] * size[one] + right[at] * size[other]) / total
        size[one] = total
        alive.discard(other)
        merges.append(Merge(value, one, other))

    for one, other in sorted(together):
        first, second = sorted((bound.find(one), bound.find(other)))
        if first != second:
            bound.join(first, second)
            join(first, second, 1.0)
    best = {at: _best(rows[at], at, alive) for at in alive}
    while len(alive) > 1:
        one = max(sorted(alive), key=lambda at: best[at][0])
        value, other = best[one]
        one, other = min(one, other), max(one, other)
        join(one, other, value)
        del best[other]
        for at in alive:
            if at == one or best[at][1] in (one, other):
                best[at] = _best(rows[at], at, alive)
            elif rows[at][one] > best[at][0]:
                best[at] = (rows[at][one], one)
    return tuple(merges)


def cut_at(count: int, merges: Sequence[Merge], least: float) -> tuple[int, ...]:
    """Return each node's group, numbered in order of appearance, with all steps of at least that likeness taken."""
    return numbered(labels_of(count, [merge for merge in merges if merge.likeness >= least]))


def labels_of(count: int, merges: Iterable[Merge]) -> list[int]:
    """Return each node's group after some merges: the lowest node of the group."""
    groups = DisjointSets(count)
    for merge in merges:
        groups.join(merge.one, merge.other)
    return [groups.find(node) for node in range(count)]


def numbered(labels: Iterable[int]) -> tuple[int, ...]:
    """Return labels as 0, 1, 2 ... in order of appearance."""
    seen: dict[int, int] = {}
    return tuple(seen.setdefault(label, len(seen)) for label in labels)


def matrix(count: int, values: Mapping[tuple[int, int], float]) -> Matrix:
    """Return a symmetric matrix of the values of pairs, 0 where none is given."""
    rows = [[0.0] * count for _ in range(count)]
    for (one, other), value in values.items():
        rows[one][other] = rows[other][one] = value
    return rows


def _best(row: Sequence[float], own: int, alive: Iterable[int]) -> tuple[float, int]:
    found, where = -1.0, -1
    for at in alive:
        if at != own and (row[at] > found or (row[at] == found and at < where)):
            found, where = row[at], at
    return found, where
