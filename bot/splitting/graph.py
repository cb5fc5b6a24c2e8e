"""Order in a graph of a few parts: cycles found, the rest put one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet


def components(count: int, edges: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the lowest node of each node's cycle (its strongly connected component), itself where there is none.

    Kosaraju's way, in time that grows with nodes and edges alone: a change has thousands of them.
    """
    forward: list[list[int]] = [[] for _ in range(count)]
    backward: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        forward[one].append(other)
        backward[other].append(one)
    seen: set[int] = set()
    left: list[int] = []
    for start in range(count):
        left += _walked(start, forward, seen)
    seen.clear()
    lowest = list(range(count))
    for start in reversed(left):
        if start not in seen:
            cycle = _walked(start, backward, seen)
            for node in cycle:
                lowest[node] = min(cycle)
    return tuple(lowest)


def _walked(start: int, follows: Sequence[Sequence[int]], seen: set[int]) -> list[int]:
    """Return the nodes that a walk from `start` comes to, each after all that follow it; what was `seen` is no way."""
    if start in seen:
        return []
    seen.add(start)
    out: list[int] = []
    path = [(start, iter(follows[start]))]
    while path:
        node, rest = path[-1]
        following = next((at for at in rest if at not in seen), None)
        if following is None:
            out.append(node)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(follows[following])))
    return out


class Ways:
    """Which nodes some path of edges leads to, kept up to date while edges are added."""

    def __init__(self, count: int, edges: Iterable[tuple[int, int]]) -> None:
        self._ends = [0] * count
        for one, other in edges:
            self.add(one, other)

    def lead(self, one: int, other: int) -> bool:
        """Return whether a path leads from one node to the other."""
        return bool(self._ends[one] >> other & 1)

    def add(self, one: int, other: int) -> None:
        """Add an edge."""
        more = self._ends[other] | 1 << other
        for at, ends in enumerate(self._ends):
            if at == one or ends >> one & 1:
                self._ends[at] = ends | more


def sequence(count: int, edges: AbstractSet[tuple[int, int]], rank: Sequence[object]) -> tuple[int, ...]:
    """Return the nodes so that every edge leads forward; of those that could come next the one of lowest rank does.

    `edges` has no cycle. `rank` is comparable and different for each node.
    """
    waits: dict[int, set[int]] = {at: {one for one, other in edges if other == at} for at in range(count)}
    out: list[int] = []
    while waits:
        free = [at for at, left in waits.items() if not left]
        following = min(free, key=lambda at: rank[at])  # type: ignore[arg-type,return-value]  # comparable by contract
        out.append(following)
        del waits[following]
        for left in waits.values():
            left.discard(following)
    return tuple(out)


def closure(node: int, needs: Mapping[int, AbstractSet[int]]) -> frozenset[int]:
    """Return everything that a node cannot do without, directly or not; not itself."""
    found: set[int] = set()
    todo = list(needs.get(node, ()))
    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            todo += needs.get(at, ())
    return frozenset(found)
