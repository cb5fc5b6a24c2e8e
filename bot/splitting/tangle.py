"""Is there more than one concern? What the grouping and the change as a whole tell about it, as numbers."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from bot.splitting import spread
from bot.splitting.disjoint import DisjointSets
from bot.splitting.linkage import cut_at
from bot.splitting.paths import folders, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.foreseen import Foreseen
    from bot.splitting.linkage import Merge
    from bot.splitting.looks import Look

CUTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
LAST = 4
"""How many of the last joins are looked at: where two concerns meet, the last join is weak."""
RARE = 3
"""A word in at most so many files ties them together."""
BRIDGES = 3
"""How many of the last joins are looked at for their strongest pairs: one strong pair may bridge two weak groups."""

_FRAGMENTS = frozenset(
    ("changelog", "changelogs", "changelog.d", "newsfragments", "news", ".changeset", "changes", "releasenotes",
    ".changes", "unreleased")
)  # fmt: skip

FEATURES = (
    "files", "nodes", "lines", "folders", "top_folders", "sources", "tests", "documents", "configurations", "new_files",
    "fragments", "references", "stems", "mean", "share_unlike",
    "pairs_of_test_and_source", "loose_pieces", "second_piece",
    *(f"bridge_{number}" for number in range(1, BRIDGES + 1)),
    *(f"bridges_{number}" for number in range(1, BRIDGES + 1)),
    *(f"last_{number}" for number in range(1, LAST + 1)), *(f"smaller_{number}" for number in range(1, LAST + 1)),
    *(f"groups_{cut}" for cut in CUTS), *(f"evenness_{cut}" for cut in CUTS), *(f"largest_{cut}" for cut in CUTS),
    *spread.FEATURES,
)  # fmt: skip


def tangle_features(  # noqa: PLR0917 - the change, and what comparing it with itself came to
    files: Sequence[FileChange], readings: Sequence[FileReading], looks: Sequence[Look],
    likely: Mapping[tuple[int, int], float], merges: Sequence[Merge], foreseen: Sequence[Foreseen],
) -> list[float]:  # fmt: skip
    """Return FEATURES; `likely` is the likeness of all pairs, `merges` the steps of the linkage."""
    kinds = Counter(reading.kind for reading in readings)
    count = len(looks)
    likeness = list(likely.values())
    sizes = [seen.size for seen in looks]
    fragments = sum(file.status == "added" and not _FRAGMENTS.isdisjoint(folders(file.path)[-1:]) for file in files)
    last, smaller = _last(merges, sizes)
    shapes = [_shape(cut_at(count, merges, cut), sizes) for cut in CUTS]
    return [
        math.log1p(len(files)),
        math.log1p(count),
        math.log1p(sum(math.expm1(size) for size in sizes)),
        math.log1p(len({folders(file.path) for file in files})),
        math.log1p(len({folders(file.path)[:2] for file in files})),
        math.log1p(kinds["source"]),
        math.log1p(sum(reading.counts == "tests" for reading in readings)),
        math.log1p(kinds["documentation"]),
        math.log1p(kinds["configuration"]),
        math.log1p(sum(file.status == "added" for file in files)),
        fragments,
        len(frozenset().union(*(seen.refers for seen in looks))),
        math.log1p(len({file.path.rpartition("/")[2].split(".")[0] for file in files})),
        math.fsum(likeness) / len(likeness) if likeness else 1.0,
        sum(value < 0.3 for value in likeness) / len(likeness) if likeness else 0.0,  # noqa: PLR2004 - far below every cut
        *_stems(files, readings),
        *_pieces(count, looks, sizes),
        *_bridges(count, merges, likely),
        *last,
        *smaller,
        *(shape[0] for shape in shapes),
        *(shape[1] for shape in shapes),
        *(shape[2] for shape in shapes),
        *spread.spread(looks, likely, foreseen),
    ]


def _stems(files: Sequence[FileChange], readings: Sequence[FileReading]) -> list[float]:
    """Return how many stems have both a test and a source: each is often a concern of its own."""
    tests = {stem(file.path) for file, reading in zip(files, readings, strict=True) if reading.counts == "tests"}
    sources = {stem(file.path) for file, reading in zip(files, readings, strict=True) if reading.kind == "source"}
    return [len((tests & sources) - {""})]


def _pieces(count: int, looks: Sequence[Look], sizes: Sequence[float]) -> list[float]:
    """Return into how many pieces the change falls that no file and no rare word ties, and the second's share."""
    holders: dict[str, set[int]] = {}
    for index, seen in enumerate(looks):
        for word in seen.words:
            holders.setdefault(word, set()).add(index)
    tied = DisjointSets(count)
    first: dict[int, int] = {}
    for index, seen in enumerate(looks):
        tied.join(first.setdefault(seen.file, index), index)
    for among in holders.values():
        if 1 < len({looks[at].file for at in among}) <= RARE:
            one, *others = sorted(among)
            for other in others:
                tied.join(one, other)
    weight: dict[int, float] = {}
    for index, size in enumerate(sizes):
        root = tied.find(index)
        weight[root] = weight.get(root, 0.0) + size
    shares = sorted(weight.values(), reverse=True)
    return [math.log(len(shares) or 1), shares[1] / (math.fsum(shares) or 1.0) if len(shares) > 1 else 0.0]


def _bridges(count: int, merges: Sequence[Merge], likely: Mapping[tuple[int, int], float]) -> list[float]:
    """Return the strongest pair across each of the last joins, and the mean of the strongest five."""
    members: dict[int, list[int]] = {node: [node] for node in range(count)}
    strongest, means = [1.0] * BRIDGES, [1.0] * BRIDGES
    for at, merge in enumerate(merges):
        back = len(merges) - 1 - at
        other = members.pop(merge.other)
        if back < BRIDGES:
            across = sorted(
                (likely[min(one, two), max(one, two)] for one in members[merge.one] for two in other), reverse=True
            )[:5]
            strongest[back], means[back] = across[0], math.fsum(across) / len(across)
        members[merge.one] = members[merge.one] + other
    return [*strongest, *means]


def _last(merges: Sequence[Merge], sizes: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return the likeness of the last joins, and how much of the change their smaller side is."""
    weight = list(sizes)
    seen = []
    for merge in merges:
        seen.append((merge.likeness, min(weight[merge.one], weight[merge.other])))
        weight[merge.one] += weight[merge.other]
    total = math.fsum(sizes) or 1.0
    tail = seen[::-1][:LAST]
    tail += [(1.0, 0.0)] * (LAST - len(tail))
    return [likeness for likeness, _ in tail], [side / total for _, side in tail]


def _shape(groups: Sequence[int], sizes: Sequence[float]) -> tuple[float, float, float]:
    """Return how many groups there are (log), how evenly they share the change (entropy), the largest one's share."""
    shares: Counter[int] = Counter()
    for group, size in zip(groups, sizes, strict=True):
        shares[group] += size  # type: ignore[assignment]  # a counter of weights
    total = math.fsum(shares.values()) or 1.0
    parts = [share / total for share in shares.values() if share]
    return math.log(len(shares) or 1), -math.fsum(part * math.log(part) for part in parts), max(parts, default=1.0)
