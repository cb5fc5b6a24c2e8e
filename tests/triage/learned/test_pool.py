"""How much labels and keywords count."""

import numpy as np
import pytest

from bot.triage.learned.pool import HALF, START, Pool, fit_pool
from bot.triage.learned.trials import Trials


def _trials(learned: float, keywords: float, count: int = 200, support: float = 10) -> Trials:
    """Return trials of two areas, the first being right: what labels and keywords said for it (or against it)."""
    return Trials(
        np.tile([learned, 0.0], (count, 1)),
        np.full((count, 2), support),
        np.tile([keywords, 0.0], (count, 1)),
        np.tile([True, False], (count, 1)),
    )


def test_without_trials_the_start_stands() -> None:
    """Nothing is known better."""
    assert START == (fit_pool(_trials(0, 0, 0)).labels, fit_pool(_trials(0, 0, 0)).keywords)


def test_whoever_was_right_counts_more() -> None:
    """Labels that led astray lose their weight, keywords that were right gain."""
    found = fit_pool(_trials(-1.0, 1.0))
    assert (True, True) == (found.labels < START[0], found.keywords > START[1])


def test_weights_stay_at_or_above_zero() -> None:
    """Nobody is believed to mean the opposite of what they say."""
    assert 0.0 == fit_pool(_trials(-5.0, 0.1, 5_000)).labels


def test_the_pool_is_the_optimum() -> None:
    """A step to either side of the fitted weights is worse, by the arithmetic of the penalised loss."""
    trials = Trials(
        np.array([[1.0, 0.2], [0.1, 0.9], [0.8, 0.3]]),
        np.full((3, 2), 20.0),
        np.array([[0.0, -1.0], [-0.5, -0.4], [-2.0, 0.0]]),
        np.array([[True, False], [False, True], [True, False]]),
    )
    found = fit_pool(trials)

    def loss(labels: float, keywords: float) -> float:
        shares = Pool(labels, keywords, found.half).shares(trials)
        held = 5 * ((labels - START[0]) ** 2 + (keywords - START[1]) ** 2)
        return held - float(np.log(shares[trials.targets]).sum())

    around = [(0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01)]
    best = loss(found.labels, found.keywords)
    assert all(loss(found.labels + a, found.keywords + b) > best for a, b in around)


def test_few_labels_are_believed_sooner_only_where_that_is_proved() -> None:
    """Five labels that were right twice prove nothing; two hundred times, they do."""
    assert [HALF[0], HALF[-1]] == [fit_pool(_trials(3.0, -1.0, count, support=5)).half for count in (2, 200)]


def test_an_area_without_labels_hears_keywords_alone() -> None:
    """Support of zero silences the labels; at `half` they count half."""
    shares = Pool(2.0, 1.0, 5.0).shares(_trials(3.0, np.log(3), 1, support=0))
    assert [[pytest.approx(0.75), pytest.approx(0.25)]] == shares.tolist()
    assert 1.0 == Pool(2.0, 1.0, 5.0).weight_of(5.0)
