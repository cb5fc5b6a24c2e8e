"""A file of weights is read whole or refused in words: a tree that never ends would hang every plan."""

from __future__ import annotations

import pytest

from bot.splitting.trees import read_forest
from bot.splitting.weights import read_weights

FEATURES = ("lines", "files")


def model(*trees: object) -> dict[str, object]:
    """Return a model of the FEATURES."""
    return {"features": list(FEATURES), "start": 0.5, "trees": list(trees)}


def test_a_model_answers_by_its_trees() -> None:
    """Left where the value is not above the threshold; the leaves add up."""
    forest = read_forest(model([[1, 3.0, 1, 2], [-1, 0.25, 0, 0], [-1, 2.0, 0, 0]]), FEATURES)
    assert (0.75, 2.5) == (forest.total([9, 3]), forest.total([9, 4]))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ([], "a model is a JSON object"),
        ({**model(), "features": ["lines"]}, "another version"),
        (model([]), "list of nodes"),
        (model([[0, 1.0, 0, 0]]), "points outside"),
        (model([[0.5, 1.0, 0, 0]]), "points outside"),
        (model([[2, 1.0, 1, 1], [-1, 0, 0, 0]]), "points outside"),
        (model([7]), "four numbers"),
        (model([[-1, None, 0, 0]]), "four numbers"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(raw: object, words: str) -> None:
    """Children come after their parent and inside the tree, so that evaluation ends."""
    with pytest.raises(ValueError, match=words):
        read_forest(raw, FEATURES)


@pytest.mark.parametrize(
    ("raw", "words"), [(7, "not a JSON object"), ({}, "lack 'pairs'"), ({"pairs": []}, "a model is")]
)
def test_weights_that_are_none_are_refused(raw: object, words: str) -> None:
    """Whatever the file holds, the answer is one kind of error with words."""
    with pytest.raises(ValueError, match=words):
        read_weights(raw)
