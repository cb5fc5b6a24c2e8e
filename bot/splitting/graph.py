"""Order in a graph of a few parts: cycles found, the rest put one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet


def reachable(count: int, edges: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Return for each node the nodes that some path from it leads to (itself only where it is in a cycle)."""
    follows: list[set[int]] = [set() for _ in range(count)]
    for one, other in edges:
        follows[one].add(other)
    found = []
    for start in range(count):
        seen: set[int] = set()
        todo = list(follows[start])
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += follows[at]
        found.append(seen)
    return found


def components(count: int, edges: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the lowest node of each node's cycle (its strongly connected component), itself where there is none."""
    reach = reachable(count, edges)
    return tuple(min([at, *(other for other in reach[at] if at in reach[other])]) for at in range(count))


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
