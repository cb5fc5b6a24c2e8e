"""From where on an owner is assigned without asking."""

import numpy as np

from bot.triage.learned.bar import BORROWED, LEAST, TRAILING, Bars, set_bars


def _bars(right: list[bool], owners: list[int] | None = None, target: float = 0.9) -> Bars:
    """Return the bars of predictions whose sureness falls from 0.999 in steps of a thousandth."""
    sureness = 0.999 - np.arange(len(right)) / 1000
    return set_bars(np.array(owners or [0] * len(right), np.intp), np.round(sureness, 3), np.array(right), 2, target)


def test_fewer_than_fifteen_judged_issues_set_no_bar() -> None:
    """Fourteen right ones of fourteen are too few, fifteen are enough."""
    assert (None, None) == _bars([True] * (LEAST - 1)).least
    assert (0.985, 0.985) == _bars([True] * LEAST).least


def test_the_bar_stands_where_precision_ends() -> None:
    """A hundred right ones, then only wrong ones: the bar lies a few issues below the hundredth."""
    bar = _bars([True] * 100 + [False] * 100).least[0]
    assert bar is not None
    assert 0.885 < bar < 0.900


def test_nine_of_ten_do_not_show_nine_of_ten() -> None:
    """The share must clear the target by three quarters of a standard error."""
    assert (None, None) == _bars([index % 10 != 0 for index in range(200)]).least


def test_an_owner_whose_guesses_were_wrong_is_not_assigned() -> None:
    """Each owner has a bar of their own; few own outcomes borrow from everybody's."""
    owners = [index % 2 for index in range(200)]
    bars = _bars([owner == 0 or index < 100 for index, owner in enumerate(owners)], owners)
    assert bars.least[0] is not None
    assert bars.least[1] is not None
    assert bars.least[0] < bars.least[1]


def test_an_owner_without_outcomes_borrows_everybodys() -> None:
    """Somebody new is assigned where everybody else's guesses hold."""
    assert 0.999 - (BORROWED - 1) / 1000 == _bars([True] * BORROWED).least[1]


def test_old_outcomes_are_forgotten() -> None:
    """Six hundred wrong ones since: no bar, whatever came before."""
    sureness = np.full(2 * TRAILING, 0.9)
    right = np.arange(2 * TRAILING) < TRAILING
    assert (None,) == set_bars(np.zeros(2 * TRAILING, np.intp), sureness, right, 1, 0.9).least


def test_equal_sureness_stands_or_falls_together() -> None:
    """Fifteen right and fifteen wrong at one sureness: there is no bar between them."""
    right = np.arange(30) < 15
    assert (None,) == set_bars(np.zeros(30, np.intp), np.full(30, 0.9), right, 1, 0.9).least


def test_a_bar_is_cleared_at_its_value() -> None:
    """At the bar counts as above; no bar and an unknown owner are never cleared."""
    bars = Bars((0.7, None))
    assert [True, False, False, False] == [bars.clears(*asked) for asked in ((0, 0.7), (0, 0.69), (1, 1.0), (5, 1.0))]
