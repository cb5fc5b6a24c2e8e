"""A linear classifier an area, all fitted together: dual coordinate descent on sparse rows."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.triage.learned.vocabulary import Vector

COST = 1.0
ROUNDS = 10
"""Visits to each row; on held-out issues ten and fifteen rank alike, five are worse."""

_SETTLED = 0.01
"""The largest step of a round below which another round would change no ranking."""

_GOLDEN = 0.6180339887498949


def fit_linear(rows: Sequence[Vector], targets: NDArray[np.bool_], width: int) -> NDArray[np.float32]:
    """Return weights of shape (width + 1, areas), the last row being the bias.

    One-against-rest support vector machines with squared hinge loss by the dual coordinate descent of Hsieh et al.
    (2008, algorithm 1 with their shrinking left out), the areas side by side: a visit to a row moves the dual
    variable of every area at once. `targets` has the shape (rows, areas). Rows are visited by the golden ratio, so
    that neighbours in time are apart and the result is the same every time.
    """
    count, areas = targets.shape
    weights = np.zeros((width + 1, areas), np.float32)
    signs = np.where(targets, 1.0, -1.0).astype(np.float32)
    duals = np.zeros((count, areas), np.float32)
    ridge = np.float32(1 / (2 * COST))
    indices = [np.append(row.indices, width) for row in rows]
    values = [np.append(row.values, np.float32(1.0)) for row in rows]
    curves = [float(value @ value) + float(ridge) for value in values]
    stride, place = _stride(count), 0
    for _ in range(ROUNDS):
        largest = 0.0
        for _ in range(count):
            place = (place + stride) % count
            index, value, sign, dual = indices[place], values[place], signs[place], duals[place]
            here = weights[index]
            moved = np.maximum(dual - (sign * (value @ here) - 1 + ridge * dual) / curves[place], 0)
            step = moved - dual
            largest = max(largest, float(np.abs(step).max(initial=0.0)))
            weights[index] = here + value[:, None] * (step * sign)
            duals[place] = moved
        if largest < _SETTLED:
            break
    return weights


def margins(row: Vector, weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the distance of a row from each area's border, in units of the margin: positive inside."""
    inside: NDArray[np.float64] = (row.values @ weights[row.indices] + weights[-1]).astype(np.float64)
    return inside


def _stride(count: int) -> int:
    """Return the step that is nearest above the golden ratio of `count` and visits every place once."""
    start = int(count * _GOLDEN)
    return next((step for step in range(max(1, start), count + 1) if gcd(step, count) == 1), 1)
