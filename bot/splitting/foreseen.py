"""How well a grouping would agree with the answer if every likeness were a probability that can be relied on.

The adjusted Rand index (Hubert and Arabie 1985) needs the answer; with the probability of each pair in its place it is
foreseen. It is the same figure that groupings of known answers are measured by.
"""

from __future__ import annotations

import math
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.splitting.linkage import Matrix, Merge


class Foreseen(NamedTuple):
    """One number of groups: the index over nodes, over runs of lines on one side, and how like the groups still are."""

    agreement: float
    agreement_of_runs: float
    across: float


NOTHING = Foreseen(0.0, 0.0, 1.0)
"""Stands for a number of groups that a change is too small for."""


def foresee(likeness: Matrix, merges: Sequence[Merge], runs: Sequence[int], most: int) -> tuple[Foreseen, ...]:
    """Return what is foreseen for 1, 2, ... up to `most` groups; `runs` are each node's runs of lines (1 or 2)."""
    count = len(likeness)
    plain, weighted = _Count(count, [1] * count), _Count(count, runs)
    for at, row in enumerate(likeness):
        plain.all += math.fsum(row[at + 1 :])
        weighted.all += runs[at] * math.fsum(map(mul, row[at + 1 :], runs[at + 1 :]))
    members = {node: [node] for node in range(count)}
    found = [_foreseen(plain, weighted)]
    for merge in merges:
        one, other = members[merge.one], members.pop(merge.other)
        plain.join(merge)
        weighted.join(merge)
        for left in one:
            row = likeness[left]
            plain.within += math.fsum(row[right] for right in other)
            weighted.within += runs[left] * math.fsum(row[right] * runs[right] for right in other)
        members[merge.one] = one + other
        found.append(_foreseen(plain, weighted))
    return tuple(found[::-1][:most])


class _Count:
    """Pairs: `all` that belong together, `within` groups those that do, and how many a grouping puts together."""

    def __init__(self, count: int, runs: Sequence[int]) -> None:
        self.size = dict(zip(range(count), runs, strict=True))
        total = sum(runs)
        self.pairs = total * (total - 1) / 2
        self.put_together = float(sum(math.comb(size, 2) for size in runs))
        self.all = self.within = self.put_together

    def join(self, merge: Merge) -> None:
        self.put_together += self.size[merge.one] * self.size[merge.other]
        self.size[merge.one] += self.size.pop(merge.other)

    def agreement(self) -> float:
        chance = self.put_together * self.all / self.pairs if self.pairs else 0.0
        most = (self.put_together + self.all) / 2
        return (self.within - chance) / (most - chance) if abs(most - chance) > 1e-9 else 1.0  # noqa: PLR2004 - nothing


def _foreseen(plain: _Count, weighted: _Count) -> Foreseen:
    apart = plain.pairs - plain.put_together
    across = (plain.all - plain.within) / apart if apart > 0 else 1.0
    return Foreseen(plain.agreement(), weighted.agreement(), across)
