"""Is there more than one concern? What the grouping and the change as a whole tell about it, as numbers."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from bot.splitting.linkage import cut_at
from bot.splitting.paths import folders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.linkage import Merge
    from bot.splitting.looks import Look

CUTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
LAST = 4
"""How many of the last joins are looked at: where two concerns meet, the last join is weak."""

_FRAGMENTS = frozenset(
    ("changelog", "changelogs", "changelog.d", "newsfragments", "news", ".changeset", "changes", "releasenotes",
    ".changes", "unreleased")
)  # fmt: skip

FEATURES = (
    "files", "nodes", "lines", "folders", "top_folders", "sources", "tests", "documents", "configurations", "new_files",
    "fragments", "references", "stems", "mean", "share_unlike",
    *(f"last_{number}" for number in range(1, LAST + 1)), *(f"smaller_{number}" for number in range(1, LAST + 1)),
    *(f"groups_{cut}" for cut in CUTS), *(f"evenness_{cut}" for cut in CUTS), *(f"largest_{cut}" for cut in CUTS),
)  # fmt: skip


def tangle_features(
    files: Sequence[FileChange], readings: Sequence[FileReading], looks: Sequence[Look],
    likeness: Sequence[float], merges: Sequence[Merge],
) -> list[float]:  # fmt: skip
    """Return FEATURES; `likeness` is that of all pairs, `merges` the steps of the linkage."""
    kinds = Counter(reading.kind for reading in readings)
    count = len(looks)
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
        *last,
        *smaller,
        *(shape[0] for shape in shapes),
        *(shape[1] for shape in shapes),
        *(shape[2] for shape in shapes),
    ]


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
