"""The classifier: dual coordinate descent, checked against what is optimal."""

import numpy as np

from bot.triage.learned.linear import COST, fit_linear, margins
from bot.triage.learned.vocabulary import Vector


def _vector(*pairs: tuple[int, float]) -> Vector:
    return Vector(np.array([index for index, _ in pairs], np.intp), np.array([value for _, value in pairs], np.float32))


ROWS = [_vector((0, 1.0)), _vector((1, 1.0)), _vector((0, 0.8), (1, 0.6)), _vector((1, 0.9), (2, 0.4))]
TARGETS = np.array([[True, False], [False, True], [True, False], [False, True]])


def test_rows_lie_on_their_own_side() -> None:
    """What can be told apart is told apart."""
    weights = fit_linear(ROWS, TARGETS, 3)
    assert TARGETS.tolist() == [(margins(row, weights) > 0).tolist() for row in ROWS]


def test_the_fit_is_the_optimum() -> None:
    """At the optimum weights are the sum of C-scaled violations times the rows: the gradient of the primal is zero."""
    weights = fit_linear(ROWS, TARGETS, 3).astype(float)
    dense = np.zeros((4, 4))
    for place, row in enumerate(ROWS):
        dense[place, row.indices] = row.values
    dense[:, 3] = 1  # the bias
    signs = np.where(TARGETS, 1.0, -1.0)
    short = np.maximum(0, 1 - signs * (dense @ weights))
    np.testing.assert_allclose(weights, dense.T @ (2 * COST * short * signs), atol=0.05)


def test_the_same_rows_give_the_same_bits() -> None:
    """No chance is in it."""
    assert fit_linear(ROWS, TARGETS, 3).tobytes() == fit_linear(ROWS, TARGETS, 3).tobytes()


def test_no_rows_and_empty_rows_raise_nothing() -> None:
    """Without rows there are no weights; a row without words moves the bias alone."""
    assert not fit_linear([], np.zeros((0, 2), bool), 3).any()
    weights = fit_linear([_vector()], np.array([[True, False]]), 3)
    assert not weights[:3].any()
    assert (True, True) == (weights[3, 0] > 0, weights[3, 1] < 0)
