"""Past issues, each predicted by what was older."""

import numpy as np

from bot.triage.learned.observation import observe_all
from bot.triage.learned.trials import blocks, draw_border, targets_of, try_in_order
from tests.triage.learned.histories import CHECKOUT, MAP, OTHER, SEARCH, learned_rows

ROWS = learned_rows(40)
SEEN = observe_all(ROWS, MAP)
TARGETS = targets_of(ROWS, len(MAP.areas))


def test_blocks_cover_every_row_once() -> None:
    """Each stretch begins where the last ended, and is at least one row long."""
    assert [(0, 1), (1, 2), (2, 3), (3, 4), (4, 6), (6, 9), (9, 10)] == list(blocks(0, 10, 0.5))


def test_a_row_is_predicted_from_older_rows_alone() -> None:
    """What comes after changes nothing: the first thirty trials are the same without the last ten rows."""
    whole = try_in_order(SEEN, TARGETS, 10, 0.5)
    short = try_in_order(SEEN[:30], TARGETS[:30], 10, 0.5)
    np.testing.assert_array_equal(short.learned[:12], whole.learned[:12])


def test_a_label_is_not_known_before_it_was_given() -> None:
    """The first row of all is predicted by keywords alone, with no label behind any area."""
    first = try_in_order(SEEN, TARGETS, 0, 0.5)[:1]
    assert not first.learned.any()
    assert not first.support.any()


def test_labels_speak_for_the_area_that_people_chose() -> None:
    """Words that no keyword knows lead to the area they stood in before; an area without labels stays at zero."""
    border = draw_border(SEEN, TARGETS)
    learned = border.learned(SEEN[0])
    assert learned[CHECKOUT] > 1 > learned[SEARCH]
    assert 0.0 == learned[OTHER]


def test_labels_of_one_area_alone_say_nothing() -> None:
    """Otherwise everything would go there."""
    border = draw_border(SEEN[::2], TARGETS[::2])
    assert not border.learned(SEEN[0]).any()
    assert 20 == border.support[CHECKOUT]
