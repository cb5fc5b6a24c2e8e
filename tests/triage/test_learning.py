"""When to learn anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.triage.learning import LEAST, OLDEST, Known, Learned, is_due
from tests.triage.maps import MONDAY

LEARNED = Learned(400, "m1", "model 1", MONDAY)
KNOWN = Known(420, 0, "m1", "model 1")
SOON = MONDAY + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("known", "learned", "due"),
    [
        (KNOWN, LEARNED, False),
        (replace(KNOWN, news=19), LEARNED, False),
        (replace(KNOWN, news=20), LEARNED, True),
        (replace(KNOWN, news=9), replace(LEARNED, labels=30), False),
        (replace(KNOWN, news=10), replace(LEARNED, labels=30), True),
        (replace(KNOWN, map_texts="m2"), LEARNED, True),
        (replace(KNOWN, form="model 2"), LEARNED, True),
        (replace(KNOWN, labels=LEAST), None, True),
        (replace(KNOWN, labels=LEAST - 1), None, False),
    ],
)
def test_a_fit_is_due(known: Known, learned: Learned | None, *, due: bool) -> None:
    """After enough new answers, another map or format; never from too few."""
    assert due == is_due(known, learned, SOON)


def test_one_new_answer_is_enough_after_a_day() -> None:
    """Without any, an old model stays."""
    late = MONDAY + OLDEST
    assert (True, False) == (is_due(replace(KNOWN, news=1), LEARNED, late), is_due(KNOWN, LEARNED, late))
