"""Puts the units of several drafts in one line in which nothing needs what comes later."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from bot.splitting.units import units_of, waits_of, without_cycles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.splitting.study import Study
    from bot.splitting.units import Unit


def in_line(study: Study, home: Mapping[int, int], minutes: Sequence[float]) -> list[tuple[Unit, int]]:
    """Return the units of the atoms in `home`, each with its draft, so that every one comes after what it needs.

    A unit that holds atoms of several drafts goes with the one that has most minutes of it. A draft is left for another
    only where nothing of it can come next, and the next is one that can be finished, or else the one with most to do.
    """
    units = without_cycles(study, units_of(study, home.keys()))
    waits = waits_of(study, units)
    costs = [math.fsum(minutes[atom] for atom in unit) for unit in units]
    draft = [_draft(unit, home, minutes) for unit in units]
    left: dict[int, list[int]] = {}
    for at, own in enumerate(draft):
        left.setdefault(own, []).append(at)
    done: set[int] = set()
    out: list[int] = []
    while left:
        visits = {own: _visit(among, waits, done) for own, among in sorted(left.items())}
        best = max(
            visits,
            key=lambda own: (
                len(visits[own]) == len(left[own]), math.fsum(costs[at] for at in visits[own]), len(visits[own]), -own,
            ),
        )  # fmt: skip
        out += visits[best]
        done.update(visits[best])
        left[best] = [at for at in left[best] if at not in done]
        left = {own: among for own, among in left.items() if among}
    return [(units[at], draft[at]) for at in out]


def _draft(unit: Unit, home: Mapping[int, int], minutes: Sequence[float]) -> int:
    shares: dict[int, float] = {}
    for atom in unit:
        shares[home[atom]] = shares.get(home[atom], 0.0) + minutes[atom]
    return max(sorted(shares), key=lambda own: shares[own])


def _visit(among: Sequence[int], waits: Sequence[AbstractSet[int]], done: AbstractSet[int]) -> list[int]:
    """Return which units of a draft can come next, one after the other, each as soon as it can."""
    own = frozenset(among)
    count = {at: len(waits[at] - done) for at in among}
    follows: dict[int, list[int]] = {}
    for at in among:
        for before in waits[at] & own:
            follows.setdefault(before, []).append(at)
    ready = [at for at in among if not count[at]]
    heapq.heapify(ready)
    out = []
    while ready:
        at = heapq.heappop(ready)
        out.append(at)
        for other in follows.get(at, ()):
            count[other] -= 1
            if not count[other]:
                heapq.heappush(ready, other)
    return out
