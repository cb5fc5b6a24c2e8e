"""How many concerns a change has: each number of groups is looked at, and the one that looks best is taken.

A fixed likeness to cut at is right for no repository: what is alike differs between projects. So a small model, trained
on groupings of other projects with known answers, foretells for each number how well it would agree with the answer.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bot.splitting.foreseen import NOTHING
from bot.splitting.linkage import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.splitting.foreseen import Foreseen
    from bot.splitting.linkage import Merge
    from bot.splitting.looks import Look
    from bot.splitting.trees import Forest

MOST_GROUPS = 14


class Hints(NamedTuple):
    """What is known of the change as a whole: the mean likeness of all pairs, what is foreseen for 1, 2, ... groups,
    and how sure it is that there is more than one concern.
    """

    likeness: float
    foreseen: Sequence[Foreseen]
    concern_score: float


FEATURES = (
    "groups", "next_join", "last_join", "gap", "mean_likeness", "nodes",
    "files", "largest", "second", "smallest",
    "evenness", "single_nodes", "divided_files", "groups_to_files", "most_nodes", "join_before", "join_after",
    "files_to_group", "agreement", "agreement_of_runs", "across", "concern_score",
)  # fmt: skip


def candidates(looks: Sequence[Look], hints: Hints, merges: Sequence[Merge]) -> Iterator[tuple[list[float], list[int]]]:
    """Yield for each number of groups from 1 on its FEATURES and each node's group."""
    count = len(looks)
    joins = [1.0, 1.0, *(merge.likeness for merge in merges), 0.0, 0.0]
    for groups in range(1, min(count, MOST_GROUPS) + 1):
        labels = labels_of(count, merges[: count - groups])
        at = count - groups + 2  # in joins: the first join that is not taken
        yield _features(looks, labels, groups, hints, joins[at - 2 : at + 2]), labels


def choose(
    looks: Sequence[Look],
    hints: Hints,
    merges: Sequence[Merge],
    forest: Forest,
    *,
    least: int = 1,
    most: int = MOST_GROUPS,
) -> list[int]:
    """Return each node's group for the number of groups (`least` to `most`) that is foretold to be best."""
    best, found = -math.inf, [0] * len(looks)
    for values, labels in candidates(looks, hints, merges):
        if least <= values[0] <= most and (score := forest.total(values)) > best:
            best, found = score, labels
    return found


def _features(
    looks: Sequence[Look], labels: Sequence[int], groups: int, hints: Hints, joins: Sequence[float]
) -> list[float]:
    weight: defaultdict[int, float] = defaultdict(float)
    files: defaultdict[int, set[int]] = defaultdict(set)
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for seen, label in zip(looks, labels, strict=True):
        weight[label] += seen.size
        files[label].add(seen.file)
        homes[seen.file].add(label)
    total = math.fsum(weight.values()) or 1.0
    shares = sorted((share / total for share in weight.values()), reverse=True)
    counts = Counter(labels)
    before, last, following, after = joins
    return [
        groups, following, last, last - following, hints.likeness, math.log(len(looks)), math.log(len(homes)),
        shares[0], shares[1] if groups > 1 else 0.0, shares[-1],
        -math.fsum(share * math.log(share) for share in shares if share > 0),
        sum(count == 1 for count in counts.values()) / groups,
        sum(len(found) > 1 for found in homes.values()) / len(homes),
        groups / len(homes), max(counts.values()) / len(looks), before, after,
        sum(map(len, files.values())) / groups,
        *(hints.foreseen[groups - 1] if hints.foreseen else NOTHING), hints.concern_score,
    ]  # fmt: skip
