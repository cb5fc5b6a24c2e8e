"""What a sureness has been worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.learned.calibration import DOUBT, GROUP, MOST, RECENT, Calibration, calibrate


def test_without_outcomes_confidence_is_the_sureness() -> None:
    """Nothing is known better."""
    assert Calibration() == calibrate(np.zeros(0), np.zeros(0, bool))


def test_a_group_is_drawn_towards_what_it_said() -> None:
    """Fifty said 0.8 and twenty came true: (20 + 10 x 0.8) / 60."""
    right = np.arange(GROUP) < 20
    found = calibrate(np.full(GROUP, 0.8), right)
    assert pytest.approx((20 + DOUBT * 0.8) / (GROUP + DOUBT), abs=1e-4) == found.confidence_of(0.8)


def test_more_sureness_never_means_less_confidence() -> None:
    """Groups that came out the wrong way round are pooled."""
    sureness = np.repeat([0.3, 0.6], GROUP)
    right = np.concatenate([np.ones(GROUP, bool), np.zeros(GROUP, bool)])
    found = calibrate(sureness, right)
    assert found.confidence_of(0.3) == found.confidence_of(0.6)


def test_only_the_newest_outcomes_count() -> None:
    """What was true long ago is forgotten."""
    now = calibrate(np.full(RECENT, 0.9), np.zeros(RECENT, bool))
    before = calibrate(np.full(2 * RECENT, 0.9), np.arange(2 * RECENT) < RECENT)
    assert now == before


_PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=150)


@given(pairs=_PAIRS, asked=st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_confidence_rises_with_sureness_and_stays_in_range(pairs: list[tuple[float, bool]], asked: list[float]) -> None:
    """Whatever came before."""
    found = calibrate(np.array([sure for sure, _ in pairs]), np.array([right for _, right in pairs], bool))
    answers = [found.confidence_of(sure) for sure in sorted(asked)]
    assert answers == sorted(answers)
    assert 0 <= answers[0] <= answers[-1] <= MOST
