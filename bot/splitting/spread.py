"""How likeness is spread over a change: of all pairs, of each node to its nearest, and between files."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.splitting.foreseen import Foreseen
    from bot.splitting.looks import Look

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9)
GROUPS = (2, 3, 4, 5)

FEATURES = (
    *(f"{what}_{groups}" for groups in GROUPS for what in ("agreement", "agreement_of_runs", "across")),
    "best_agreement", "best_groups", *(f"likeness_{quantile}" for quantile in QUANTILES), "share_over_0.5",
    "share_over_0.8", "nearest_least", "nearest_mean", "nearest_0.1", "files_mean", "files_least", "files_median",
    "file_nearest_least", "file_nearest_mean", "file_share_apart", "same_file_mean", "same_file_0.1",
)  # fmt: skip


def spread(looks: Sequence[Look], likely: Mapping[tuple[int, int], float], foreseen: Sequence[Foreseen]) -> list[float]:
    """Return FEATURES; `foreseen` are those of 1, 2, ... groups."""
    rest = [*foreseen[1:], *((0.0, 0.0, 1.0) for _ in GROUPS)]
    best = max(((one.agreement_of_runs, groups) for groups, one in enumerate(foreseen[1:], 2)), default=(0.0, 2))
    values = sorted(likely.values())
    return [
        *(value for one in rest[: len(GROUPS)] for value in one),
        *best,
        *(quantile(values, at) for at in QUANTILES),
        _share(values, 0.5), _share(values, 0.8),
        *_nearest(len(looks), likely),
        *_files(looks, likely),
    ]  # fmt: skip


def quantile(ordered: Sequence[float], at: float) -> float:
    """Return the value that a share `at` of the ordered values does not exceed; 1 where there are none."""
    return ordered[min(len(ordered) - 1, int(at * len(ordered)))] if ordered else 1.0


def _share(values: Sequence[float], over: float) -> float:
    return sum(value > over for value in values) / len(values) if values else 1.0


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 1.0


def _nearest(count: int, likely: Mapping[tuple[int, int], float]) -> list[float]:
    nearest = [0.0] * count
    for (one, other), value in likely.items():
        nearest[one], nearest[other] = max(nearest[one], value), max(nearest[other], value)
    nearest.sort()
    return [nearest[0] if nearest else 1.0, _mean(nearest), quantile(nearest, 0.1)]


def _files(looks: Sequence[Look], likely: Mapping[tuple[int, int], float]) -> list[float]:
    """Return how like files are to each other, to their nearest file, and in themselves."""
    pairs: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for (one, other), value in likely.items():
        left, right = sorted((looks[one].file, looks[other].file))
        pairs[left, right].append(value)
    inside = sorted(value for (left, right), values in pairs.items() if left == right for value in values)
    between = {pair: _mean(values) for pair, values in pairs.items() if pair[0] != pair[1]}
    nearest: defaultdict[int, float] = defaultdict(float)
    for pair, value in between.items():
        for file in pair:
            nearest[file] = max(nearest[file], value)
    means, near = sorted(between.values()), sorted(nearest.values())
    return [
        _mean(means), means[0] if means else 1.0, quantile(means, 0.5), near[0] if near else 1.0, _mean(near),
        sum(value < 0.5 for value in near) / len(near) if near else 0.0,  # noqa: PLR2004 - more unlike than like
        _mean(inside), quantile(inside, 0.1),
    ]  # fmt: skip
