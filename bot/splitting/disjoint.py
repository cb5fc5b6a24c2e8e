"""Things that belong together, found by joining them pair by pair (union-find)."""

from __future__ import annotations


class DisjointSets:
    """The numbers below `count`, each in a set of its own until it is joined with another."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, one: int) -> int:
        """Return the number that stands for the set of this one."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make two sets one; what stood for the set of `one` stands for both."""
        self._parent[self.find(other)] = self.find(one)
