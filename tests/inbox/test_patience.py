"""How long the queue waits for what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox.patience import Patience
from tests.inbox.given import at


@pytest.mark.parametrize("seconds", [-1, 60.001, 3600])
def test_a_window_of_more_than_a_minute_is_refused(seconds: float) -> None:
    """Nobody waits more than a minute for a verdict because of gathering."""
    with pytest.raises(ValueError, match="0 to 60 seconds"):
        Patience(window=timedelta(seconds=seconds))


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_pause_is_never_longer_than_the_longest(attempt: int, chance: float) -> None:
    """However often it failed: at least half of the first pause, at most the longest."""
    pause = Patience().backoff(attempt, chance)
    assert timedelta(seconds=2.5) <= pause <= timedelta(hours=1)


@given(st.floats(0.001, 86_400), st.floats(0, 1))
def test_a_pause_ends_late_and_never_early(seconds: float, chance: float) -> None:
    """GitHub's moment is honoured: at most a tenth of the wait, and at most a minute, is added."""
    late = Patience().resume(at(seconds), at(0), chance) - at(seconds)
    assert timedelta(0) <= late <= min(timedelta(seconds=seconds / 10 + 0.001), timedelta(seconds=60))


def test_what_moves_on_and_on_is_left_alone_longer() -> None:
    """One window at first, a minute at most; without a window a second, so that nothing spins."""
    assert [Patience().hold(times).total_seconds() for times in (1, 2, 3, 4, 1_000)] == [10, 20, 40, 60, 60]
    assert Patience(window=timedelta(0)).hold(1) == timedelta(seconds=1)
