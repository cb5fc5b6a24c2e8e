"""How often a given sureness came true: monotone, smoothed, and read between its points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUP = 50
"""Trials whose outcomes are averaged; the standard error of a share of 50 is at most 0.07."""

DOUBT = 10.0
"""Trials in which every group is believed to have come out as sure as it said, before it is counted."""

RECENT = 300
"""Trials that are counted, the newest: what is filed changes, and confidence has to follow."""

MOST = 0.99


@dataclass(frozen=True, slots=True)
class Calibration:
    """Sureness and the confidence that it means, both ascending; between two points a straight line is drawn."""

    sureness: tuple[float, ...] = (0.0, 1.0)
    confidence: tuple[float, ...] = (0.0, 1.0)

    def confidence_of(self, sure: float) -> float:
        """Return the confidence from 0 to MOST, four decimals."""
        return round(min(MOST, float(np.interp(sure, self.sureness, self.confidence))), 4)


def calibrate(sureness: NDArray[np.float64], right: NDArray[np.bool_]) -> Calibration:
    """Return the calibration of past predictions in the order of time; without any, confidence is the sureness itself.

    Isotonic regression by pooling adjacent violators (Ayer et al., 1955) on groups of about GROUP trials, each drawn
    towards what it said by DOUBT trials.
    """
    if not sureness.size:
        return Calibration()
    sureness, right = sureness[-RECENT:], right[-RECENT:]
    order = np.argsort(sureness, kind="stable")
    groups = np.array_split(order, max(1, sureness.size // GROUP))
    said = [float(sureness[group].mean()) for group in groups]
    came = [
        (float(right[group].sum()) + DOUBT * mean) / (group.size + DOUBT)
        for group, mean in zip(groups, said, strict=True)
    ]
    level = _ascending(came, [float(group.size) for group in groups])
    points = [
        (0.0, 0.0),
        *((s, c) for s, c in zip(said, level, strict=True) if 0 < s < 1),
        (1.0, max(level[-1], said[-1])),
    ]
    return Calibration(tuple(s for s, _ in points), tuple(round(c, 6) for _, c in points))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error (Naeini et al., 2015): bins of equal width, weighted by their size."""
    if not confidence.size:
        return 0.0
    place = np.minimum(bins - 1, (confidence * bins).astype(int))
    gaps = (abs(float((right[place == each] - confidence[place == each]).sum())) for each in range(bins))
    return sum(gaps) / confidence.size


def _ascending(values: list[float], weights: list[float]) -> list[float]:
    """Return the ascending sequence nearest to `values` in weighted squares."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pool = (value, weight, 1)
        while pools and pools[-1][0] >= pool[0]:
            before = pools.pop()
            whole = before[1] + pool[1]
            pool = ((before[0] * before[1] + pool[0] * pool[1]) / whole, whole, before[2] + pool[2])
        pools.append(pool)
    return [value for value, _, count in pools for _ in range(count)]
